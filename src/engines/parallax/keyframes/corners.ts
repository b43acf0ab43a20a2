import { createField, samplePlane } from './field.ts';
import { boxMean, type Level } from './level.ts';

/** A spot that can be found again: where, at what size and turn, and what it looks like. */
export interface Corner {
  x: number;
  y: number;
  scale: number;
  /** Radians, of the light's slope around it. */
  angle: number;
}

export interface Corners {
  found: Corner[];
  /** 64 values per corner: an 8x8 patch turned upright, its mean and contrast taken out. */
  patches: Float32Array;
}

export const patchSize = 64;
const scaleStep = 1.26;
const scaleCount = 5;
const perScale = 260;
/** Pixels between the samples of a patch, at scale 1. */
const spacing = 3;

/**
 * Find corners on a level and describe them so that a turned, scaled or relit copy is described
 * alike: oriented patches over five scales (1 to 2.5), at most about 260 corners each, spread out.
 */
export function findCorners(level: Level): Corners {
  const found: Corner[] = [];
  const patches: number[][] = [];
  let { luma, width, height } = level;
  let scale = 1;
  for (let index = 0; index < scaleCount; index++) {
    if (index > 0) {
      const smaller = shrink(luma, width, height);
      ({ luma, width, height } = smaller);
      scale = level.width / width;
    }
    if (Math.min(width, height) < 40) break;
    const soft = boxMean(boxMean(luma, width, height, 1), width, height, 1);
    for (const spot of pickSpots(soft, width, height)) {
      const patch = describePatch(soft, width, height, spot.x, spot.y, spot.angle);
      if (!patch) continue;
      const ratio = level.width / width;
      found.push({
        x: (spot.x + 0.5) * ratio - 0.5,
        y: (spot.y + 0.5) * ratio - 0.5,
        scale,
        angle: spot.angle,
      });
      patches.push(patch);
    }
  }
  return { found, patches: Float32Array.from(patches.flat()) };
}

function shrink(luma: Float32Array, width: number, height: number) {
  const made = { width: Math.round(width / scaleStep), height: Math.round(height / scaleStep) };
  const soft = boxMean(luma, width, height, 1);
  const target = new Float32Array(made.width * made.height);
  for (let y = 0; y < made.height; y++) {
    const fromY = ((y + 0.5) * height) / made.height - 0.5;
    for (let x = 0; x < made.width; x++) {
      const fromX = ((x + 0.5) * width) / made.width - 0.5;
      // Half soft, half sharp is close to the right prefilter for a factor of 1.26.
      target[y * made.width + x] =
        (samplePlane(soft, width, height, fromX, fromY) +
          samplePlane(luma, width, height, fromX, fromY)) /
        2;
    }
  }
  return { luma: target, ...made };
}

/** The strongest corners, at most a few per cell of a grid, so that they cover the picture. */
function pickSpots(luma: Float32Array, width: number, height: number) {
  const slopes = createField(width, height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      slopes.x[i] = (luma[i + 1]! - luma[i - 1]!) / 2;
      slopes.y[i] = (luma[i + width]! - luma[i - width]!) / 2;
    }
  }
  const xx = boxMean(
    slopes.x.map((v) => v * v),
    width,
    height,
    2,
  );
  const yy = boxMean(
    slopes.y.map((v) => v * v),
    width,
    height,
    2,
  );
  const xy = boxMean(
    slopes.x.map((v, i) => v * slopes.y[i]!),
    width,
    height,
    2,
  );
  const wideX = boxMean(boxMean(slopes.x, width, height, 4), width, height, 4);
  const wideY = boxMean(boxMean(slopes.y, width, height, 4), width, height, 4);
  const strength = xx.map((a, i) => {
    const half = (a - yy[i]!) / 2;
    return (a + yy[i]!) / 2 - Math.sqrt(half * half + xy[i]! * xy[i]!);
  });
  const cell = Math.max(8, Math.sqrt((width * height) / perScale) * 1.4);
  const cells = new Map<number, { x: number; y: number; angle: number; strength: number }[]>();
  for (let y = 8; y < height - 8; y++) {
    for (let x = 8; x < width - 8; x++) {
      const i = y * width + x;
      const s = strength[i]!;
      if (s < 2e-6 || !isPeak(strength, width, i)) continue;
      const key = Math.floor(y / cell) * 1000 + Math.floor(x / cell);
      const held = cells.get(key) ?? [];
      held.push({ x, y, angle: Math.atan2(wideY[i]!, wideX[i]!), strength: s });
      held.sort((a, b) => b.strength - a.strength);
      cells.set(key, held.slice(0, 2));
    }
  }
  return [...cells.values()].flat();
}

function isPeak(strength: Float32Array, width: number, i: number): boolean {
  const s = strength[i]!;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      if ((dx !== 0 || dy !== 0) && strength[i + dy * width + dx]! >= s) return false;
    }
  }
  return true;
}

function describePatch(
  luma: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  angle: number,
): number[] | undefined {
  const cos = Math.cos(angle) * spacing;
  const sin = Math.sin(angle) * spacing;
  const patch: number[] = [];
  let sum = 0;
  for (let v = -3.5; v <= 3.5; v++) {
    for (let u = -3.5; u <= 3.5; u++) {
      const px = x + u * cos - v * sin;
      const py = y + u * sin + v * cos;
      if (px < -2 || py < -2 || px > width + 1 || py > height + 1) return undefined;
      const value = samplePlane(luma, width, height, px, py);
      patch.push(value);
      sum += value;
    }
  }
  const mean = sum / patchSize;
  const length = Math.sqrt(patch.reduce((total, value) => total + (value - mean) ** 2, 0));
  // Under about one grey level of contrast there is nothing to recognise.
  if (length < 0.004 * 8) return undefined;
  return patch.map((value) => (value - mean) / length);
}
