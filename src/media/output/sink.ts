/**
 * What a clip is handed out as. Engines paint frames into a sink, and know no format; what is there
 * already, decoded, goes into a writer.
 */
import type { OutputFormat } from '../../task/task.ts';
import { type EncoderOptions, openH264Writer } from '../encode.ts';
import { type FrameSink, paintInto } from './frame-sink.ts';
import type { FrameWriter, VideoSize } from './frame-writer.ts';
import { openPngWriter } from './png-sequence.ts';
import { openHevcWriter, openProresWriter } from './ten-bit.ts';

export interface OutputOptions extends VideoSize {
  /** Absolute path; an existing file is replaced. */
  file: string;
  outputFormat: OutputFormat;
  /** Of `prores`, in Runway's words. */
  proresProfile?: string | undefined;
  /** Of `mp4`, where an ordinary clip's encoding is not wanted. */
  h264?: Pick<EncoderOptions, 'crf' | 'preset' | 'threads'>;
}

/**
 * A place to paint a clip's frames.
 * @throws FFmpegError, or Node's error when the file cannot be created
 */
export async function openSink(options: OutputOptions): Promise<FrameSink> {
  return paintInto(await openWriter(options), options);
}

/** The same for frames that are there already. */
export function openWriter(options: OutputOptions): Promise<FrameWriter> {
  const { file, width, height, fps } = options;
  const size = { width, height, fps };
  switch (options.outputFormat) {
    case 'mp4':
      return openH264Writer({ file, ...size, ...options.h264 });
    case 'prores':
      return openProresWriter(file, size, options.proresProfile);
    case 'png_sequence':
      return openPngWriter(file, size);
    case 'sdr_rec709_10bit':
      return openHevcWriter(file, size);
  }
}
