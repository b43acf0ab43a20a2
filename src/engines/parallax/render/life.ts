/**
 * Gentle life: sky that drifts, water that ripples, leaves that sway, smoke that rises. It is a shift
 * of where the picture is read, smooth in place and time, and nothing at the regions' edges, so that
 * nothing tears there and nothing that stands before them moves.
 *
 * What sways comes back by itself. What drifts would be stretched further and further: it is seen
 * twice, half a period apart, and each of the two fades away as it has been carried too far and comes
 * in again where it started. A clip begins with the one that has not been carried at all.
 */
import { insetMask } from '../scene/inset.ts';
import type { Region, Regions } from '../scene/regions.ts';
import type { LifeKind } from '../shot.ts';
import { smoothStep } from '../smooth-step.ts';
import { createNoise } from './atmosphere/noise.ts';

/** Canvas pixels from one point of the lattice to the next. */
export const latticeStep = 16;

/** What becomes of each point of the lattice. */
export interface Shifts {
  /** How far the picture is shifted, in canvas pixels: the mean of both places it is seen in. */
  x: Float32Array;
  y: Float32Array;
  /** From the first place to the second. */
  apartX: Float32Array;
  apartY: Float32Array;
  /** The second one's share, 0..1; 0 where nothing drifts. */
  share: Float32Array;
}

export interface Life {
  /** What it is that lives. */
  kinds: LifeKind[];
  columns: number;
  rows: number;
  /** Fill in the shifts after so many seconds. */
  shiftAt(seconds: number, shifts: Shifts): void;
}

/**
 * Below this a region is a guess, and motion in the wrong place is worse than none. Where the prompt
 * says that there is such a thing, less is enough.
 */
const trusted = 0.62;
const trustedIfAsked = 0.5;

/** Sizes at a frame height of 768. */
const referenceHeight = 768;

/** A point of the lattice that lives. */
interface Point {
  index: number;
  /** How much of its region's motion it takes part in, 0..1. */
  amount: number;
  /** Two numbers of noise that tell this place from others. */
  a: number;
  b: number;
  /** Where in its period the drift is, apart from other places. */
  lag: number;
  /** Its place at the reference size. */
  x: number;
  y: number;
  /** How far down the picture it is, 0..1. */
  down: number;
}

interface Vector {
  x: number;
  y: number;
}

/** How a kind of region moves. */
interface Motion {
  kind: LifeKind;
  /** How far inside its region it begins to be in full, in pixels; from twice as far on it is. */
  margin: number;
  /** Pixels per second, all the time in one direction. */
  drift?: (point: Point, wind: number) => Vector;
  /** Where a point is apart from its own place and its drift, in pixels. */
  sway?: (point: Point, seconds: number) => Vector;
}

const motions: Motion[] = [
  // Clouds overhead are nearer than those at the horizon. They go furthest: theirs is the widest margin.
  { kind: 'sky', margin: 48, drift: ({ down }, wind) => ({ x: wind * (32 - 16 * down), y: 0 }) },
  { kind: 'water', margin: 14, sway: rippleAt },
  { kind: 'foliage', margin: 12, sway: swayAt },
  { kind: 'smoke', margin: 20, drift: (_, wind) => ({ x: 4 * wind, y: -22 }), sway: curlAt },
];

/** Seconds that one of the two views of what drifts is carried for. */
const period = 4;

/**
 * Prepare the life of a scene; undefined where nothing in it is sure to live.
 * @param asked what the prompt says moves.
 */
export function createLife(
  scene: { width: number; height: number; frameHeight: number; regions?: Regions },
  seed: number,
  asked: readonly LifeKind[] = [],
): Life | undefined {
  const { width, height, frameHeight, regions } = scene;
  if (!regions) return undefined;
  const scale = frameHeight / referenceHeight;
  const columns = Math.ceil(width / latticeStep) + 1;
  const rows = Math.ceil(height / latticeStep) + 1;
  const noise = createNoise(seed, 'life');
  const wind = (seed & 1) === 0 ? 1 : -1;
  const parts = motions.flatMap(({ kind, margin, drift, sway }) => {
    const least = asked.includes(kind) ? trustedIfAsked : trusted;
    const amountAt = measureAmount(regions, regions[kind], least, margin * scale);
    if (!amountAt) return [];
    const points: Point[] = [];
    for (let index = 0; index < columns * rows; index++) {
      const canvasX = (index % columns) * latticeStep;
      const canvasY = Math.floor(index / columns) * latticeStep;
      const [x, y] = [canvasX / scale, canvasY / scale];
      const amount = amountAt(canvasX, canvasY) * (drift ? awayFromSides(x, width / scale) : 1);
      if (amount === 0) continue;
      const a = noise(x / 90, y / 90);
      const b = noise(x / 60 + 31, y / 60 + 7);
      const lag = 0.35 * noise(x / 250 + 5, y / 250 + 11);
      points.push({ index, amount, a, b, lag, x, y, down: canvasY / height });
    }
    const carries = drift && points.map((point) => drift(point, wind));
    return points.length > 0 ? [{ kind, points, carries, sway }] : [];
  });
  if (parts.length === 0) return undefined;
  return {
    kinds: parts.map(({ kind }) => kind),
    columns,
    rows,
    shiftAt(seconds, shifts) {
      const { x, y, apartX, apartY, share } = shifts;
      for (const field of [x, y, apartX, apartY, share]) field.fill(0);
      // Frame 0 is the image: what sways does so from rest.
      const presence = smoothStep(0, 1, seconds);
      const spread = smoothStep(0, 2 * period, seconds);
      for (const { points, carries, sway } of parts) {
        for (const [i, point] of points.entries()) {
          const { index } = point;
          const size = scale * point.amount;
          if (sway) {
            const to = sway(point, seconds);
            x[index]! += to.x * size * presence;
            y[index]! += to.y * size * presence;
          }
          if (!carries) continue;
          const phase = 0.5 + seconds / period + spread * point.lag;
          const first = phase - Math.floor(phase);
          const second = first < 0.5 ? first + 0.5 : first - 0.5;
          share[index] = smoothStep(0, 1, Math.abs(2 * first - 1));
          // What goes right is read on the left.
          const carried = -size * period * (first - 0.5 + share[index]! * (second - first));
          const apart = -size * period * (second - first);
          const { x: acrossSpeed, y: downSpeed } = carries[i]!;
          x[index]! += acrossSpeed * carried;
          y[index]! += downSpeed * carried;
          apartX[index]! += acrossSpeed * apart;
          apartY[index]! += downSpeed * apart;
        }
      }
    },
  };
}

/** Nothing is carried in from beyond the picture's sides, nor from a thin frame around it. */
function awayFromSides(x: number, width: number): number {
  return smoothStep(24, 100, Math.min(x, width - x));
}

/** Trains of ripples that come down the picture: larger and longer the nearer they are. */
function rippleAt({ a, b, x, down }: Point, seconds: number): Vector {
  const near = Math.max(0, 2 * down - 1);
  const height = 2.5 + 9 * near;
  // Of a length that grows from 50 pixels to 110.
  const phase = 40 * Math.log1p(1.2 * near) + 1.5 * a;
  return {
    x: height * Math.sin(phase - 4.6 * seconds + 3 * b),
    y: 0.6 * height * Math.sin(0.8 * phase - 3.8 * seconds + 0.014 * x),
  };
}

/** Leaves give way to gusts that go through them. */
function swayAt({ a, b, x }: Point, seconds: number): Vector {
  const gust = 0.65 + 0.35 * Math.sin(0.9 * seconds - x / 260);
  return {
    x: 2.6 * gust * Math.sin(2.9 * seconds + 5 * a),
    y: 1.1 * gust * Math.sin(3.7 * seconds + 6 * b),
  };
}

function curlAt({ a, b, y }: Point, seconds: number): Vector {
  return {
    x: 3.2 * Math.sin(y / 40 + 1.5 * seconds + 3 * a),
    y: 2.2 * Math.sin(y / 50 + 1.2 * seconds + 4 * b),
  };
}

/**
 * How much of a region's motion there is at a place, 0..1: nothing at its edge, all of it from
 * `margin` canvas pixels inside on.
 */
function measureAmount(
  { size, width, height }: Regions,
  { mask, confidence }: Region,
  least: number,
  margin: number,
): ((x: number, y: number) => number) | undefined {
  if (confidence < least) return undefined;
  const radius = Math.max(1, Math.round(margin / size));
  const amount = insetMask(mask, width, height, radius);
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x / size)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y / size)));
    return amount[row * width + column]! / 255;
  };
}
