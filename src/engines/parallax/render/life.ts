/**
 * Gentle life: sky that drifts, water that ripples, leaves that sway, smoke that rises. It is a
 * small shift of where the picture is read, smooth in place and time, and nothing at the regions'
 * edges, so that nothing tears there. Once it is in motion everything comes back to where it was after
 * `loopSeconds`, without a seam; clouds take all of that time, and go one way throughout a clip.
 */
import { insetMask } from '../scene/inset.ts';
import type { Region, Regions } from '../scene/regions.ts';
import { smoothStep } from '../smooth-step.ts';
import { createNoise } from './atmosphere/noise.ts';

/** After so long the same again. It is eight of the longest clips, so that no cloud comes to a halt. */
export const loopSeconds = 80;
/** What a motion advances by per second for every time it is to come back in a loop, in radians. */
const turn = (2 * Math.PI) / loopSeconds;

/** Canvas pixels from one point of the lattice to the next. */
export const latticeStep = 16;

export interface Life {
  columns: number;
  rows: number;
  /** Fill in how far the picture is shifted at each point of the lattice, in canvas pixels. */
  shiftAt(seconds: number, shiftX: Float32Array, shiftY: Float32Array): void;
}

/** Below this a region is a guess, and motion in the wrong place is worse than none. */
const trusted = 0.45;

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
  /** Its place at the reference size. */
  x: number;
  y: number;
}

/** Where a point reads the picture, apart from its own place, when it takes part in full. */
type Motion = (point: Point, seconds: number, wind: number, to: { x: number; y: number }) => void;

/** The kinds of motion, and how far inside its region each is in full, in pixels. */
const kinds: { kind: Kind; margin: number; move: Motion }[] = [
  // The sky's slide is the longest: it needs the widest margin to end in.
  { kind: 'sky', margin: 44, move: moveSky },
  { kind: 'water', margin: 14, move: moveWater },
  { kind: 'foliage', margin: 12, move: moveFoliage },
  { kind: 'smoke', margin: 20, move: moveSmoke },
];

type Kind = 'sky' | 'water' | 'foliage' | 'smoke';

/** Prepare the life of a scene; undefined where nothing in it is sure to live. */
export function createLife(
  scene: { width: number; height: number; frameHeight: number; regions?: Regions },
  seed: number,
): Life | undefined {
  const { width, height, frameHeight, regions } = scene;
  if (!regions) return undefined;
  const scale = frameHeight / referenceHeight;
  const columns = Math.ceil(width / latticeStep) + 1;
  const rows = Math.ceil(height / latticeStep) + 1;
  const noise = createNoise(seed, 'life');
  const parts = kinds.flatMap(({ kind, margin, move }) => {
    const amountAt = measureAmount(regions, regions[kind], margin * scale);
    if (!amountAt) return [];
    const points: Point[] = [];
    for (let index = 0; index < columns * rows; index++) {
      const x = (index % columns) * latticeStep;
      const y = Math.floor(index / columns) * latticeStep;
      const amount = amountAt(x, y);
      if (amount === 0) continue;
      const a = noise(x / (90 * scale), y / (90 * scale));
      const b = noise(x / (60 * scale) + 31, y / (60 * scale) + 7);
      points.push({ index, amount, a, b, x: x / scale, y: y / scale });
    }
    return { points, move };
  });
  if (parts.length === 0) return undefined;
  const wind = (seed & 1) === 0 ? 1 : -1;
  const shift = { x: 0, y: 0 };
  return {
    columns,
    rows,
    shiftAt(seconds, shiftX, shiftY) {
      shiftX.fill(0);
      shiftY.fill(0);
      // From rest, within the first seconds.
      const presence = smoothStep(0, 2, seconds) * scale;
      for (const { points, move } of parts) {
        for (const point of points) {
          move(point, seconds, wind, shift);
          shiftX[point.index]! += shift.x * point.amount * presence;
          shiftY[point.index]! += shift.y * point.amount * presence;
        }
      }
    },
  };
}

/** Clouds part a little as they go: those with more noise are faster. */
function moveSky({ a, b }: Point, seconds: number, wind: number, to: { x: number; y: number }) {
  to.x = wind * 10.8 * Math.sin(turn * seconds) * (0.85 + 0.35 * a);
  to.y = 0.35 * Math.sin(6 * turn * seconds + 3 * b);
}

/** Two trains of ripples, one after the other down the picture. */
function moveWater(
  { a, b, x, y }: Point,
  seconds: number,
  _wind: number,
  to: { x: number; y: number },
) {
  const phase = y / 17 + 2.2 * a;
  to.x = 1.25 * Math.sin(phase * 1.7 - 24 * turn * seconds + 4 * b);
  to.y = 0.8 * Math.sin(phase - 30 * turn * seconds + 0.012 * x);
}

function moveFoliage(
  { a, b, x }: Point,
  seconds: number,
  _wind: number,
  to: { x: number; y: number },
) {
  const gust = 0.65 + 0.35 * Math.sin(8 * turn * seconds - x / 260);
  to.x = 1.5 * gust * Math.sin(22 * turn * seconds + 5 * a);
  to.y = 0.6 * gust * Math.sin(30 * turn * seconds + 6 * b);
}

function moveSmoke(
  { a, b, y }: Point,
  seconds: number,
  _wind: number,
  to: { x: number; y: number },
) {
  to.x = 3.2 * Math.sin(y / 40 + 14 * turn * seconds + 3 * a);
  to.y = 2.2 * Math.sin(y / 50 + 12 * turn * seconds + 4 * b);
}

/**
 * How much of a region's motion there is at a place, 0..1: nothing at its edge, all of it from
 * `margin` canvas pixels inside on.
 */
function measureAmount(
  { size, width, height }: Regions,
  { mask, confidence }: Region,
  margin: number,
): ((x: number, y: number) => number) | undefined {
  if (confidence < trusted) return undefined;
  const trust = Math.min(1, (confidence - trusted) / 0.3);
  const radius = Math.max(1, Math.round(margin / size));
  const amount = insetMask(mask, width, height, radius);
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x / size)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y / size)));
    return (trust * amount[row * width + column]!) / 255;
  };
}
