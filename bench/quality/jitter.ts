import { median } from './edge-points.ts';
import type { Track } from './tracker.ts';

/** Frames over which the smooth trend of the motion is fitted. */
const window = 9;

/**
 * How much the picture's speed jitters, pixels per frame squared.
 *
 * Each track's second difference is what its speed changes by from one frame to the next. Its
 * smooth trend (a parabola fitted over nine frames) is the camera's ease and is taken out. What is
 * left is partly the tracker's own noise, different for every spot: the median over all spots in
 * view keeps what the whole picture does together. The result is the mean size of that over the
 * clip, the worse of across and down. Motion in whole pixels scores 0.3 to 0.5, a sub-pixel warp
 * under 0.02.
 */
export function measureJitter(tracks: readonly Track[], frames: number): number {
  const across = frameJitter(tracks, frames, ({ x }) => x);
  const down = frameJitter(tracks, frames, ({ y }) => y);
  return Math.max(meanSize(across), meanSize(down));
}

function frameJitter(
  tracks: readonly Track[],
  frames: number,
  axis: (track: Track) => number[],
): number[] {
  const perFrame: number[][] = Array.from({ length: frames }, () => []);
  for (const track of tracks) {
    const at = axis(track);
    if (at.length < window + 4) continue;
    const second = at.slice(2).map((value, i) => value - 2 * at[i + 1]! + at[i]!);
    const half = window >> 1;
    for (let i = half; i < second.length - half; i++) {
      const trend = parabolaMiddle(second.slice(i - half, i + half + 1));
      perFrame[track.start + i + 1]!.push(second[i]! - trend);
    }
  }
  return perFrame.filter((values) => values.length >= 6).map(median);
}

/** The middle of the parabola fitted to nine equally spaced values (Savitzky and Golay's weights). */
const middleWeights = [-21, 14, 39, 54, 59, 54, 39, 14, -21].map((weight) => weight / 231);

function parabolaMiddle(values: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + value * middleWeights[i]!, 0);
}

function meanSize(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
