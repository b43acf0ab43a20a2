// Reading the picture between its pixels. Positions are canvas pixels with 19 fractional bits: what
// an eighth of a step of 16 bits needs, and enough room for a canvas of 4095 pixels.
import {
  canvasWidth,
  columnWeights,
  frameDepth,
  frameU,
  frameV,
  phaseCount,
  rowWeights,
} from './memory';

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

/** Two fours of luma as eight words, 0..255. */
// @ts-ignore: decorator
@inline
export function finishLuma(first: v128, second: v128): v128 {
  const words = i16x8.add(i16x8.narrow_i32x4_s(first, second), i16x8.splat(128));
  return i16x8.min_s(i16x8.max_s(words, i16x8.splat(0)), i16x8.splat(255));
}

/**
 * Linear in both directions, at two places: U and V of the one, U and V of the other, with 14
 * fractional bits, less 128.
 */
// @ts-ignore: decorator
@inline
export function chromaPair(chroma: usize, xa: i32, ya: i32, xb: i32, yb: i32): v128 {
  const a = chromaColumns(chroma, xa, ya);
  const b = chromaColumns(chroma, xb, yb);
  // U of two columns, V of two columns; then the same of the other place.
  const words = i16x8.narrow_i32x4_s(a, b);
  const pairs = v128.shuffle<i16>(words, words, 0, 2, 1, 3, 4, 6, 5, 7);
  const wx = v128.shuffle<i32>(shares(xa), shares(xb), 0, 0, 4, 4);
  return i32x4.dot_i16x8_s(pairs, wx);
}

/** U and V of a pixel, U and V of the next: linear between two rows. */
// @ts-ignore: decorator
@inline
function chromaColumns(chroma: usize, x: i32, y: i32): v128 {
  const at = chroma + (((y >> 19) * canvasWidth + (x >> 19)) << 2);
  return i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(v128.load64_zero(at)), shares(y));
}

/** What a pixel and the next one weigh at a position, in 128ths: a pair of words, four times. */
// @ts-ignore: decorator
@inline
function shares(position: i32): v128 {
  const fraction = (position >> 12) & 127;
  return i32x4.splat((fraction << 16) | (128 - fraction));
}

/** Two pairs of chroma as eight words, 0..255: four U, four V. */
// @ts-ignore: decorator
@inline
export function finishChroma(first: v128, second: v128): v128 {
  const u = roundChroma(v128.shuffle<i32>(first, second, 0, 2, 4, 6));
  const v = roundChroma(v128.shuffle<i32>(first, second, 1, 3, 5, 7));
  return i16x8.narrow_i32x4_s(u, v);
}

// @ts-ignore: decorator
@inline
function roundChroma(sums: v128): v128 {
  const rounded = i32x4.shr_s(i32x4.add(sums, i32x4.splat(8192)), 14);
  return i32x4.add(rounded, i32x4.splat(128));
}

/** Store up to four samples of chroma, and the depths that are seen there. */
// @ts-ignore: decorator
@inline
export function storeChroma(at: i32, words: v128, depths: v128, count: i32): void {
  const bytes = i8x16.narrow_i16x8_u(words, words);
  storeBytes(frameU + at, bytes, count);
  storeBytes(frameV + at, v128.shuffle<i32>(bytes, bytes, 1, 1, 1, 1), count);
  storeBytes(frameDepth + at, depths, count);
}

/** Store the first bytes. Frames need not be whole cells: the last column may hold fewer. */
// @ts-ignore: decorator
@inline
export function storeBytes(to: usize, bytes: v128, count: i32): void {
  if (count == 8) v128.store64_lane(to, bytes, 0);
  else if (count == 4) v128.store32_lane(to, bytes, 0);
  else storePart(to, i64x2.extract_lane(bytes, 0), count);
}

function storePart(to: usize, bytes: i64, count: i32): void {
  for (let i = 0; i < count; i++) {
    store<u8>(to + i, <u8>bytes);
    bytes >>= 8;
  }
}
