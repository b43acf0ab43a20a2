// The loops of jumps.ts.

/** Pixels around a marked one that are blurred. */
const reach: i32 = 4;
const rounds: i32 = 24;

let plane: usize = 0;
let marks: usize = 0;
let sum: f64 = 0;
let joined: i32 = 0;

/**
 * Blur around the marked pixels, until a step there has become a slope of some ten pixels; in place.
 * @param outline a step that is higher stays, where nothing is marked.
 * @param zone room for a byte per pixel, all 0; `members` for four.
 */
export function levelOut(
  data: usize, width: i32, height: i32, marked: usize, outline: f64, zone: usize, members: usize,
): void {
  plane = data;
  marks = marked;
  const size = width * height;
  for (let at = 0; at < size; at++) {
    if (load<u8>(marked + at) == 0) continue;
    const x = at % width;
    const y = at / width;
    const left = max(0, x - reach);
    const right = min(width - 1, x + reach);
    for (let j = max(0, y - reach); j <= min(height - 1, y + reach); j++) {
      memory.fill(zone + j * width + left, 1, right - left + 1);
    }
  }
  let count = 0;
  for (let at = 0; at < size; at++) {
    if (load<u8>(zone + at) == 1) store<i32>(members + count++ * 4, at);
  }
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < count; n++) {
      const at = load<i32>(members + (round % 2 == 0 ? n : count - 1 - n) * 4);
      const own = <f64>load<f32>(data + at * 4);
      const x = at % width;
      sum = own;
      joined = 1;
      if (x > 0) join(at, at - 1, own, outline);
      if (x + 1 < width) join(at, at + 1, own, outline);
      if (at >= width) join(at, at - width, own, outline);
      if (at + width < size) join(at, at + width, own, outline);
      store<f32>(data + at * 4, <f32>(sum / <f64>joined));
    }
  }
}

/** An outline that passes nearby stays: nothing is averaged across it. */
// @ts-ignore: decorator
@inline
function join(at: i32, next: i32, own: f64, outline: f64): void {
  const other = <f64>load<f32>(plane + next * 4);
  if (abs(other - own) > outline && load<u8>(marks + at) == 0 && load<u8>(marks + next) == 0) return;
  sum += other;
  joined++;
}

/**
 * The median of five: single odd pixels go, straight edges and corners stay; in place.
 * @param before a copy of the plane.
 */
export function removeSpecks(data: usize, width: i32, height: i32, before: usize): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = (y * width + x) * 4;
      const left = load<f32>(before + at - 4);
      const right = load<f32>(before + at + 4);
      const up = load<f32>(before + at - width * 4);
      const down = load<f32>(before + at + width * 4);
      // Of four, drop the least and the greatest; the median of five is that of the rest and own.
      const low = max(min(left, right), min(up, down));
      const high = min(max(left, right), max(up, down));
      const own = load<f32>(before + at);
      store<f32>(data + at, max(min(low, high), min(own, max(low, high))));
    }
  }
}

/**
 * Per pixel, the highest step to its right and lower neighbour, 0 where that is no jump.
 * @param floor f32 per pixel: how surely it shows a floor.
 * @param feet a byte per pixel, all 0: receives 1 where one steps down, by less than `footing`, to
 *   a floor that begins there.
 */
export function measureJumps(
  data: usize, width: i32, height: i32, floor: usize, jump: f64, footing: f64,
  feet: usize, out: usize,
): void {
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const at = data + pixel * 4;
      const own = <f64>load<f32>(at);
      const right = x + 1 < width ? abs(<f64>load<f32>(at, 4) - own) : 0;
      const rise = y + 1 < height ? <f64>load<f32>(at + width * 4) - own : 0;
      let down = abs(rise);
      if (
        rise > jump / 2 && rise < footing && load<f32>(floor + (pixel + width) * 4) > 0.5
      ) {
        store<u8>(feet + pixel, 1);
        down = 0;
      }
      const step = max(right, down);
      store<f32>(out + pixel * 4, step > jump ? <f32>step : 0);
    }
  }
}
