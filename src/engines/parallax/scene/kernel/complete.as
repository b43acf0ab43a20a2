// The loops of complete.ts, which tells what they do; addresses are of the fields of a Completion.
// Numbers are f64 as they were in JavaScript, so that a picture is completed the same anywhere.

export let width: i32 = 0;
export let height: i32 = 0;
export let rgb: usize = 0;
export let missing: usize = 0;
let source: usize = 0;
let depth: usize = 0;
let limit: usize = 0;
export let match: usize = 0;

/** Say where the fields of the Completion lie. */
export function setCompletion(
  columns: i32, rows: i32, colours: usize, gaps: usize, sources: usize,
  depths: usize, limits: usize, matches: usize,
): void {
  width = columns;
  height = rows;
  rgb = colours;
  missing = gaps;
  source = sources;
  depth = depths;
  limit = limits;
  match = matches;
}

/** Patches are (2 * radius + 1) cells on a side: 5, a leaf or a brick at quarter size. */
const radius: i32 = 2;

let cells: usize = 0;
let count: i32 = 0;
let usable: usize = 0;
let costs: usize = 0;
let reach: i32 = 0;
let perDistance: f64 = 0;
let random: u32 = 0;

/**
 * Complete the picture.
 * @param scratch room for 24 bytes per cell.
 */
export function completeCells(
  rounds: i32, farthest: i32, distancePenalty: f64, scratch: usize,
): void {
  const size = width * height;
  cells = scratch;
  costs = scratch + size * 4;
  usable = scratch + size * 8;
  const next = scratch + size * 9;
  reach = farthest;
  perDistance = distancePenalty / <f64>(reach * reach);
  count = 0;
  for (let at = 0; at < size; at++) {
    if (load<u8>(missing + at) == 1) store<i32>(cells + count++ * 4, at);
  }
  if (count == 0) return;
  random = <u32>count * 2654435761 + 1;
  findUsable();
  for (let round = 0; round < rounds; round++) {
    seedMatches();
    for (let n = 0; n < count; n++) improveMatch(load<i32>(cells + n * 4), -1);
    for (let n = count - 1; n >= 0; n--) improveMatch(load<i32>(cells + n * 4), 1);
    averageGuesses(next);
  }
}

/** Mark the cells whose whole patch lies inside the picture and may be copied from. */
function findUsable(): void {
  memory.fill(usable, 0, width * height);
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      let all: u8 = 1;
      for (let j = -radius; j <= radius && all == 1; j++) {
        const row = source + (y + j) * width + x;
        for (let i = -radius; i <= radius; i++) all &= load<u8>(row + i);
      }
      store<u8>(usable + y * width + x, all);
    }
  }
}

/** A whole number, -most .. most, the same for the same seed: clips must come out alike. */
// @ts-ignore: decorator
@inline
function anyWithin(most: i32): i32 {
  random = random * 1664525 + 1013904223;
  const part = <f64>random / 4294967296;
  return <i32>floor((part * 2 - 1) * <f64>most + 0.5);
}

// @ts-ignore: decorator
@inline
function mayCopy(from: i32, to: i32): bool {
  if (load<u8>(usable + from) != 1) return false;
  return load<f32>(depth + from * 4) <= load<f32>(limit + to * 4);
}

/** Keep the matches there are, and try some at random for cells that have none. */
function seedMatches(): void {
  for (let n = 0; n < count; n++) {
    const at = load<i32>(cells + n * 4);
    const x = at % width;
    const y = at / width;
    let best = load<i32>(match + at * 4);
    if (best >= 0 && !mayCopy(best, at)) best = -1;
    let cost: f64 = best < 0 ? Infinity : compare(at, best, 1e30);
    let hits = 0;
    for (let tries = best < 0 ? 24 : 0; tries > 0 && hits < 4; tries--) {
      const u = x + anyWithin(reach);
      const v = y + anyWithin(reach);
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const from = v * width + u;
      if (!mayCopy(from, at)) continue;
      hits++;
      const found = compare(at, from, cost);
      if (found < cost) {
        cost = found;
        best = from;
      }
    }
    store<i32>(match + at * 4, best);
    store<f32>(costs + at * 4, <f32>cost);
  }
}

let best: i32 = 0;
let cost: f64 = 0;

/** Try the neighbours' matches, shifted, and then places ever nearer to the best so far. */
function improveMatch(at: i32, step: i32): void {
  const x = at % width;
  const y = at / width;
  best = load<i32>(match + at * 4);
  cost = <f64>load<f32>(costs + at * 4);
  if (x + step >= 0 && x + step < width && load<u8>(missing + at + step) == 1) {
    const from = load<i32>(match + (at + step) * 4);
    if (from >= 0) attempt(at, x, y, from - step);
  }
  if (y + step >= 0 && y + step < height && load<u8>(missing + at + step * width) == 1) {
    const from = load<i32>(match + (at + step * width) * 4);
    if (from >= 0) attempt(at, x, y, from - step * width);
  }
  for (let around = reach; around >= 1; around >>= 1) {
    const u = (best < 0 ? x : best % width) + anyWithin(around);
    const v = (best < 0 ? y : best / width) + anyWithin(around);
    if (u >= 0 && v >= 0 && u < width && v < height) attempt(at, x, y, v * width + u);
  }
  store<i32>(match + at * 4, best);
  store<f32>(costs + at * 4, <f32>cost);
}

function attempt(at: i32, x: i32, y: i32, from: i32): void {
  if (from == best || from < 0 || from >= width * height || !mayCopy(from, at)) return;
  if (abs(from % width - x) > reach || abs(from / width - y) > reach) return;
  const found = compare(at, from, cost);
  if (found < cost) {
    cost = found;
    best = from;
  }
}

/**
 * Squared difference of two patches, given up as soon as it exceeds `most`. Every other cell of
 * the patch is looked at, as on a draughtboard: half the work, and the same choice nearly always.
 */
function compare(to: i32, from: i32, most: f64): f64 {
  const x = to % width;
  const y = to / width;
  const dx = from % width - x;
  const dy = from / width - y;
  let sum = perDistance * <f64>(dx * dx + dy * dy);
  const top = y < radius ? -y : -radius;
  const bottom = y + radius >= height ? height - 1 - y : radius;
  const shift = (from - to) * 12;
  const right = min(radius, width - 1 - x);
  for (let j = top; j <= bottom; j++) {
    let left = -radius + (j & 1);
    while (x + left < 0) left += 2;
    let at = rgb + (to + j * width + left) * 12;
    for (let i = left; i <= right; i += 2, at += 24) {
      const dr = <f64>load<f32>(at) - <f64>load<f32>(at + shift);
      const dg = <f64>load<f32>(at, 4) - <f64>load<f32>(at + shift, 4);
      const db = <f64>load<f32>(at, 8) - <f64>load<f32>(at + shift, 8);
      sum += dr * dr + dg * dg + db * db;
    }
    if (sum >= most) return sum;
  }
  return sum;
}

/** Every missing cell becomes the mean of what the patches that cover it would put there. */
function averageGuesses(next: usize): void {
  for (let n = 0; n < count; n++) {
    const at = load<i32>(cells + n * 4);
    const x = at % width;
    const y = at / width;
    let r: f64 = 0;
    let g: f64 = 0;
    let b: f64 = 0;
    let weight: f64 = 0;
    for (let j = max(-radius, -y); j <= min(radius, height - 1 - y); j++) {
      for (let i = max(-radius, -x); i <= min(radius, width - 1 - x); i++) {
        const other = at + j * width + i;
        if (load<u8>(missing + other) == 0) continue;
        const like = load<i32>(match + other * 4);
        if (like < 0) continue;
        const from = rgb + (like - j * width - i) * 12;
        // The nearer the patch's middle, the more it has been compared with.
        const w = 1.0 / <f64>(1 + i * i + j * j);
        r += w * <f64>load<f32>(from);
        g += w * <f64>load<f32>(from, 4);
        b += w * <f64>load<f32>(from, 8);
        weight += w;
      }
    }
    const own = rgb + at * 12;
    store<f32>(next + n * 12, weight > 0 ? <f32>(r / weight) : load<f32>(own));
    store<f32>(next + n * 12, weight > 0 ? <f32>(g / weight) : load<f32>(own, 4), 4);
    store<f32>(next + n * 12, weight > 0 ? <f32>(b / weight) : load<f32>(own, 8), 8);
  }
  for (let n = 0; n < count; n++) {
    const own = rgb + load<i32>(cells + n * 4) * 12;
    store<u64>(own, load<u64>(next + n * 12));
    store<u32>(own, load<u32>(next + n * 12, 8), 8);
  }
}

/** Times that the first guess is settled. */
const settlings: i32 = 24;

/**
 * First guess: colours flow in from the background, and only from there, as a membrane would
 * settle. Cells that no background touches keep the picture.
 * @param scratch room for 6 bytes per cell.
 */
export function guessCells(scratch: usize): void {
  const size = width * height;
  const order = scratch;
  // 1: missing and not yet reached, 2: reached, 0: not missing.
  const state = scratch + size * 4;
  const settled = scratch + size * 5;
  memory.copy(state, missing, size);
  memory.fill(settled, 0, size);
  let length = 0;
  for (let at = 0; at < size; at++) {
    if (load<u8>(missing + at) == 0) length = spread(at, size, order, length, state);
  }
  for (let head = 0; head < length; head++) {
    length = spread(load<i32>(order + head * 4), size, order, length, state);
  }
  for (let round = 0; round < settlings; round++) {
    for (let n = 0; n < length; n++) {
      const place = round % 2 == 0 ? n : length - 1 - n;
      settle(load<i32>(order + place * 4), size, settled);
    }
  }
}

function spread(at: i32, size: i32, order: usize, length: i32, state: usize): i32 {
  const x = at % width;
  if (x > 0) length = visit(at - 1, at, order, length, state);
  if (x + 1 < width) length = visit(at + 1, at, order, length, state);
  if (at >= width) length = visit(at - width, at, order, length, state);
  if (at + width < size) length = visit(at + width, at, order, length, state);
  return length;
}

// @ts-ignore: decorator
@inline
function visit(at: i32, from: i32, order: usize, length: i32, state: usize): i32 {
  if (load<u8>(state + at) != 1) return length;
  if (load<u8>(missing + from) == 0 && isNearer(from, at)) return length;
  store<u8>(state + at, 2);
  store<i32>(order + length * 4, at);
  return length + 1;
}

/** Whether a cell is nearer than what may be seen at another. */
// @ts-ignore: decorator
@inline
function isNearer(cell: i32, at: i32): bool {
  return load<f32>(depth + cell * 4) > load<f32>(limit + at * 4);
}

let red: f64 = 0;
let green: f64 = 0;
let blue: f64 = 0;
let joined: i32 = 0;

/** Give a cell the mean colour of its neighbours, as far as they are background or settled. */
function settle(at: i32, size: i32, settled: usize): void {
  const x = at % width;
  red = 0;
  green = 0;
  blue = 0;
  joined = 0;
  if (x > 0) join(at - 1, at, settled);
  if (x + 1 < width) join(at + 1, at, settled);
  if (at >= width) join(at - width, at, settled);
  if (at + width < size) join(at + width, at, settled);
  if (joined == 0) return;
  store<u8>(settled + at, 1);
  const own = rgb + at * 12;
  store<f32>(own, <f32>(red / <f64>joined));
  store<f32>(own, <f32>(green / <f64>joined), 4);
  store<f32>(own, <f32>(blue / <f64>joined), 8);
}

// @ts-ignore: decorator
@inline
function join(cell: i32, at: i32, settled: usize): void {
  if (load<u8>(missing + cell) == 0 ? isNearer(cell, at) : load<u8>(settled + cell) == 0) return;
  const from = rgb + cell * 12;
  red += <f64>load<f32>(from);
  green += <f64>load<f32>(from, 4);
  blue += <f64>load<f32>(from, 8);
  joined++;
}
