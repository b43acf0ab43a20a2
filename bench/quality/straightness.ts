/** Whether what is straight in a picture stays straight in its clip: its lines, followed. */
import type { Luma } from './debris.ts';
import { median } from './edge-points.ts';
import { findLines, type Line } from './lines.ts';
import { fitMotionAt, type Step } from './local-motion.ts';
import type { Track } from './tracker.ts';

/** Lines that are followed, and pixels between the points looked at on each. */
const most = 40;
const spacing = 6;
/** Pixels across a line on either side that tell a point, and how far it is looked for in a frame. */
const half = 7;
const reach = 2;
/** A point is lost where it looks less like itself. */
const lostBelow = 0.8;
/** Lines of which less than this is still seen tell nothing. */
const leastSeen = 0.6;

interface Point {
  x: number;
  y: number;
  profile: Float64Array;
  lost: boolean;
}

interface Followed {
  points: Point[];
  /** Across the line, of length 1. */
  normal: { x: number; y: number };
}

/** Follow the lines of the first frame that is added. */
export function followLines() {
  let lines: Followed[] | undefined;
  let atStart: number[] = [];
  return {
    /** Show the next frame, and how spots have moved since the one before. */
    addFrame(frame: Luma, tracks: readonly Track[], index: number): void {
      if (!lines) {
        lines = findLines(frame, most).map((line) => startLine(frame, line));
        atStart = lines.map((line) => measureBend(line) ?? 0);
        return;
      }
      const steps = stepsTo(tracks, index);
      for (const line of lines) follow(line, frame, steps);
    },
    /** The largest bend of any line, in pixels, beyond what it had at first. */
    largestBend(): number {
      const bends = (lines ?? []).map((line, i) => (measureBend(line) ?? 0) - atStart[i]!);
      return Math.max(0, ...bends);
    },
  };
}

function startLine(frame: Luma, { from, to }: Line): Followed {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const normal = { x: -along.y, y: along.x };
  const count = Math.floor(length / spacing);
  const points = Array.from({ length: count }, (_, i) => {
    const x = from.x + (i + 0.5) * spacing * along.x;
    const y = from.y + (i + 0.5) * spacing * along.y;
    return { x, y, profile: readProfile(frame, x, y, normal), lost: false };
  });
  return { points, normal };
}

/** Where the line's points are in the next frame: with the picture around it, then across to its own look. */
function follow(line: Followed, frame: Luma, steps: readonly Step[]): void {
  const middle = line.points[line.points.length >> 1]!;
  const motion = fitMotionAt(steps, middle.x, middle.y, frame.width / 10);
  if (!motion) return;
  const [xx, xy, yx, yy] = motion.slope;
  const { x: nx, y: ny } = line.normal;
  // The line's own direction is carried along, and its normal stays square to it.
  const along = { x: ny + xx * ny - xy * nx, y: -nx + yx * ny - yy * nx };
  const length = Math.hypot(along.x, along.y);
  line.normal = { x: -along.y / length, y: along.x / length };
  const [x0, y0] = [middle.x, middle.y];
  for (const point of line.points) {
    if (point.lost) continue;
    const [dx, dy] = [point.x - x0, point.y - y0];
    point.x += motion.dx + xx * dx + xy * dy;
    point.y += motion.dy + yx * dx + yy * dy;
    settle(point, frame, line.normal);
  }
}

/** Move a point across its line to where it looks most like itself, to a part of a pixel. */
function settle(point: Point, frame: Luma, normal: { x: number; y: number }): void {
  const likeness = (shift: number) =>
    correlate(
      point.profile,
      readProfile(frame, point.x + shift * normal.x, point.y + shift * normal.y, normal),
    );
  let best = { shift: 0, likeness: -1 };
  for (let shift = -reach; shift <= reach; shift += 0.5) {
    const found = likeness(shift);
    if (found > best.likeness) best = { shift, likeness: found };
  }
  const { width, height } = frame;
  const outside =
    point.x < half || point.y < half || point.x > width - half - 1 || point.y > height - half - 1;
  if (outside || best.likeness < lostBelow) {
    point.lost = true;
    return;
  }
  point.x += best.shift * normal.x;
  point.y += best.shift * normal.y;
}

/** How far the points still seen are from one line, at most; a single one that strays says nothing. */
function measureBend({ points, normal }: Followed): number | undefined {
  const seen = points.filter(({ lost }) => !lost);
  if (seen.length < 8 || seen.length < leastSeen * points.length) return undefined;
  const places = seen.map(({ x, y }) => ({
    along: normal.y * x - normal.x * y,
    across: normal.x * x + normal.y * y,
  }));
  const mean = (pick: (place: (typeof places)[number]) => number) =>
    places.reduce((sum, place) => sum + pick(place), 0) / places.length;
  const [a0, c0] = [mean(({ along }) => along), mean(({ across }) => across)];
  const slope =
    mean(({ along, across }) => (along - a0) * (across - c0)) /
    mean(({ along }) => (along - a0) ** 2);
  const off = places.map(({ along, across }) => across - c0 - slope * (along - a0));
  const smooth = off.slice(2, -2).map((_, i) => Math.abs(median(off.slice(i, i + 5))));
  return Math.max(...smooth);
}

function readProfile(
  frame: Luma,
  x: number,
  y: number,
  normal: { x: number; y: number },
): Float64Array {
  return Float64Array.from({ length: 2 * half + 1 }, (_, i) =>
    readBetween(frame, x + (i - half) * normal.x, y + (i - half) * normal.y),
  );
}

/** Bilinear; beyond the border, the border. */
function readBetween({ width, height, data }: Luma, x: number, y: number): number {
  const px = Math.min(width - 1.001, Math.max(0, x));
  const py = Math.min(height - 1.001, Math.max(0, y));
  const i = Math.floor(py) * width + Math.floor(px);
  const [u, v] = [px % 1, py % 1];
  const upper = data[i]! + u * (data[i + 1]! - data[i]!);
  const lower = data[i + width]! + u * (data[i + width + 1]! - data[i + width]!);
  return upper + v * (lower - upper);
}

function correlate(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [both, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return both / Math.sqrt(aa * bb + 1e-9);
}

/** Steps of the spots from the frame before to this one. */
function stepsTo(tracks: readonly Track[], index: number): Step[] {
  return tracks.flatMap(({ start, x, y }) => {
    const i = index - start;
    if (i < 1 || i >= x.length) return [];
    return [{ x: x[i - 1]!, y: y[i - 1]!, dx: x[i]! - x[i - 1]!, dy: y[i]! - y[i - 1]! }];
  });
}
