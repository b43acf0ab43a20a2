// Cells whose mapping is straight: the four nodes give every position in between. Most of a frame
// is like this, so most of the time goes here.
import {
  cellShift,
  cellSize,
  frameDepth,
  frameHeight,
  frameU,
  frameV,
  frameWidth,
  frameY,
  frontChroma,
  frontLuma,
  frontX,
  frontY,
  gridColumns,
  nodeDepth,
  toInteger,
} from './memory';
import { chromaSums, cubicSums, finishFour, half, roundChroma } from './sample';

export function paintPlainCell(column: i32, row: i32): void {
  const node = (row * gridColumns + column) << 2;
  const below = node + (gridColumns << 2);
  const nwX = fixed(frontX + node);
  const nwY = fixed(frontY + node);
  const neX = fixed(frontX + node + 4);
  const neY = fixed(frontY + node + 4);
  const westX = fixed(frontX + below) - nwX;
  const westY = fixed(frontY + below) - nwY;
  const eastX = fixed(frontX + below + 4) - neX;
  const eastY = fixed(frontY + below + 4) - neY;
  const left = column << cellShift;
  const top = row << cellShift;
  const down = min(cellSize, frameHeight - top);
  const whole = left + cellSize <= frameWidth;
  for (let j = 0; j < down; j++) {
    // Nodes have 16 fractional bits and lie 8 pixels apart: with three bits more, nothing is lost.
    const x = (nwX << 3) + westX * j;
    const y = (nwY << 3) + westY * j;
    const stepX = ((neX << 3) + eastX * j - x) >> 3;
    const stepY = ((neY << 3) + eastY * j - y) >> 3;
    const to = frameY + (top + j) * frameWidth + left;
    const first = lumaOfFour(x, y, stepX, stepY);
    const second = lumaOfFour(x + 4 * stepX, y + 4 * stepY, stepX, stepY);
    const shifted = i16x8.add(i16x8.narrow_i32x4_s(first, second), i16x8.splat(128));
    const packed = i8x16.narrow_i16x8_u(shifted, shifted);
    if (whole) v128.store64_lane(to, packed, 0);
    else storePart(to, packed, frameWidth - left);
  }
  for (let j = 0; j < down; j += 2) {
    // Chroma sits in the middle of its 2 x 2 pixels, here and on the canvas.
    let x = (nwX << 3) + westX * j + (westX >> 1);
    let y = (nwY << 3) + westY * j + (westY >> 1);
    const stepX = ((neX << 3) + eastX * j + (eastX >> 1) - x) >> 3;
    const stepY = ((neY << 3) + eastY * j + (eastY >> 1) - y) >> 3;
    x += (stepX >> 1) - half;
    y += (stepY >> 1) - half;
    const to = ((top + j) >> 1) * (frameWidth >> 1) + (left >> 1);
    const across = min(cellSize, frameWidth - left) >> 1;
    const west = depthOf(node) + ((depthOf(below) - depthOf(node)) * j) / cellSize;
    const east = depthOf(node + 4) + ((depthOf(below + 4) - depthOf(node + 4)) * j) / cellSize;
    for (let i = 0; i < across; i++) {
      const sums = chromaSums(frontChroma, x, y);
      store<u8>(frameU + to + i, roundChroma(i32x4.extract_lane(sums, 0)));
      store<u8>(frameV + to + i, roundChroma(i32x4.extract_lane(sums, 1)));
      store<u8>(frameDepth + to + i, (west * (8 - 2 * i) + east * 2 * i) >> 11);
      x += 2 * stepX;
      y += 2 * stepY;
    }
  }
}

/** Four pixels in a row. */
// @ts-ignore: decorator
@inline
function lumaOfFour(x: i32, y: i32, stepX: i32, stepY: i32): v128 {
  return finishFour(
    cubicSums(frontLuma, x, y),
    cubicSums(frontLuma, x + stepX, y + stepY),
    cubicSums(frontLuma, x + 2 * stepX, y + 2 * stepY),
    cubicSums(frontLuma, x + 3 * stepX, y + 3 * stepY),
  );
}

/** Frames are even but need not be whole cells: the last column holds 2, 4 or 6 pixels. */
function storePart(to: usize, packed: v128, count: i32): void {
  let bytes = i64x2.extract_lane(packed, 0);
  for (let i = 0; i < count; i++) {
    store<u8>(to + i, <u8>bytes);
    bytes >>= 8;
  }
}

// @ts-ignore: decorator
@inline
function fixed(at: usize): i32 {
  return <i32>nearest<f32>(load<f32>(at) * 65536);
}

/** The depth of a node, 0 .. 255 with 8 fractional bits. */
// @ts-ignore: decorator
@inline
function depthOf(node: i32): i32 {
  return toInteger(min<f32>(1, max<f32>(0, load<f32>(nodeDepth + node))) * 65280);
}
