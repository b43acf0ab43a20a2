// The loops of continuation.ts.

/** Cells beside the border that have to look alike; four of three bytes are compared at once. */
const seam: i32 = 4;

let strip: usize = 0;
let width: i32 = 0;
let lines: i32 = 0;
let missing: i32 = 0;
/** Per cell of a line, how much it differs from the border, with every fourth cell before it. */
let surprises: usize = 0;
/** Places beyond the border that are compared when a line changes its mind, and their colours. */
let shown: usize = 0;

/**
 * Find the cheapest way through all lines of a strip of cells; see `chooseContinuations`.
 * @param options for each two i32, how far inwards and how far aside; the first one is the mirror.
 * @param folds f32 per line: what mirroring costs more.
 * @param change what changing one's mind costs, and `changeInSight` by how much one sees of it.
 * @param best and `previous`: room for four bytes per line and option.
 * @param scratch room for 4 bytes per cell of a line, and per cell that is missing.
 * @param chosen receives, per line, the number of the option.
 */
export function chooseOptions(
  cells: usize, columns: i32, rows: i32, beyond: i32, options: usize, count: i32, folds: usize,
  change: f64, changeInSight: f64, best: usize, previous: usize, scratch: usize, chosen: usize,
): void {
  strip = cells;
  width = columns;
  lines = rows;
  missing = beyond;
  surprises = scratch;
  shown = scratch + columns * 4;
  let cheapest = 0;
  for (let n = 0; n < lines; n++) {
    const now = best + n * count * 4;
    const before = now - count * 4;
    if (n > 0) {
      cheapest = indexOfLeast(before, count);
      listShown(n, load<i32>(options + cheapest * 8), load<i32>(options + cheapest * 8, 4));
    }
    let surveyed = i32.MAX_VALUE;
    for (let s = 0; s < count; s++) {
      const shift = load<i32>(options + s * 8);
      const aside = load<i32>(options + s * 8, 4);
      if (s > 0 && aside != surveyed) {
        surveyLine(n, n + aside);
        surveyed = aside;
      }
      let own = s == 0 ? costOfMirror(n) + <f64>load<f32>(folds + n * 4) : costOf(n, shift, aside);
      let from = s;
      if (n > 0) {
        const stay = <f64>load<f32>(before + s * 4);
        let moved = <f64>load<f32>(before + cheapest * 4) + change;
        if (moved < stay && own < Infinity) moved += changeInSight * differAlong(n, shift, aside);
        own += min(stay, moved);
        if (moved < stay) from = cheapest;
      }
      store<f32>(now + s * 4, <f32>own);
      store<i32>(previous + (n * count + s) * 4, from);
    }
  }
  let at = indexOfLeast(best + (lines - 1) * count * 4, count);
  for (let n = lines - 1; n >= 0; n--) {
    store<i32>(chosen + n * 4, at);
    at = load<i32>(previous + (n * count + at) * 4);
  }
}

function indexOfLeast(values: usize, count: i32): i32 {
  let least = 0;
  for (let s = 1; s < count; s++) {
    if (load<f32>(values + s * 4) < load<f32>(values + least * 4)) least = s;
  }
  return least;
}

/** The cell that is shown `k` cells beyond the border of line `n`. */
function placeOf(n: i32, shift: i32, aside: i32, k: i32): usize {
  const line = min(lines - 1, max(0, n + aside));
  return strip + (line * width + min(width - 1, shift == 0 ? k - 1 : shift - k)) * 3;
}

/** Measure how surprising the cells of a line are after the border of line `n`. */
function surveyLine(n: i32, line: i32): void {
  if (line < 0 || line >= lines) return;
  const start = strip + n * width * 3;
  let cell = strip + line * width * 3;
  for (let k = 0; k < width; k++, cell += 3) {
    const before = k < 4 ? 0 : load<i32>(surprises + (k - 4) * 4);
    store<i32>(surprises + k * 4, before + differ(start, cell));
  }
}

/** What is shown should be no surprise after the border: a tree into the sky would be. */
// @ts-ignore: decorator
@inline
function surpriseCost(surprise: i32): f64 {
  return (0.4 * <f64>surprise) / <f64>((missing + 3) >> 2);
}

function costOfMirror(n: i32): f64 {
  let surprise = 0;
  const start = strip + n * width * 3;
  for (let k = 1; k <= missing; k += 4) surprise += differ(start, placeOf(n, 0, 0, k));
  return surpriseCost(surprise);
}

/** Of a continuation on the line that has been surveyed. */
function costOf(n: i32, shift: i32, aside: i32): f64 {
  const line = n + aside;
  if (line < 0 || line >= lines) return Infinity;
  const matching = differInSeam(strip + n * width * 3, strip + (line * width + shift) * 3);
  // Every fourth cell of those that are shown, the first one beyond the border among them.
  const first = shift - 1 - ((missing + 3) & ~3);
  const before = first < 0 ? 0 : load<i32>(surprises + first * 4);
  const surprise = load<i32>(surprises + (shift - 1) * 4) - before;
  return <f64>matching / <f64>seam + surpriseCost(surprise);
}

/** List what a continuation of line `n` shows, every other cell. */
function listShown(n: i32, shift: i32, aside: i32): void {
  let to = shown;
  for (let k = 1; k <= missing; k += 2, to += 4) {
    store<u32>(to, load<u32>(placeOf(n, shift, aside, k)));
  }
}

/** How much another continuation shows something else than what is listed. */
function differAlong(n: i32, shift: i32, aside: i32): f64 {
  let sum = 0;
  let other = shown;
  if (shift == 0) {
    for (let k = 1; k <= missing; k += 2, other += 4) sum += differ(placeOf(n, 0, 0, k), other);
  } else {
    let cell = strip + ((n + aside) * width + shift - 1) * 3;
    for (let k = 1; k <= missing; k += 2, cell -= 6, other += 4) sum += differ(cell, other);
  }
  return <f64>sum / <f64>((missing + 1) >> 1);
}

// @ts-ignore: decorator
@inline
function differ(p: usize, q: usize): i32 {
  const dr = <i32>load<u8>(p) - <i32>load<u8>(q);
  const dg = <i32>load<u8>(p, 1) - <i32>load<u8>(q, 1);
  const db = <i32>load<u8>(p, 2) - <i32>load<u8>(q, 2);
  return dr * dr + dg * dg + db * db;
}

/** The sum over four cells in a row. */
// @ts-ignore: decorator
@inline
function differInSeam(p: usize, q: usize): i32 {
  const a = v128.load(p);
  const b = v128.load(q);
  const low = i16x8.sub(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b));
  const high = i16x8.sub(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b));
  const squares = i32x4.dot_i16x8_s(high, high);
  const sums = i32x4.dot_i16x8_s(low, low);
  // The last four bytes are the fifth cell's.
  const half = i32x4.extract_lane(squares, 0) + i32x4.extract_lane(squares, 1);
  const ends = i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  return half + ends + i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
}
