// RGB to BT.709 luma and chroma, in the order in which the sampler reads it: the four rows that a
// cubic lookup needs lie side by side, so that 4 x 4 pixels are one load of 16 bytes.
import { canvasHeight, canvasWidth, plane, rgb } from './memory';

/** The weights of `media/yuv.ts`, which the kernel is handed so that there is one copy of them. */
let yr: i32 = 0;
let yg: i32 = 0;
let yb: i32 = 0;
let ur: i32 = 0;
let ug: i32 = 0;
let ub: i32 = 0;
let vr: i32 = 0;
let vg: i32 = 0;
let vb: i32 = 0;

export function setLumaWeights(r: i32, g: i32, b: i32): void {
  yr = r;
  yg = g;
  yb = b;
}

export function setChromaWeights(r: i32, g: i32, b: i32, r2: i32, g2: i32, b2: i32): void {
  ur = r;
  ug = g;
  ub = b;
  vr = r2;
  vg = g2;
  vb = b2;
}

/** Pack the picture in `rgb` into one layer's luma and chroma. */
export function packLayer(luma: usize, chroma: usize): void {
  packLuma(luma);
  packChroma(chroma);
}

function packLuma(luma: usize): void {
  const width = canvasWidth;
  const height = canvasHeight;
  measureLuma(width * height);
  const last = height - 1;
  for (let y = 0; y < height; y++) {
    const a = plane + max(0, y - 1) * width;
    const b = plane + y * width;
    const c = plane + min(last, y + 1) * width;
    const d = plane + min(last, y + 2) * width;
    const to = luma + y * width * 4;
    let x = 0;
    for (; x + 16 <= width; x += 16) {
      const bottom = v128.load(d + x);
      storeColumns(to + x * 4, v128.load(a + x), v128.load(b + x), v128.load(c + x), bottom);
    }
    for (; x < width; x++) {
      const column =
        <u32>load<u8>(a + x) |
        (<u32>load<u8>(b + x) << 8) |
        (<u32>load<u8>(c + x) << 16) |
        (<u32>load<u8>(d + x) << 24);
      store<u32>(to + x * 4, column);
    }
  }
}

/** Lay four rows of 16 bytes side by side. */
// @ts-ignore: decorator
@inline
function storeColumns(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = firstBytes(a, b);
  const cd = firstBytes(c, d);
  v128.store(to, firstPairs(ab, cd));
  v128.store(to, lastPairs(ab, cd), 16);
  const ab8 = lastBytes(a, b);
  const cd8 = lastBytes(c, d);
  v128.store(to, firstPairs(ab8, cd8), 32);
  v128.store(to, lastPairs(ab8, cd8), 48);
}

/** The luma of `pixels` pixels, less 128, a byte each in `plane`. */
function measureLuma(pixels: i32): void {
  // 16 for black, less 128.
  const offset = (-112 << 16) + (1 << 15);
  // Green weighs more than 16 bits hold: half of it is counted with red, half with blue.
  const half = yg >> 1;
  const withRed = i32x4.splat(pair(yr, half));
  const withBlue = i32x4.splat(pair(yg - half, yb));
  const offsets = i32x4.splat(offset);
  let from = rgb;
  let i = 0;
  for (; i + 16 <= pixels; i += 16) {
    const a = lumaOfFour(from, withRed, withBlue, offsets);
    const b = lumaOfFour(from + 12, withRed, withBlue, offsets);
    const c = lumaOfFour(from + 24, withRed, withBlue, offsets);
    const d = lumaOfFour(from + 36, withRed, withBlue, offsets);
    const ab = i16x8.narrow_i32x4_s(a, b);
    v128.store(plane + i, i8x16.narrow_i16x8_s(ab, i16x8.narrow_i32x4_s(c, d)));
    from += 48;
  }
  for (; i < pixels; i++) {
    const r = <i32>load<u8>(from);
    const g = <i32>load<u8>(from, 1);
    const b = <i32>load<u8>(from, 2);
    store<i8>(plane + i, <i8>((yr * r + yg * g + yb * b + offset) >> 16));
    from += 3;
  }
}

// @ts-ignore: decorator
@inline
function lumaOfFour(from: usize, withRed: v128, withBlue: v128, offsets: v128): v128 {
  const four = v128.load(from);
  const none = i32x4.splat(0);
  const rg = i8x16.shuffle(four, none, 0, 16, 1, 16, 3, 16, 4, 16, 6, 16, 7, 16, 9, 16, 10, 16);
  const gb = i8x16.shuffle(four, none, 1, 16, 2, 16, 4, 16, 5, 16, 7, 16, 8, 16, 10, 16, 11, 16);
  const sum = i32x4.add(i32x4.dot_i16x8_s(rg, withRed), i32x4.dot_i16x8_s(gb, withBlue));
  return i32x4.shr_s(i32x4.add(sum, offsets), 16);
}

/**
 * Each pixel's chroma is averaged with its right, lower and lower right neighbour: read at every
 * second pixel it is exactly the subsampled chroma of the picture itself.
 */
function packChroma(chroma: usize): void {
  const width = canvasWidth;
  const height = canvasHeight;
  for (let y = 0; y < height; y++) measureChroma(y);
  for (let y = 0; y < height; y++) {
    const a = plane + y * width * 2;
    const b = y + 1 < height ? a + width * 2 : a;
    const to = chroma + y * width * 4;
    let x = 0;
    for (; x + 8 <= width; x += 8) {
      const here = v128.load(a + x * 2);
      const below = v128.load(b + x * 2);
      v128.store(to + x * 4, firstBytes(here, below));
      v128.store(to + x * 4, lastBytes(here, below), 16);
    }
    for (; x < width; x++) {
      const column =
        <u32>load<u8>(a + x * 2) |
        (<u32>load<u8>(b + x * 2) << 8) |
        (<u32>load<u8>(a + x * 2, 1) << 16) |
        (<u32>load<u8>(b + x * 2, 1) << 24);
      store<u32>(to + x * 4, column);
    }
  }
}

/** The chroma of a row, less 128: a byte of U and a byte of V for each pixel, in `plane`. */
function measureChroma(y: i32): void {
  const width = canvasWidth;
  const row = rgb + y * width * 3;
  const below = y + 1 < canvasHeight ? row + width * 3 : row;
  const to = plane + y * width * 2;
  const offset = 1 << 17;
  const offsets = i32x4.splat(offset);
  const uRedGreen = i32x4.splat(pair(ur, ug));
  const uBlue = i32x4.splat(pair(ub, 0));
  const vRedGreen = i32x4.splat(pair(vr, vg));
  const vBlue = i32x4.splat(pair(vb, 0));
  let x = 0;
  for (; x + 4 < width; x += 4) {
    const upper = v128.load(row + x * 3);
    const lower = v128.load(below + x * 3);
    // Red, green and blue of five pixels, each the sum of the two above each other.
    const low = i16x8.add(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower));
    const high = i16x8.add(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower));
    // And of four, with what is to the right of each.
    const a = i16x8.add(low, i16x8.shuffle(low, high, 3, 4, 5, 6, 7, 8, 9, 10));
    const b = i16x8.add(high, i16x8.shuffle(high, high, 3, 4, 5, 6, 7, 7, 7, 7));
    const redGreen = i16x8.shuffle(a, b, 0, 1, 3, 4, 6, 7, 9, 10);
    const blue = i16x8.shuffle(a, b, 2, 2, 5, 5, 8, 8, 11, 11);
    const u = weigh(redGreen, blue, uRedGreen, uBlue, offsets);
    const v = weigh(redGreen, blue, vRedGreen, vBlue, offsets);
    const both = i16x8.narrow_i32x4_s(u, v);
    const bytes = i8x16.narrow_i16x8_s(both, both);
    v128.store64_lane(
      to + x * 2,
      i8x16.shuffle(bytes, bytes, 0, 4, 1, 5, 2, 6, 3, 7, 0, 4, 1, 5, 2, 6, 3, 7),
      0,
    );
  }
  for (; x < width; x++) {
    const here = x * 3;
    const next = x + 1 < width ? here + 3 : here;
    const r = sum4(row, below, here, next);
    const g = sum4(row, below, here + 1, next + 1);
    const b = sum4(row, below, here + 2, next + 2);
    store<i8>(to + x * 2, <i8>((ur * r + ug * g + ub * b + offset) >> 18));
    store<i8>(to + x * 2, <i8>((vr * r + vg * g + vb * b + offset) >> 18), 1);
  }
}

// @ts-ignore: decorator
@inline
function weigh(redGreen: v128, blue: v128, forRedGreen: v128, forBlue: v128, offsets: v128): v128 {
  const sum = i32x4.add(
    i32x4.dot_i16x8_s(redGreen, forRedGreen),
    i32x4.dot_i16x8_s(blue, forBlue),
  );
  return i32x4.shr_s(i32x4.add(sum, offsets), 18);
}

// @ts-ignore: decorator
@inline
function sum4(row: usize, below: usize, here: i32, next: i32): i32 {
  return (
    <i32>load<u8>(row + here) +
    <i32>load<u8>(row + next) +
    <i32>load<u8>(below + here) +
    <i32>load<u8>(below + next)
  );
}

/** Two 16-bit numbers in one of 32 bits, for dot products of pairs. */
// @ts-ignore: decorator
@inline
function pair(low: i32, high: i32): i32 {
  return (low & 0xffff) | (high << 16);
}

// @ts-ignore: decorator
@inline
function firstBytes(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

// @ts-ignore: decorator
@inline
function lastBytes(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// @ts-ignore: decorator
@inline
function firstPairs(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-ignore: decorator
@inline
function lastPairs(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
