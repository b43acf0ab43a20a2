/** A stranger's clip that is what was asked for already: it is looked at, and handed on as it is. */
import {
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVMEDIA_TYPE_VIDEO,
} from 'node-av/constants';
import { Dictionary, FormatContext, Packet } from 'node-av/lib';
import { decodeFrames } from '../decode-frames.ts';
import { check } from '../ffmpeg.ts';
import { indexComesFirst } from '../probe.ts';
import { isBlack } from './blackness.ts';
import type { Outcome, Work } from './messages.ts';
import type { OpenClip } from './open-clip.ts';

/**
 * What becomes of a clip that is already as ours are; undefined where it is not, with nothing said
 * against it: whoever converts it finds that out.
 * @throws FFmpegError when it cannot be written
 */
export async function passOn(clip: OpenClip, work: Work): Promise<Outcome | undefined> {
  const { file, output } = work;
  if (!looksRight(clip, work) || !(await isRight(clip, work))) return undefined;
  const isFast = await indexComesFirst(file);
  if (isFast && !clip.hasSound && clip.input.nbStreams === 1) return { file, done: [] };
  await copyPicture(file, output);
  return {
    file: output,
    done: [
      ...(isFast ? [] : ['Its index was moved to its front.']),
      ...(clip.hasSound ? ['Its sound was left out.'] : []),
    ],
  };
}

/** By what its head says. */
function looksRight({ stream, codec, container, matrix }: OpenClip, { asked }: Work): boolean {
  const { codecpar, avgFrameRate } = stream;
  const { num, den } = codecpar.sampleAspectRatio;
  return (
    asked.outputFormat === 'mp4' &&
    codec === 'h264' &&
    container.includes('mp4') &&
    codecpar.format === AV_PIX_FMT_YUV420P &&
    codecpar.width === asked.width &&
    codecpar.height === asked.height &&
    codecpar.colorSpace === AVCOL_SPC_BT709 &&
    codecpar.colorRange === AVCOL_RANGE_MPEG &&
    (num === 0 || num === den) &&
    matrix === undefined &&
    avgFrameRate.num === asked.fps * avgFrameRate.den
  );
}

/** By its frames: all there, all whole, each at its place, not all black. */
async function isRight({ input, stream }: OpenClip, { asked, limits }: Work): Promise<boolean> {
  const wanted = Math.round(asked.durationSeconds * asked.fps);
  const step = stream.timeBase.den / stream.timeBase.num / asked.fps;
  let frames = 0;
  let right = true;
  let black = true;
  const options = { threads: 2, maxPixels: limits.maxPixels, onBroken: () => (right = false) };
  await decodeFrames(
    input,
    stream,
    async (frame) => {
      right &&= Number(frame.bestEffortTimestamp) === Math.round(frames * step);
      right &&= frame.width === asked.width && frame.height === asked.height;
      black &&= isBlack(frame);
      frames++;
      return right && frames <= wanted;
    },
    options,
  );
  return right && frames === wanted && !black;
}

/** The picture's stream into a file of its own, index first, nothing encoded again. */
async function copyPicture(file: string, output: string): Promise<void> {
  const input = new FormatContext();
  const copy = new FormatContext();
  const packet = new Packet();
  packet.alloc();
  try {
    check(await input.openInput(file), 'open the clip');
    check(await input.findStreamInfo(), 'read the clip');
    const from = input.streams[input.findBestStream(AVMEDIA_TYPE_VIDEO)]!;
    check(copy.allocOutputContext2(null, 'mp4', output), 'prepare the file');
    const to = copy.newStream(null);
    check(from.codecpar.copy(to.codecpar), 'describe the stream');
    to.codecpar.codecTag = 0;
    to.timeBase = from.timeBase;
    check(await copy.openOutput(), 'create the file');
    check(
      await copy.writeHeader(Dictionary.fromObject({ movflags: '+faststart' })),
      'write the header',
    );
    while ((await input.readFrame(packet)) >= 0) {
      if (packet.streamIndex === from.index) {
        packet.streamIndex = 0;
        packet.rescaleTs(from.timeBase, to.timeBase);
        check(await copy.interleavedWriteFrame(packet), 'write a frame');
      } else packet.unref();
    }
    check(await copy.writeTrailer(), 'finish the file');
    await copy.closeOutput();
  } finally {
    packet.free();
    copy.freeContext();
    await input.closeInput();
  }
}
