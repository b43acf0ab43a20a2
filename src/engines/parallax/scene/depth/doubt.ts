/**
 * Jumps in depth made as high as the picture bears them out. Along an outline the near side is of
 * another colour than the far side, and each is more like itself than like the other; where that
 * is not so, among leaves, in fur, across an even wall, the outline is a guess, and cut there the
 * picture tears. The two sides of such a jump are drawn together, in depth, over some cells.
 *
 * A jump that is high is drawn together as well, as a sculptor does in a relief: what it uncovers
 * has to be made up, and grows with its height.
 */

import { smoothStep } from '../../smooth-step.ts';
import { boxMean } from '../box-filter.ts';
import type { LabPlanes } from '../lab.ts';
import type { Plane } from '../resample.ts';

/** Cells to every side whose colours are compared, every other one. */
const around = 4;

/** Cells to every side over which an outline is heard as one. */
const along = 6;

/** Colour distance (Lab) of the two sides from which, and at which certainly, there is an outline. */
const parts = { from: 8, surely: 20 };
/** The same in spreads of the colours on either side. */
const spreads = { from: 0.6, surely: 1.5 };

/**
 * The share of that difference that two cells of the picture must part, and certainly part, somewhere
 * beside the jump: a blurred outline is nowhere in particular, and a slope in it is not seen.
 */
const steepness = { from: 0.5, surely: 0.8 };

/** Up to this height jumps are left as high as they are; of what is above it this share remains. */
const relief = { full: 0.15, rest: 0.35 };

/** Cells to either side of a jump over which its sides are drawn together. */
const reach = 16;

/** How much of it the farther side gives way: things keep their shape, and what is behind them gives. */
const fartherShare = 0.75;

/**
 * Draw the sides of doubtful and of high jumps together; in place.
 * @param jumps heights per pixel, 0 where there is no jump.
 */
export function lowerDoubtful(plane: Plane, jumps: Float32Array, lab: LabPlanes): void {
  const { width, height, data } = plane;
  const members: number[] = [];
  for (let at = 0; at < jumps.length; at++) if (jumps[at]! > 0) members.push(at);
  if (members.length === 0) return;
  const marks = new Float32Array(data.length);
  const excess = new Float32Array(data.length);
  for (const at of members) {
    marks[at] = 1;
    excess[at] = 1 - heightLeft(jumps[at]!) * judgeOutline(plane, lab, at);
  }
  const count = boxMean(marks, width, height, along);
  const sums = boxMean(excess, width, height, along);
  for (const at of members) excess[at] = sums[at]! / count[at]!;
  const weights = spreadOut(excess, members, width, height);
  const middle = boxMean(boxMean(data, width, height, reach >> 1), width, height, reach >> 1);
  for (let at = 0; at < data.length; at++) {
    const off = middle[at]! - data[at]!;
    data[at]! += 2 * weights[at]! * off * (off > 0 ? fartherShare : 1 - fartherShare);
  }
}

/** Cells to every side over which one asks whether a jump can be seen at all, and how well it must be. */
const nearby = 2;
const seen = 0.3;

/** Mark the jumps along which the picture shows no outline: cut there it would tear in its middle. */
export function markUnseen(plane: Plane, jumps: Float32Array, lab: LabPlanes): Uint8Array {
  const { width, height } = plane;
  const marks = jumps.map((jump) => (jump > 0 ? 1 : 0));
  const clear = jumps.map((jump, at) => (jump > 0 ? judgeOutline(plane, lab, at) : 0));
  const count = boxMean(marks, width, height, nearby);
  const sums = boxMean(clear, width, height, nearby);
  return Uint8Array.from(jumps, (jump, at) => (jump > 0 && sums[at]! < seen * count[at]! ? 1 : 0));
}

/** The share of a jump's height that a relief keeps. */
function heightLeft(height: number): number {
  const { full, rest } = relief;
  return height <= full ? 1 : (full + rest * (height - full)) / height;
}

/** Count, sums and sums of squares of L, a and b: of the near side, then of the far side. */
const tallies = new Float64Array(14);

/** 0..1: how clearly the colours on the two sides of a jump differ. */
function judgeOutline({ width, height, data }: Plane, lab: LabPlanes, at: number): number {
  const x = at % width;
  const y = (at - x) / width;
  let least = data[at]!;
  let most = least;
  for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
    for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
      least = Math.min(least, data[j * width + i]!);
      most = Math.max(most, data[j * width + i]!);
    }
  }
  const middle = (least + most) / 2;
  // What lies well beyond either side is a third thing, and says nothing of these two.
  const beyond = (most - least) / 4;
  const sums = tallies.fill(0);
  for (let j = Math.max(0, y - around); j <= Math.min(height - 1, y + around); j += 2) {
    for (let i = Math.max(0, x - around); i <= Math.min(width - 1, x + around); i += 2) {
      const p = j * width + i;
      if (data[p]! < least - beyond || data[p]! > most + beyond) continue;
      const side = data[p]! > middle ? 0 : 7;
      const l = lab.l[p]!;
      const a = lab.a[p]!;
      const b = lab.b[p]!;
      sums[side]!++;
      sums[side + 1]! += l;
      sums[side + 2]! += a;
      sums[side + 3]! += b;
      sums[side + 4]! += l * l;
      sums[side + 5]! += a * a;
      sums[side + 6]! += b * b;
    }
  }
  const near = sums[0]!;
  const far = sums[7]!;
  if (near === 0 || far === 0) return 0;
  let apart = 0;
  let spread = 0;
  for (let c = 1; c <= 3; c++) {
    const n = sums[c]! / near;
    const f = sums[c + 7]! / far;
    apart += (n - f) ** 2;
    spread += sums[c + 3]! / near - n * n + sums[c + 10]! / far - f * f;
  }
  apart = Math.sqrt(apart);
  // Where both are clipped to white, or black, they do not differ at all.
  if (apart <= parts.from) return 0;
  return (
    smoothStep(parts.from, parts.surely, apart) *
    smoothStep(spreads.from, spreads.surely, apart / Math.sqrt(spread / 2 + 1)) *
    smoothStep(steepness.from, steepness.surely, steepestStep(lab, x, y) / apart)
  );
}

/** The greatest colour distance over two cells, across or down, within two cells of a place. */
function steepestStep({ width, height, l, a, b }: LabPlanes, x: number, y: number): number {
  let most = 0;
  const step = (from: number, to: number) => {
    const apart = (l[to]! - l[from]!) ** 2 + (a[to]! - a[from]!) ** 2 + (b[to]! - b[from]!) ** 2;
    if (apart > most) most = apart;
  };
  const right = Math.min(width - 1, x + 2);
  const bottom = Math.min(height - 1, y + 2);
  for (let j = Math.max(0, y - 2); j <= bottom; j++) {
    for (let i = Math.max(0, x - 2); i <= right; i++) {
      const at = j * width + i;
      if (i + 2 < width) step(at, at + 2);
      if (j + 2 < height) step(at, at + 2 * width);
    }
  }
  return Math.sqrt(most);
}

/** Carry the wishes of marked pixels outwards, fading within `reach` pixels. */
function spreadOut(
  wishes: Float32Array,
  members: readonly number[],
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(wishes.length);
  const seen = new Uint8Array(wishes.length);
  for (const at of members) seen[at] = 1;
  let front = members;
  for (let ring = 0; ring < reach; ring++) {
    const fade = 1 - smoothStep(0, 1, ring / reach);
    const next: number[] = [];
    for (const at of front) {
      const wish = wishes[at]!;
      out[at] = wish * fade;
      const x = at % width;
      if (x > 0) pass(at - 1, wish);
      if (x + 1 < width) pass(at + 1, wish);
      if (at >= width) pass(at - width, wish);
      if (at + width < width * height) pass(at + width, wish);
    }
    front = next;

    function pass(to: number, wish: number): void {
      if (seen[to] === 1) return;
      seen[to] = 1;
      wishes[to] = wish;
      next.push(to);
    }
  }
  // Where the wishes of two stretches meet they differ: no step may be made of that.
  return boxMean(out, width, height, 2);
}
