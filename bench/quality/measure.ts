import type { Picture } from '../../src/media/picture.ts';
import { decodeClip } from '../../src/media/probe.ts';
import { readPicture } from '../../src/media/yuv.ts';
import { lumaOf } from '../../test/fixtures/ssim.ts';
import { type LumaPlane, measureSsim } from '../../test/support/ssim.ts';
import { shrinkPicture } from '../report/contact-sheet.ts';
import { type Label, labelEdges, labelOrbit } from './adherence.ts';
import {
  type Blemishes,
  countBlemishes,
  excessBlemishes,
  measureSharpness,
  measureTwins,
} from './blemishes.ts';
import { copyLuma, type Luma, measureDebris } from './debris.ts';
import { carryEdgePoints, type EdgePoints } from './edge-points.ts';
import { measureJitter } from './jitter.ts';
import { measureParallax } from './parallax.ts';
import { followLines } from './straightness.ts';
import { createTracker } from './tracker.ts';

/** What one clip was found to be, from its decoded frames alone. */
export interface ClipMeasures {
  frames: number;
  /** Similarity of the first frame to the first keyframe, of the last frame to the last one. */
  firstSsim: number | undefined;
  lastSsim: number | undefined;
  /** How far the picture moved at the four edges; undefined where it cannot be followed. */
  points: EdgePoints | undefined;
  labels: Label[];
  orbit: { nearX: number; farX: number };
  /** Pixels per frame squared. */
  jitter: number;
  /** The most black or smeared pixels in any frame, beyond what the first one has. */
  blemished: number;
  worstFrame: number;
  /** Share of the middle or the last frame, whichever is more, that is a folded border; 0..1. */
  twins: number;
  /** Pixels of small pieces in the last frame that the first has nothing like. */
  debris: number;
  /** The largest bend of what was straight at first, pixels. */
  bend: number;
  /** How far near and far are parted in the last frame, pixels. */
  parallax: number;
  /** Detail of the middle and of the last frame against the first one's. */
  sharpness: { middle: number; last: number };
  /** Small pictures of the first, the middle and the last frame. */
  thumbnails: Picture[];
}

export interface MeasureOptions {
  firstKeyframe?: Picture;
  lastKeyframe?: Picture;
  /** Nearness 0..1 of a place of the first frame; by default the lower, the nearer. */
  nearness?: (x: number, y: number) => number;
  /** Total frames, to know the middle one while decoding. */
  frames: number;
}

/** Decode a clip once and take every measure of it. */
export async function measureClip(file: string, options: MeasureOptions): Promise<ClipMeasures> {
  const { frames } = options;
  let size = { width: 0, height: 0 };
  let tracker: ReturnType<typeof createTracker> | undefined;
  const seen: { blemishes: Blemishes; index: number }[] = [];
  const sharp = new Map<number, number>();
  const twins = new Map<number, number>();
  const thumbnails: Picture[] = [];
  const shown = [0, frames >> 1, frames - 1];
  const ends: Luma[] = [];
  const lines = followLines();
  let firstSsim: number | undefined;
  let lastSsim: number | undefined;
  const decoded = await decodeClip(file, (frame, index) => {
    size = { width: frame.width, height: frame.height };
    tracker ??= createTracker(frame.width, frame.height);
    tracker.addFrame(frame.y, frame.yStride);
    const plane = { ...size, luma: frame.y, stride: frame.yStride };
    lines.addFrame(copyLuma(plane), tracker.tracks, index);
    if (index % 4 === 0 || index === frames - 1) {
      seen.push({ blemishes: countBlemishes(plane), index });
    }
    if (shown.includes(index)) {
      sharp.set(index, measureSharpness(plane));
      twins.set(index, measureTwins(plane));
      thumbnails.push(shrinkPicture(readPicture(frame), 320));
    }
    if (index === 0 || index === frames - 1) ends.push(copyLuma(plane));
    const shownPlane: LumaPlane = { ...size, data: frame.y, stride: frame.yStride };
    if (index === 0 && options.firstKeyframe) {
      firstSsim = measureSsim(shownPlane, lumaOf(options.firstKeyframe));
    }
    if (index === frames - 1 && options.lastKeyframe) {
      lastSsim = measureSsim(shownPlane, lumaOf(options.lastKeyframe));
    }
  });
  if (!tracker) throw new Error(`Expected frames in ${file} but it holds none`);
  const { tracks } = tracker;
  const points = carryEdgePoints(tracks, { ...size, frames: decoded.frames });
  const labels = points ? labelEdges(points, size) : new Set<Label>();
  const lower = (_: number, y: number) => y / size.height;
  const orbit = labelOrbit(tracks, size, decoded.frames, options.nearness ?? lower);
  if (orbit.label) labels.add(orbit.label);
  const first = seen[0]!.blemishes;
  const excess = seen.map(({ blemishes, index }) => ({
    index,
    count: excessBlemishes(blemishes, first, size.width * size.height),
  }));
  const worst = excess.reduce((a, b) => (b.count > a.count ? b : a));
  const [start, middle, end] = shown.map((index) => sharp.get(index) ?? Number.NaN);
  return {
    frames: decoded.frames,
    firstSsim,
    lastSsim,
    points,
    labels: [...labels],
    orbit: { nearX: orbit.nearX, farX: orbit.farX },
    jitter: measureJitter(tracks, decoded.frames),
    blemished: worst.count,
    worstFrame: worst.index,
    debris: measureDebris(ends[0]!, ends[ends.length - 1]!, tracks, decoded.frames - 1),
    bend: lines.largestBend(),
    parallax: measureParallax(tracks, size, decoded.frames),
    // What frame 0 has is the picture's own: calm water, say.
    twins: Math.max(0, Math.max(...twins.values()) - (twins.get(0) ?? 0)),
    sharpness: { middle: middle! / start!, last: end! / start! },
    thumbnails,
  };
}
