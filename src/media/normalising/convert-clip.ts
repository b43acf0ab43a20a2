/** A stranger's clip, decoded, brought to size and rate, and written anew. */
import {
  AV_NOPTS_VALUE,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_SMPTE2084,
} from 'node-av/constants';
import { avGetPixFmtName, Frame } from 'node-av/lib';
import { decodeFrames } from '../decode-frames.ts';
import { type Filters, openFilters } from '../filters.ts';
import { describeConversion } from '../output/convert.ts';
import type { FrameWriter } from '../output/frame-writer.ts';
import { openWriter } from '../output/sink.ts';
import { badClip } from './bad-clip.ts';
import { isBlack } from './blackness.ts';
import { planFit } from './fit-filters.ts';
import type { Work } from './messages.ts';
import type { OpenClip } from './open-clip.ts';

/** A clip that has less of what was asked than this is not made up for by holding its last frame. */
const leastShare = 0.5;
/** Of a clip's pieces, at most one in so many may be broken. */
const brokenOneIn = 20;
/** What is less than this many seconds off is nobody's fault. */
const tolerance = 0.25;

/** High dynamic range, brought down as a television of standard range shows it. */
const toneMap =
  'zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,tonemap=hable:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv,format=yuv420p10le';

/**
 * @returns what was done, a sentence each
 * @throws RenderFailure; FFmpegError when the clip cannot be written
 */
export async function convertClip(
  clip: OpenClip,
  work: Work,
  progress: (fraction: number) => void,
): Promise<string[]> {
  const { asked, output, limits } = work;
  const wanted = Math.round(asked.durationSeconds * asked.fps);
  const writer = await openWriter({ ...asked, file: output });
  const filtered = new Frame();
  filtered.alloc();
  let source: Source | undefined;
  let last: Frame | undefined;
  let broken = 0;
  let decoded = 0;
  let seconds = 0;
  let written = 0;
  let black = true;

  async function drain(filters: Filters): Promise<void> {
    while (written < wanted && (await filters.pull(filtered))) {
      black &&= isBlack(filtered);
      await writer.write(filtered);
      written++;
      last?.free();
      last = filtered.clone() ?? undefined;
      filtered.unref();
      progress(written / (wanted + 1));
    }
  }

  try {
    await decodeFrames(
      clip.input,
      clip.stream,
      async (frame) => {
        source ??= await openSource(frame, clip, work, writer);
        seconds = place(frame, source, decoded++, clip);
        await source.filters.push(frame);
        await drain(source.filters);
        return written < wanted;
      },
      { threads: 2, maxPixels: limits.maxPixels, onBroken: () => broken++ },
    );
    if (source && written < wanted) {
      await source.filters.push(null);
      await drain(source.filters);
    }
    const length = written / asked.fps;
    checkWhole({ clip, decoded, broken, seconds, length, black, wanted: asked.durationSeconds });
    // The clone's buffers are shared with nobody who writes into them.
    for (; written < wanted; written++) await writer.write(last!);
    await writer.finish();
    return tellDone(source!, clip, work, { length, broken, seconds });
  } finally {
    source?.filters.close();
    filtered.free();
    last?.free();
    await writer.close();
  }
}

interface Source {
  filters: Filters;
  /** What the filters do that bring it to size. */
  done: string[];
  shape: string;
  /** Seconds of the first frame. */
  start?: number;
}

async function openSource(
  frame: Frame,
  clip: OpenClip,
  { asked, fit }: Work,
  writer: FrameWriter,
): Promise<Source> {
  const { num, den } = frame.sampleAspectRatio;
  const plan = planFit(
    {
      width: frame.width,
      height: frame.height,
      pixelAspect: num > 0 && den > 0 ? num / den : 1,
      matrix: clip.matrix,
    },
    asked,
    fit,
  );
  const { timeBase } = clip.stream;
  const format = avGetPixFmtName(frame.format as never);
  const filters = await openFilters(
    `video_size=${frame.width}x${frame.height}:pix_fmt=${format}:time_base=${timeBase.num}/${timeBase.den}:pixel_aspect=1/1:colorspace=${matrixOf(frame)}:range=${frame.colorRange}`,
    [
      'setpts=PTS-STARTPTS',
      `fps=${asked.fps}`,
      ...(isHighRange(frame) ? [toneMap] : []),
      ...plan.filters,
      describeConversion(writer.pixelFormat),
    ].join(','),
  );
  const done = [...plan.done];
  if (isHighRange(frame)) done.push('Its high dynamic range was brought down to Rec. 709.');
  return { filters, done, shape: shapeOf(frame) };
}

function shapeOf(frame: Frame): string {
  return `${frame.width}x${frame.height} ${frame.format}`;
}

function isHighRange({ colorTrc }: Frame): boolean {
  return colorTrc === AVCOL_TRC_SMPTE2084 || colorTrc === AVCOL_TRC_ARIB_STD_B67;
}

/** Where a clip does not tell how its colours are coded: by its size, as players guess it. */
function matrixOf({ colorSpace, width, height, format }: Frame): number {
  if (colorSpace !== AVCOL_SPC_UNSPECIFIED) return colorSpace;
  if (/rgb|bgr|gbr|pal8/.test(avGetPixFmtName(format as never) ?? '')) return AVCOL_SPC_RGB;
  return width >= 1280 || height > 576 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
}

/** Give a frame its place in time. @returns how many seconds the clip has up to its end */
function place(frame: Frame, source: Source, index: number, { stream }: OpenClip): number {
  if (shapeOf(frame) !== source.shape) throw badClip('changes its size or its colours on the way');
  const timeBase = stream.timeBase.num / stream.timeBase.den;
  const rate = stream.avgFrameRate.den > 0 ? stream.avgFrameRate.num / stream.avgFrameRate.den : 0;
  const step = rate > 0 ? 1 / rate : 1 / 24;
  if (frame.bestEffortTimestamp === AV_NOPTS_VALUE) {
    frame.pts = BigInt(Math.round((index * step) / timeBase));
  } else frame.pts = frame.bestEffortTimestamp;
  const at = Number(frame.pts) * timeBase;
  source.start ??= at;
  const lasts = Number(frame.duration) * timeBase;
  return at - source.start + (lasts > 0 ? lasts : step);
}

interface Found {
  clip: OpenClip;
  decoded: number;
  broken: number;
  /** Of the clip as it came, as far as it was read. */
  seconds: number;
  /** Of what was made of it. */
  length: number;
  black: boolean;
  /** Seconds. */
  wanted: number;
}

/** @throws RenderFailure BAD_OUTPUT */
function checkWhole({ clip, decoded, broken, seconds, length, black, wanted }: Found): void {
  if (decoded === 0) throw badClip('has no frame that can be decoded');
  if (broken * brokenOneIn > decoded) {
    throw badClip(`is damaged: ${broken} pieces of it beside ${decoded} frames cannot be decoded`);
  }
  if (length < wanted && seconds < clip.saysSeconds - tolerance) {
    throw badClip(
      `is cut short: it says it has ${tell(clip.saysSeconds)} s, and ${tell(seconds)} s are there`,
    );
  }
  if (decoded === 1) throw badClip('has one frame alone');
  if (length < wanted * leastShare) {
    throw badClip(`is far too short: it has ${tell(length)} s of the ${wanted} s asked for`);
  }
  if (black) throw badClip('is black from end to end');
}

function tellDone(
  source: Source,
  clip: OpenClip,
  { asked }: Work,
  { length, broken, seconds }: { length: number; broken: number; seconds: number },
): string[] {
  const { stream } = clip;
  const rate = stream.avgFrameRate.den > 0 ? stream.avgFrameRate.num / stream.avgFrameRate.den : 0;
  const done = [`It was encoded anew, from ${clip.codec}.`, ...source.done];
  if (Math.abs(rate - asked.fps) > 0.001) {
    const how = rate > asked.fps ? 'some frames were left out' : 'some frames are shown twice';
    done.push(`It was brought from ${tell(rate)} to ${asked.fps} frames a second: ${how}.`);
  }
  const held = asked.durationSeconds - length;
  const longer = Math.max(seconds, clip.saysSeconds) - asked.durationSeconds;
  if (held > 0)
    done.push(`Its last frame is held for ${tell(held)} s, as it has ${tell(length)} s.`);
  else if (longer > 0.5 / asked.fps) done.push(`It was cut off after ${asked.durationSeconds} s.`);
  if (broken > 0) done.push(`${broken} broken pieces were left out.`);
  if (clip.hasSound) done.push('Its sound was left out.');
  return done;
}

function tell(number: number): string {
  return String(Math.round(number * 100) / 100);
}
