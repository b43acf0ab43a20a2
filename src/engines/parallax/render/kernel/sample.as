// Reading the picture between its pixels. Positions are canvas pixels with 19 fractional bits: what
// an eighth of a step of 16 bits needs, and enough room for a canvas of 4095 pixels.
import { canvasWidth, columnWeights, phaseCount, rowWeights } from './memory';

/** Half a pixel. */
export const half: i32 = 1 << 18;

/** Write the four weights of a phase, which add up to 128. */
export function setWeights(phase: i32, a: i32, b: i32, c: i32, d: i32): void {
  const columns = columnWeights + (phase << 4);
  v128.store(columns, i16x8(0, 0, 0, 0, 0, 0, 0, 0));
  store<i16>(columns, <i16>a, 0);
  store<i16>(columns, <i16>a, 2);
  store<i16>(columns, <i16>b, 4);
  store<i16>(columns, <i16>b, 6);
  store<i16>(columns, <i16>c, 8);
  store<i16>(columns, <i16>c, 10);
  store<i16>(columns, <i16>d, 12);
  store<i16>(columns, <i16>d, 14);
  const rows = rowWeights + (phase << 4);
  for (let twice = 0; twice < 2; twice++) {
    const to = rows + (twice << 3);
    store<i16>(to, <i16>a, 0);
    store<i16>(to, <i16>b, 2);
    store<i16>(to, <i16>c, 4);
    store<i16>(to, <i16>d, 6);
  }
}

/**
 * Cubic in both directions, as four partial sums that are still to be added, with 14 fractional
 * bits. Luma is stored less 128, so that a row's sum (at most 128 * 128 * 1.27) fits 16 bits and
 * the second pass can multiply in pairs as the first one does.
 */
// @ts-ignore: decorator
@inline
export function cubicSums(luma: usize, x: i32, y: i32): v128 {
  const at = luma + ((((y >> 19) * canvasWidth + (x >> 19)) << 2) - 4);
  const pixels = v128.load(at);
  const wy = v128.load(rowWeights + (((y >> 11) & 255) << 4));
  const wx = v128.load(columnWeights + (((x >> 11) & 255) << 4));
  const west = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(pixels), wy);
  const east = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(pixels), wy);
  return i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(west, east), wx);
}

/** Add the partial sums of four pixels up: one lane each, rounded, less 128 still. */
// @ts-ignore: decorator
@inline
export function finishFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(
    v128.shuffle<i32>(a, b, 0, 2, 4, 6),
    v128.shuffle<i32>(a, b, 1, 3, 5, 7),
  );
  const cd = i32x4.add(
    v128.shuffle<i32>(c, d, 0, 2, 4, 6),
    v128.shuffle<i32>(c, d, 1, 3, 5, 7),
  );
  const sums = i32x4.add(
    v128.shuffle<i32>(ab, cd, 0, 2, 4, 6),
    v128.shuffle<i32>(ab, cd, 1, 3, 5, 7),
  );
  return i32x4.shr_s(i32x4.add(sums, i32x4.splat(8192)), 14);
}

/** One luma sample, 0..255. */
// @ts-ignore: decorator
@inline
export function sampleLuma(luma: usize, x: i32, y: i32): i32 {
  const sums = cubicSums(luma, x, y);
  const halves = i32x4.add(sums, v128.shuffle<i32>(sums, sums, 2, 3, 0, 1));
  const sum = i32x4.extract_lane(halves, 0) + i32x4.extract_lane(halves, 1);
  return min(255, max(0, ((sum + 8192) >> 14) + 128));
}

/** Linear in both directions: U in lane 0 and V in lane 1, with 14 fractional bits, less 128. */
// @ts-ignore: decorator
@inline
export function chromaSums(chroma: usize, x: i32, y: i32): v128 {
  const at = chroma + (((y >> 19) * canvasWidth + (x >> 19)) << 2);
  const fx = (x >> 12) & 127;
  const fy = (y >> 12) & 127;
  const wy = i32x4.splat((fy << 16) | (128 - fy));
  const wx = i32x4.splat((fx << 16) | (128 - fx));
  // U of two rows, V of two rows; then the same one pixel on.
  const pixels = i16x8.extend_low_i8x16_s(v128.load64_zero(at));
  const columns = i32x4.dot_i16x8_s(pixels, wy);
  const pairs = v128.shuffle<i32>(columns, columns, 0, 2, 1, 3);
  return i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(pairs, pairs), wx);
}

// @ts-ignore: decorator
@inline
export function roundChroma(sum: i32): i32 {
  return ((sum + 8192) >> 14) + 128;
}
