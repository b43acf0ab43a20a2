// Small steps in the foreground's depth, spread out. A step that is not cut can only be shown as a
// stretch; over a dozen pixels instead of one nobody sees it, and the mapping stays straight
// enough for plain cells.
import { alpha, canvasHeight, canvasWidth, frontDepth } from './memory';

/** Steps larger than this are edges: the scene stage cuts there, and nothing crosses them. */
const edge: f32 = 0.055;

/**
 * Smooth the depth between its edges: a recursive filter along rows and columns, forth and back,
 * twice. Its width halves from the first time to the second, which rids it of streaks.
 */
export function softenDepth(): void {
  for (let round = 0; round < 2; round++) {
    // What a pixel takes over from the one before: a decay over 9 pixels, then 4.5.
    const share: f32 = round == 0 ? 0.855 : 0.73;
    let y = 0;
    for (; y + 4 <= canvasHeight; y += 4) softenRows(y, share);
    for (; y < canvasHeight; y++) softenRow(y, share);
    for (let y = 1; y < canvasHeight; y++) followRow(y, y - 1, share);
    for (let y = canvasHeight - 2; y >= 0; y--) followRow(y, y + 1, share);
  }
}

function softenRow(y: i32, share: f32): void {
  const row = y * canvasWidth;
  for (let x = 1; x < canvasWidth; x++) follow(row + x, row + x - 1, share);
  for (let x = canvasWidth - 2; x >= 0; x--) follow(row + x, row + x + 1, share);
}

/** Four rows at once, which have nothing to do with each other. */
function softenRows(y: i32, share: f32): void {
  const row = y * canvasWidth;
  const whole = canvasWidth & ~3;
  let before = loadColumn(row);
  for (let x = 0; x < whole; x += 4) before = softenBlock(row + x, -1, before, share);
  for (let x = max(1, whole); x < canvasWidth; x++) followColumn(row + x, row + x - 1, share);
  for (let x = canvasWidth - 2; x >= whole; x--) followColumn(row + x, row + x + 1, share);
  before = loadColumn(row + min(whole, canvasWidth - 1));
  for (let x = whole - 4; x >= 0; x -= 4) before = softenBlock(row + x, 1, before, share);
}

/**
 * Soften 4 x 4 pixels, turned on their side, from their left or their right.
 * @param toward -1 or 1: where what comes before lies.
 * @returns the last column.
 */
// @ts-ignore: decorator
@inline
function softenBlock(pixel: i32, toward: i32, before: v128, share: f32): v128 {
  const line = canvasWidth << 2;
  const at = frontDepth + (pixel << 2);
  const a = v128.load(at);
  const b = v128.load(at + line);
  const c = v128.load(at + 2 * line);
  const d = v128.load(at + 3 * line);
  const keepA = bothWhole(pixel, pixel + toward);
  const keepB = bothWhole(pixel + canvasWidth, pixel + canvasWidth + toward);
  const keepC = bothWhole(pixel + 2 * canvasWidth, pixel + 2 * canvasWidth + toward);
  const keepD = bothWhole(pixel + 3 * canvasWidth, pixel + 3 * canvasWidth + toward);
  let first = columnOf(a, b, c, d, 0);
  let second = columnOf(a, b, c, d, 1);
  let third = columnOf(a, b, c, d, 2);
  let fourth = columnOf(a, b, c, d, 3);
  if (toward < 0) {
    first = followed(first, before, columnOf(keepA, keepB, keepC, keepD, 0), share);
    second = followed(second, first, columnOf(keepA, keepB, keepC, keepD, 1), share);
    third = followed(third, second, columnOf(keepA, keepB, keepC, keepD, 2), share);
    fourth = followed(fourth, third, columnOf(keepA, keepB, keepC, keepD, 3), share);
  } else {
    fourth = followed(fourth, before, columnOf(keepA, keepB, keepC, keepD, 3), share);
    third = followed(third, fourth, columnOf(keepA, keepB, keepC, keepD, 2), share);
    second = followed(second, third, columnOf(keepA, keepB, keepC, keepD, 1), share);
    first = followed(first, second, columnOf(keepA, keepB, keepC, keepD, 0), share);
  }
  v128.store(at, columnOf(first, second, third, fourth, 0));
  v128.store(at + line, columnOf(first, second, third, fourth, 1));
  v128.store(at + 2 * line, columnOf(first, second, third, fourth, 2));
  v128.store(at + 3 * line, columnOf(first, second, third, fourth, 3));
  return toward < 0 ? fourth : first;
}

/** Column `n` of four rows of four. */
// @ts-ignore: decorator
@inline
function columnOf(a: v128, b: v128, c: v128, d: v128, n: i32): v128 {
  if (n < 2) {
    const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
    return n == 0 ? i64x2.shuffle(ab, cd, 0, 2) : i64x2.shuffle(ab, cd, 1, 3);
  }
  const ab = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd = i32x4.shuffle(c, d, 2, 6, 3, 7);
  return n == 2 ? i64x2.shuffle(ab, cd, 0, 2) : i64x2.shuffle(ab, cd, 1, 3);
}

/** The same pixel of four rows. */
function loadColumn(pixel: i32): v128 {
  const line = canvasWidth << 2;
  const at = frontDepth + (pixel << 2);
  let column = v128.load32_zero(at);
  column = v128.load32_lane(at + line, column, 1);
  column = v128.load32_lane(at + 2 * line, column, 2);
  return v128.load32_lane(at + 3 * line, column, 3);
}

function followColumn(pixel: i32, before: i32, share: f32): void {
  for (let i = 0; i < 4 * canvasWidth; i += canvasWidth) follow(pixel + i, before + i, share);
}

function followRow(y: i32, from: i32, share: f32): void {
  const row = y * canvasWidth;
  const before = from * canvasWidth;
  let x = 0;
  for (; x + 4 <= canvasWidth; x += 4) {
    const at = frontDepth + ((row + x) << 2);
    const other = v128.load(frontDepth + ((before + x) << 2));
    v128.store(at, followed(v128.load(at), other, bothWhole(row + x, before + x), share));
  }
  for (; x < canvasWidth; x++) follow(row + x, before + x, share);
}

/** Of four pixels, which are whole like the four others. */
// @ts-ignore: decorator
@inline
function bothWhole(pixel: i32, before: i32): v128 {
  const both = v128.and(v128.load32_zero(alpha + pixel), v128.load32_zero(alpha + before));
  const whole = i8x16.eq(both, i8x16.splat(-1));
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(whole));
}

/** Cut pixels neither give nor take: they belong to the gap. */
// @ts-ignore: decorator
@inline
function followed(own: v128, before: v128, whole: v128, share: f32): v128 {
  const step = f32x4.sub(before, own);
  const near = f32x4.lt(f32x4.abs(step), f32x4.splat(edge));
  const moved = f32x4.add(own, f32x4.mul(f32x4.splat(share), step));
  return v128.bitselect(moved, own, v128.and(near, whole));
}

/** The same for one pixel. */
// @ts-ignore: decorator
@inline
function follow(pixel: i32, before: i32, share: f32): void {
  const at = frontDepth + (pixel << 2);
  const own = load<f32>(at);
  const step = load<f32>(frontDepth + (before << 2)) - own;
  const both = <i32>load<u8>(alpha + pixel) & <i32>load<u8>(alpha + before);
  if (abs<f32>(step) < edge && both == 255) store<f32>(at, own + share * step);
}
