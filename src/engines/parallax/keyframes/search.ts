import type { Field } from './field.ts';
import type { Level } from './level.ts';
import type { Similarity } from './similarity.ts';

/** What the search may assume of a level: whole-picture motions in that level's pixels. */
export interface SearchOptions {
  motions: readonly Similarity[];
  /** How far, in pixels, a random guess may stray from what a pixel already has. */
  reach: number;
  rounds: number;
  /** Try every offset within reach for pixels that the rounds leave badly matched. */
  thorough: boolean;
  random: () => number;
}

/**
 * What it costs to move otherwise than the strongest whole-picture motion: next to nothing where
 * there is texture, but a clear sky fits anywhere and must not wander.
 */
const strayCost = 0.05;

/** Difference per channel beyond which a pixel is simply wrong: occlusion must not outvote the rest. */
const enough = 1.1;
const radius = 2;
/** The cost from which a pixel counts as not found yet. */
const badlyMatched = 0.6;

/**
 * Improve a field by trying, at every pixel, what its neighbours found, what the whole picture
 * does, and random guesses ever nearer to what it has (PatchMatch). Displacements are whole pixels
 * while searching; patches are 5x5.
 * @returns what each pixel's best patch costs, 0 (alike) to about 3.3
 */
export function searchField(
  from: Level,
  to: Level,
  field: Field,
  { motions, reach, rounds, thorough, random }: SearchOptions,
): Float32Array {
  const { width, height } = from;
  const costs = new Float32Array(width * height);
  const strongest = motions[0] ?? { a: 1, b: 0, shiftX: 0, shiftY: 0 };
  const inner = { from, to, width, height, strongest };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      field.x[i] = Math.round(field.x[i]!);
      field.y[i] = Math.round(field.y[i]!);
      costs[i] = patchCost(inner, x, y, field.x[i]!, field.y[i]!, 99);
      tryOffset(inner, field, costs, x, y, 0, 0);
      for (const { a, b, shiftX, shiftY } of motions) {
        const dx = Math.round(a * x - b * y + shiftX - x);
        const dy = Math.round(b * x + a * y + shiftY - y);
        tryOffset(inner, field, costs, x, y, dx, dy);
      }
    }
  }
  for (let round = 0; round < rounds; round++) {
    const step = round % 2 === 0 ? 1 : -1;
    const startX = step > 0 ? 0 : width - 1;
    const startY = step > 0 ? 0 : height - 1;
    for (let y = startY; y >= 0 && y < height; y += step) {
      for (let x = startX; x >= 0 && x < width; x += step) {
        const i = y * width + x;
        const beforeX = x - step;
        const beforeY = y - step;
        if (beforeX >= 0 && beforeX < width) {
          tryOffset(inner, field, costs, x, y, field.x[i - step]!, field.y[i - step]!);
        }
        if (beforeY >= 0 && beforeY < height) {
          const j = i - step * width;
          tryOffset(inner, field, costs, x, y, field.x[j]!, field.y[j]!);
        }
        for (let span = reach; span >= 1; span = Math.floor(span / 2)) {
          const dx = field.x[i]! + Math.round((random() * 2 - 1) * span);
          const dy = field.y[i]! + Math.round((random() * 2 - 1) * span);
          tryOffset(inner, field, costs, x, y, dx, dy);
        }
      }
    }
  }
  if (thorough) searchEverywhere(inner, field, costs, reach);
  return costs;
}

/** Chance seldom finds a small thing that moved far: look everywhere for what is still missing. */
function searchEverywhere(inner: Inner, field: Field, costs: Float32Array, reach: number): void {
  for (let y = 0; y < inner.height; y++) {
    for (let x = 0; x < inner.width; x++) {
      if (costs[y * inner.width + x]! < badlyMatched) continue;
      for (let dy = -Math.ceil(reach * 0.6); dy <= reach * 0.6; dy++) {
        for (let dx = -reach; dx <= reach; dx++) tryOffset(inner, field, costs, x, y, dx, dy);
      }
    }
  }
}

interface Inner {
  from: Level;
  to: Level;
  width: number;
  height: number;
  strongest: Similarity;
}

function tryOffset(
  inner: Inner,
  field: Field,
  costs: Float32Array,
  x: number,
  y: number,
  dx: number,
  dy: number,
): void {
  const i = y * inner.width + x;
  if (dx === field.x[i] && dy === field.y[i]) return;
  const cost = patchCost(inner, x, y, dx, dy, costs[i]!);
  // A hair better is no reason to leave what the neighbours agree on.
  if (cost >= costs[i]! * 0.995) return;
  costs[i] = cost;
  field.x[i] = dx;
  field.y[i] = dy;
}

function patchCost(
  { from, to, width, height, strongest }: Inner,
  x: number,
  y: number,
  dx: number,
  dy: number,
  limit: number,
): number {
  const centreX = x + dx;
  const centreY = y + dy;
  if (centreX < 0 || centreY < 0 || centreX >= width || centreY >= height) return 99;
  const a = from.features;
  const b = to.features;
  // Pixels outside either picture are left out; the mean is over those inside.
  const left = Math.max(-radius, -x, -centreX);
  const right = Math.min(radius, width - 1 - x, width - 1 - centreX);
  const top = Math.max(-radius, -y, -centreY);
  const bottom = Math.min(radius, height - 1 - y, height - 1 - centreY);
  const count = (right - left + 1) * (bottom - top + 1);
  const stop = limit * count;
  const { a: turn, b: twist, shiftX, shiftY } = strongest;
  const strayX = Math.abs(turn * x - twist * y + shiftX - centreX);
  const strayY = Math.abs(twist * x + turn * y + shiftY - centreY);
  let sum = strayCost * count * Math.min(1, (strayX + strayY) / 6);
  for (let v = top; v <= bottom; v++) {
    let i = ((y + v) * width + x + left) * 3;
    let j = ((centreY + v) * width + centreX + left) * 3;
    for (let u = left; u <= right; u++, i += 3, j += 3) {
      const luma = Math.abs(a[i]! - b[j]!);
      const warm = Math.abs(a[i + 1]! - b[j + 1]!);
      const green = Math.abs(a[i + 2]! - b[j + 2]!);
      sum += Math.min(luma, enough);
      sum += Math.min(warm, enough);
      sum += Math.min(green, enough);
    }
    if (sum >= stop) return limit;
  }
  return sum / count;
}
