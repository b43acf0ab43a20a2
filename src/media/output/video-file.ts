/** One video stream in a file, index first, with nothing in it that differs from run to run. */
import { AVFMT_FLAG_BITEXACT } from 'node-av/constants';
import { type CodecContext, Dictionary, FormatContext, type Packet, Rational } from 'node-av/lib';
import { check } from '../ffmpeg.ts';

export interface VideoFile {
  /** Write a frame as the encoder gave it, counted in frames; it is empty afterwards. */
  write(packet: Packet): void;
  finish(): Promise<void>;
  /** Let go of the file; safe at any time. */
  close(): void;
}

/**
 * @param context the opened encoder that the frames come from
 * @param codecTag what players look for, where FFmpeg would write another
 * @throws FFmpegError when the file cannot be created
 */
export async function openVideoFile(
  context: CodecContext,
  { file, container, fps, codecTag, comment = 'Made with Photoplay' }: VideoFileOptions,
): Promise<VideoFile> {
  const output = new FormatContext();
  try {
    check(output.allocOutputContext2(null, container, file), 'prepare the file');
    const stream = output.newStream(null);
    stream.timeBase = new Rational(1, fps);
    stream.avgFrameRate = new Rational(fps, 1);
    check(stream.codecpar.fromContext(context), 'describe the stream');
    if (codecTag) stream.codecpar.codecTag = codecTag;
    output.setFlags(AVFMT_FLAG_BITEXACT);
    output.metadata = Dictionary.fromObject({ comment });
    check(await output.openOutput(), `create ${file}`);
    check(
      await output.writeHeader(Dictionary.fromObject({ movflags: '+faststart' })),
      'write the header',
    );
    const frameTime = new Rational(1, fps);
    return {
      write(packet) {
        packet.streamIndex = 0;
        packet.duration = 1n;
        packet.rescaleTs(frameTime, stream.timeBase);
        check(output.interleavedWriteFrameSync(packet), 'write a frame');
      },
      async finish() {
        check(await output.writeTrailer(), 'finish the file');
        await output.closeOutput();
      },
      close: () => output.freeContext(),
    };
  } catch (error) {
    output.freeContext();
    throw error;
  }
}

export interface VideoFileOptions {
  /** Absolute path; an existing file is replaced. */
  file: string;
  container: 'mp4' | 'mov';
  fps: number;
  codecTag?: string | undefined;
  /** Written into the file as its comment. */
  comment?: string | undefined;
}
