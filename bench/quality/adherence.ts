import { type Displacement, type EdgePoints, median } from './edge-points.ts';
import type { Track } from './tracker.ts';

/** What a clip's camera can be seen to do. */
export type Label =
  | 'pan left'
  | 'pan right'
  | 'tilt up'
  | 'tilt down'
  | 'zoom in'
  | 'zoom out'
  | 'static'
  | 'roll clockwise'
  | 'roll counterclockwise'
  | 'orbit left'
  | 'orbit right';

export interface FrameSize {
  width: number;
  height: number;
}

/** A point has moved when it has by more than this share of the frame's shorter side. */
const movedShare = 0.005;

/**
 * Read the camera's motion off the middles of the edges, a VBench-style proxy. By its rule: the
 * points at two opposite edges that both go left mean a pan to the right, and so on; away from
 * each other a zoom in, towards each other a zoom out; none moving, a static camera. A label is
 * given when either pair of edges shows it. Roll is ours: all four points go round the same way.
 */
export function labelEdges(points: EdgePoints, size: FrameSize): Set<Label> {
  const threshold = movedShare * Math.min(size.width, size.height);
  const across = (d: Displacement) => signOf(d.x, threshold);
  const down = (d: Displacement) => signOf(d.y, threshold);
  const { top, bottom, left, right } = points;
  const labels = new Set<Label>();
  for (const [a, b] of [
    [top, bottom],
    [left, right],
  ] as const) {
    if (across(a) < 0 && across(b) < 0) labels.add('pan right');
    if (across(a) > 0 && across(b) > 0) labels.add('pan left');
    if (down(a) > 0 && down(b) > 0) labels.add('tilt up');
    if (down(a) < 0 && down(b) < 0) labels.add('tilt down');
  }
  if ((down(top) < 0 && down(bottom) > 0) || (across(left) < 0 && across(right) > 0)) {
    labels.add('zoom in');
  }
  if ((down(top) > 0 && down(bottom) < 0) || (across(left) > 0 && across(right) < 0)) {
    labels.add('zoom out');
  }
  // Round the middle as a clock's hand goes: right at the top, down at the right.
  const round = [across(top), down(right), -across(bottom), -down(left)];
  if (round.every((sign) => sign > 0)) labels.add('roll counterclockwise');
  if (round.every((sign) => sign < 0)) labels.add('roll clockwise');
  if ([top, bottom, left, right].every((d) => across(d) === 0 && down(d) === 0)) {
    labels.add('static');
  }
  return labels;
}

/**
 * Tell an orbit: near and far go opposite ways, or at least at speeds that differ. Circling to the
 * left carries near things to the right of far ones.
 * @param nearness of a place of the first frame, 0 far to 1 near
 */
export function labelOrbit(
  tracks: readonly Track[],
  size: FrameSize,
  frames: number,
  nearness: (x: number, y: number) => number,
): { label: 'orbit left' | 'orbit right' | undefined; nearX: number; farX: number } {
  const whole = tracks.filter(({ start, x }) => start === 0 && x.length > frames / 2);
  const ranked = whole
    .map((track) => ({
      near: nearness(track.x[0]!, track.y[0]!),
      // Spots that left before the end are taken to have gone on at the same pace.
      moved: ((track.x[track.x.length - 1]! - track.x[0]!) * (frames - 1)) / (track.x.length - 1),
    }))
    .sort((a, b) => a.near - b.near);
  if (ranked.length < 6) return { label: undefined, nearX: Number.NaN, farX: Number.NaN };
  // The ends of the depth that is there, not of the ranking: of a portrait nearly all spots are near.
  const nearest = ranked[Math.floor(ranked.length * 0.95)]!.near;
  const farthest = ranked[Math.floor(ranked.length * 0.05)]!.near;
  const third = (nearest - farthest) * 0.35;
  const movedOf = (spots: typeof ranked) => median(spots.map(({ moved }) => moved));
  const farX = movedOf(ranked.filter(({ near }) => near <= farthest + third));
  const nearX = movedOf(ranked.filter(({ near }) => near >= nearest - third));
  const lead = signOf(nearX - farX, movedShare * Math.min(size.width, size.height));
  const label = lead > 0 ? 'orbit left' : lead < 0 ? 'orbit right' : undefined;
  return { label, nearX, farX };
}

function signOf(value: number, threshold: number): -1 | 0 | 1 {
  if (Math.abs(value) <= threshold) return 0;
  return value > 0 ? 1 : -1;
}
