/**
 * Gentle life: sky that drifts, water that ripples, leaves that sway, smoke that rises. It is a
 * small shift of where the picture is read, smooth in place and time, and nothing at the regions'
 * edges, so that nothing tears there. Water, leaves and smoke come back to where they began;
 * the sky goes on slowly, as clouds do.
 */
import type { Region, Regions } from '../scene/regions.ts';
import { createNoise } from './atmosphere/noise.ts';

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

interface Point {
  sky: number;
  water: number;
  foliage: number;
  smoke: number;
  /** Two numbers of noise that tell this place from others. */
  a: number;
  b: number;
  x: number;
  y: number;
}

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
  // The sky's slide is the longest: it needs the widest margin to end in.
  const sky = measureAmount(regions, regions.sky, 44 * scale);
  const water = measureAmount(regions, regions.water, 14 * scale);
  const foliage = measureAmount(regions, regions.foliage, 12 * scale);
  const smoke = measureAmount(regions, regions.smoke, 20 * scale);
  if (!sky && !water && !foliage && !smoke) return undefined;
  const noise = createNoise(seed, 'life');
  const points = Array.from({ length: columns * rows }, (_, i): Point => {
    const x = (i % columns) * latticeStep;
    const y = Math.floor(i / columns) * latticeStep;
    return {
      sky: sky?.(x, y) ?? 0,
      water: water?.(x, y) ?? 0,
      foliage: foliage?.(x, y) ?? 0,
      smoke: smoke?.(x, y) ?? 0,
      a: noise(x / (90 * scale), y / (90 * scale)),
      b: noise(x / (60 * scale) + 31, y / (60 * scale) + 7),
      x: x / scale,
      y: y / scale,
    };
  });
  const wind = (seed & 1) === 0 ? 1 : -1;
  return {
    columns,
    rows,
    shiftAt(seconds, shiftX, shiftY) {
      // From rest, within the first seconds.
      const t = Math.min(1, seconds / 2);
      const presence = t * t * (3 - 2 * t);
      for (let i = 0; i < points.length; i++) {
        const { x, y } = movePoint(points[i]!, seconds, wind);
        shiftX[i] = x * presence * scale;
        shiftY[i] = y * presence * scale;
      }
    },
  };
}

/** Where a point of the lattice reads the picture, apart from its own place. */
function movePoint(point: Point, seconds: number, wind: number): { x: number; y: number } {
  const { sky, water, foliage, smoke, a, b } = point;
  let x = 0;
  let y = 0;
  if (sky > 0) {
    // Clouds part a little as they go: those with more noise are faster.
    x += sky * wind * 0.85 * seconds * (0.85 + 0.35 * a);
    y += sky * 0.35 * Math.sin(0.5 * seconds + 3 * b);
  }
  if (water > 0) {
    // Two trains of ripples, one after the other down the picture.
    const phase = point.y / 17 + 2.2 * a;
    x += water * 1.25 * Math.sin(phase * 1.7 - 1.9 * seconds + 4 * b);
    y += water * 0.8 * Math.sin(phase - 2.4 * seconds + 0.012 * point.x);
  }
  if (foliage > 0) {
    const gust = 0.65 + 0.35 * Math.sin(0.7 * seconds - point.x / 260);
    x += foliage * 1.5 * gust * Math.sin(1.7 * seconds + 5 * a);
    y += foliage * 0.6 * gust * Math.sin(2.3 * seconds + 6 * b);
  }
  if (smoke > 0) {
    const rise = point.y / 40 + 1.1 * seconds;
    x += smoke * 3.2 * Math.sin(rise + 3 * a);
    y += smoke * 2.2 * Math.sin(0.8 * rise + 4 * b);
  }
  return { x, y };
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
  // The least of the mask around, then its mean: 0 at the edge, and no step on the way in.
  const amount = averageAround(leastAround(mask, width, height, radius), width, height, radius);
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x / size)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y / size)));
    return (trust * amount[row * width + column]!) / 255;
  };
}

function leastAround(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const across = new Uint8Array(mask.length);
  const least = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = 255;
      const last = Math.min(width - 1, x + radius);
      for (let i = Math.max(0, x - radius); i <= last; i++) {
        if (mask[y * width + i]! < value) value = mask[y * width + i]!;
      }
      across[y * width + x] = value;
    }
  }
  for (let y = 0; y < height; y++) {
    const last = Math.min(height - 1, y + radius);
    for (let x = 0; x < width; x++) {
      let value = 255;
      for (let i = Math.max(0, y - radius); i <= last; i++) {
        if (across[i * width + x]! < value) value = across[i * width + x]!;
      }
      least[y * width + x] = value;
    }
  }
  return least;
}

function averageAround(
  values: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const across = new Float32Array(values.length);
  const average = new Float32Array(values.length);
  const sides = 2 * radius + 1;
  const at = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += values[y * width + at(i, width)]!;
    for (let x = 0; x < width; x++) {
      across[y * width + x] = sum / sides;
      sum += values[y * width + at(x + radius + 1, width)]!;
      sum -= values[y * width + at(x - radius, width)]!;
    }
  }
  for (let x = 0; x < width; x++) {
    let sum = 0;
    for (let i = -radius; i <= radius; i++) sum += across[at(i, height) * width + x]!;
    for (let y = 0; y < height; y++) {
      average[y * width + x] = sum / sides;
      sum += across[at(y + radius + 1, height) * width + x]!;
      sum -= across[at(y - radius, height) * width + x]!;
    }
  }
  return average;
}
