/**
 * How the lines of a picture go on beyond its border: each as its own mirror image, or as it goes
 * on at a place inside that looks like the border. Found for all lines of cells at once, since a
 * line may only differ from its neighbour where nobody sees it.
 */
import type { Picture } from '../../../media/picture.ts';

/** Cells beside the border that have to look alike. */
export const seam = 4;

/** Places considered on a line, besides one for every cell that is missing. */
export const choices = 16;

// Costs, all in squared colour steps (RGB 0..255) per cell.
/** A mirror image is taken unless something fits better than by this much. */
const recognised = 160;
/** Changing one's mind, and how dear it is by how much the two continuations differ. */
const change = 4000;
const changeInSight = 12;

/**
 * For every line of cells: 0 to mirror, or how many cells inwards the place lies whose outer side
 * is to be copied. The cheapest way through all lines, kept cheap to find: a change of mind is only
 * considered from the best continuation of the line before.
 */
export function chooseShifts(strip: Picture, missing: number): Int32Array {
  const { width, height: lines } = strip;
  const least = missing;
  const count = 1 + Math.max(0, Math.min(width - seam - least, missing + choices));
  const shiftOf = (choice: number) => (choice === 0 ? 0 : least + choice - 1);
  const best = new Float32Array(lines * count);
  const previous = new Int16Array(lines * count);
  for (let n = 0; n < lines; n++) {
    const before = (n - 1) * count;
    let cheapest = 0;
    for (let s = 1; s < count && n > 0; s++) {
      if (best[before + s]! < best[before + cheapest]!) cheapest = s;
    }
    for (let s = 0; s < count; s++) {
      const own = costOfShift(strip, n, shiftOf(s), missing);
      best[n * count + s] = own;
      previous[n * count + s] = s;
      if (n === 0) continue;
      const stay = best[before + s]!;
      let moved = best[before + cheapest]! + change;
      if (moved < stay) {
        moved += changeInSight * differAlong(strip, n, shiftOf(s), shiftOf(cheapest), missing);
      }
      best[n * count + s] = own + Math.min(stay, moved);
      if (moved < stay) previous[n * count + s] = cheapest;
    }
  }
  const shifts = new Int32Array(lines);
  let at = 0;
  for (let s = 1; s < count; s++) {
    if (best[(lines - 1) * count + s]! < best[(lines - 1) * count + at]!) at = s;
  }
  for (let n = lines - 1; n >= 0; n--) {
    shifts[n] = shiftOf(at);
    at = previous[n * count + at]!;
  }
  return shifts;
}

/** The cell that is shown `k` cells beyond the border. */
function placeOf(shift: number, k: number, width: number): number {
  return Math.min(width - 1, shift === 0 ? k - 1 : shift - k);
}

function costOfShift(strip: Picture, n: number, shift: number, missing: number): number {
  const { width } = strip;
  const start = n * width;
  let matching = 0;
  if (shift === 0) matching = recognised * seam;
  else {
    for (let k = 0; k < seam; k++) matching += differ(strip, start + k, start + shift + k);
  }
  // What is shown should be no surprise after the border: a tree into the sky would be.
  let surprise = 0;
  for (let k = 1; k <= missing; k += 2) {
    surprise += differ(strip, start, start + placeOf(shift, k, width));
  }
  return matching / seam + (0.4 * surprise) / Math.ceil(missing / 2);
}

function differAlong(strip: Picture, n: number, one: number, other: number, missing: number) {
  const start = n * strip.width;
  let sum = 0;
  for (let k = 1; k <= missing; k += 2) {
    const p = start + placeOf(one, k, strip.width);
    sum += differ(strip, p, start + placeOf(other, k, strip.width));
  }
  return sum / Math.ceil(missing / 2);
}

function differ({ data }: Picture, p: number, q: number): number {
  const dr = data[p * 3]! - data[q * 3]!;
  const dg = data[p * 3 + 1]! - data[q * 3 + 1]!;
  const db = data[p * 3 + 2]! - data[q * 3 + 2]!;
  return dr * dr + dg * dg + db * db;
}
