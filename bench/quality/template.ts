import type { Pyramid } from './pyramid.ts';

/** A patch around a point at one level, with what it takes to find it again by small steps. */
interface Patch {
  radius: number;
  values: Float32Array;
  slopeX: Float32Array;
  slopeY: Float32Array;
  /** The inverse of the sum of squared slopes: xx, xy, yy. */
  inverse: [number, number, number];
  /** Mean of the values, and the root of their summed squared departures from it. */
  mean: number;
  spread: number;
}

/** What a point looked like where it was last anchored, fine to coarse. */
export interface Template {
  patches: Patch[];
}

export interface Found {
  x: number;
  y: number;
  /** Correlation of the patch with what was found, -1..1. */
  likeness: number;
}

/** 17x17 pixels at full size: enough to average out the encoder's noise; 13x13 above. */
export const ordinaryRadii: readonly number[] = [8, 6, 6];
/** 33x33 pixels: where there is little to see, it takes four times as much of it. */
export const wideRadii: readonly number[] = [16, 10, 6];

/** Take a template at a point; undefined where it would reach over the border or has no corner. */
export function takeTemplate(
  pyramid: Pyramid,
  x: number,
  y: number,
  radii: readonly number[] = ordinaryRadii,
): Template | undefined {
  const patches: Patch[] = [];
  for (const [index, radius] of radii.entries()) {
    const patch = takePatch(pyramid, index, x, y, radius);
    // The coarse levels only widen the reach; near a border one does without them.
    if (!patch) break;
    patches.push(patch);
  }
  return patches.length > 0 ? { patches } : undefined;
}

function takePatch(
  { levels }: Pyramid,
  index: number,
  x: number,
  y: number,
  radius: number,
): Patch | undefined {
  const { width, height, luma } = levels[index]!;
  const cx = toLevel(x, index);
  const cy = toLevel(y, index);
  const reach = radius + 2;
  if (cx < reach || cy < reach || cx > width - 1 - reach || cy > height - 1 - reach)
    return undefined;
  const side = radius * 2 + 1;
  const values = new Float32Array(side * side);
  const slopeX = new Float32Array(side * side);
  const slopeY = new Float32Array(side * side);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let sum = 0;
  for (let v = 0, i = 0; v < side; v++) {
    for (let u = 0; u < side; u++, i++) {
      const px = cx + u - radius;
      const py = cy + v - radius;
      const sx = (read(luma, width, px + 1, py) - read(luma, width, px - 1, py)) / 2;
      const sy = (read(luma, width, px, py + 1) - read(luma, width, px, py - 1)) / 2;
      values[i] = read(luma, width, px, py);
      slopeX[i] = sx;
      slopeY[i] = sy;
      sum += values[i]!;
      xx += sx * sx;
      xy += sx * sy;
      yy += sy * sy;
    }
  }
  const det = xx * yy - xy * xy;
  const weakest = (xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  // A sixth of a grey level of slope per pixel, in every direction, after softening: sand has it.
  if (weakest < values.length * 0.03 || det <= 0) return undefined;
  const mean = sum / values.length;
  const spread = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0));
  const inverse: Patch['inverse'] = [yy / det, -xy / det, xx / det];
  return { radius, values, slopeX, slopeY, inverse, mean, spread };
}

/** How a patch has been deformed since it was taken: a 2x2 matrix, row by row. */
export type Shape = readonly [number, number, number, number];

/**
 * Find a template again near a guess, to about a hundredth of a pixel: inverse-compositional
 * Lucas-Kanade, from coarse to fine, blind to an even change of light.
 * @returns undefined when the search leaves the frame
 */
export function findTemplate(
  { patches }: Template,
  pyramid: Pyramid,
  guessX: number,
  guessY: number,
  shape: Shape = [1, 0, 0, 1],
): Found | undefined {
  let x = guessX;
  let y = guessY;
  let likeness = 0;
  for (let index = patches.length - 1; index >= 0; index--) {
    const level = pyramid.levels[index]!;
    const from = { x: toLevel(x, index), y: toLevel(y, index), shape };
    const found = settle(patches[index]!, level, from, index === 0 ? 10 : 5);
    if (!found) {
      if (index > 0) continue;
      return undefined;
    }
    x = fromLevel(found.x, index);
    y = fromLevel(found.y, index);
    likeness = found.likeness;
  }
  return { x, y, likeness };
}

function settle(
  patch: Patch,
  { width, height, luma }: Pyramid['levels'][number],
  from: { x: number; y: number; shape: Shape },
  rounds: number,
): Found | undefined {
  const { radius, values, slopeX, slopeY, inverse, mean } = patch;
  const [a, b, c, d] = from.shape;
  const seen = new Float32Array(values.length);
  // How far the deformed patch reaches, and one pixel for reading between.
  const reachX = radius * (Math.abs(a) + Math.abs(b)) + 1;
  const reachY = radius * (Math.abs(c) + Math.abs(d)) + 1;
  let { x, y } = from;
  for (let round = 0; round < rounds; round++) {
    if (x < reachX || y < reachY || x > width - 1 - reachX || y > height - 1 - reachY) {
      return undefined;
    }
    let sum = 0;
    for (let v = -radius, i = 0; v <= radius; v++) {
      for (let u = -radius; u <= radius; u++, i++) {
        const px = x + a * u + b * v;
        const py = y + c * u + d * v;
        const x0 = Math.floor(px);
        const y0 = Math.floor(py);
        const fx = px - x0;
        const at = y0 * width + x0;
        const top = luma[at]! + (luma[at + 1]! - luma[at]!) * fx;
        const low = luma[at + width]! + (luma[at + width + 1]! - luma[at + width]!) * fx;
        const value = top + (low - top) * (py - y0);
        seen[i] = value;
        sum += value;
      }
    }
    const shift = sum / values.length - mean;
    let bx = 0;
    let by = 0;
    for (let i = 0; i < values.length; i++) {
      const off = seen[i]! - shift - values[i]!;
      bx += off * slopeX[i]!;
      by += off * slopeY[i]!;
    }
    // The step in the template's own axes, turned into the picture's.
    const u = inverse[0] * bx + inverse[1] * by;
    const v = inverse[1] * bx + inverse[2] * by;
    const stepX = Math.max(-4, Math.min(4, a * u + b * v));
    const stepY = Math.max(-4, Math.min(4, c * u + d * v));
    x -= stepX;
    y -= stepY;
    if (stepX * stepX + stepY * stepY < 4e-6) break;
  }
  return { x, y, likeness: correlate(patch, seen) };
}

function correlate({ values, mean, spread }: Patch, seen: Float32Array): number {
  const other = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  let product = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const off = seen[i]! - other;
    product += off * (values[i]! - mean);
    squares += off * off;
  }
  return product / (spread * Math.sqrt(squares) + 1e-6);
}

function read(luma: Float32Array, width: number, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const i = y0 * width + x0;
  const top = luma[i]! + (luma[i + 1]! - luma[i]!) * fx;
  const low = luma[i + width]! + (luma[i + width + 1]! - luma[i + width]!) * fx;
  return top + (low - top) * fy;
}

/** The centre of full-size pixel 0 lies a quarter into the half-size one. */
function toLevel(at: number, index: number): number {
  return (at + 0.5) / 2 ** index - 0.5;
}

function fromLevel(at: number, index: number): number {
  return (at + 0.5) * 2 ** index - 0.5;
}
