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
  const pixels = width * height;
  // 16 for black, less 128.
  const offset = (-112 << 16) + (1 << 15);
  let from = rgb;
  for (let i = 0; i < pixels; i++) {
    const r = <i32>load<u8>(from);
    const g = <i32>load<u8>(from, 1);
    const b = <i32>load<u8>(from, 2);
    store<i8>(plane + i, <i8>((yr * r + yg * g + yb * b + offset) >> 16));
    from += 3;
  }
  const last = height - 1;
  for (let y = 0; y < height; y++) {
    const a = plane + max(0, y - 1) * width;
    const b = plane + y * width;
    const c = plane + min(last, y + 1) * width;
    const d = plane + min(last, y + 2) * width;
    const to = luma + y * width * 4;
    for (let x = 0; x < width; x++) {
      const column =
        <u32>load<u8>(a + x) |
        (<u32>load<u8>(b + x) << 8) |
        (<u32>load<u8>(c + x) << 16) |
        (<u32>load<u8>(d + x) << 24);
      store<u32>(to + x * 4, column);
    }
  }
}

/**
 * Each pixel's chroma is averaged with its right, lower and lower right neighbour: read at every
 * second pixel it is exactly the subsampled chroma of the picture itself.
 */
function packChroma(chroma: usize): void {
  const width = canvasWidth;
  const height = canvasHeight;
  const offset = 1 << 17;
  for (let y = 0; y < height; y++) {
    const row = rgb + y * width * 3;
    const below = y + 1 < height ? row + width * 3 : row;
    for (let x = 0; x < width; x++) {
      const here = x * 3;
      const next = x + 1 < width ? here + 3 : here;
      const r = sum4(row, below, here, next);
      const g = sum4(row, below, here + 1, next + 1);
      const b = sum4(row, below, here + 2, next + 2);
      const to = plane + (y * width + x) * 2;
      store<i8>(to, <i8>((ur * r + ug * g + ub * b + offset) >> 18));
      store<i8>(to, <i8>((vr * r + vg * g + vb * b + offset) >> 18), 1);
    }
  }
  for (let y = 0; y < height; y++) {
    const a = plane + y * width * 2;
    const b = y + 1 < height ? a + width * 2 : a;
    const to = chroma + y * width * 4;
    for (let x = 0; x < width; x++) {
      const column =
        <u32>load<u8>(a + x * 2) |
        (<u32>load<u8>(b + x * 2) << 8) |
        (<u32>load<u8>(a + x * 2, 1) << 16) |
        (<u32>load<u8>(b + x * 2, 1) << 24);
      store<u32>(to + x * 4, column);
    }
  }
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
