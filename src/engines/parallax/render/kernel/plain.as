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
import { chromaSums, cubicSums, finishFour, roundChroma } from './sample';

export function paintPlainCell(column: i32, row: i32): void {
  const node = (row * gridColumns + column) << 2;
  const below = node + (gridColumns << 2);
  const nwX = fixed(frontX + node);
  const nwY = fixed(frontY + node);
  const neX = fixed(frontX + node + 4);
  const neY = fixed(frontY + node + 4);
  // Shifted right only after multiplying: a step rounded once would drift over the cell.
  const westX = fixed(frontX + below) - nwX;
  const westY = fixed(frontY + below) - nwY;
  const eastX = fixed(frontX + below + 4) - neX;
  const eastY = fixed(frontY + below + 4) - neY;
  const left = column << cellShift;
  const top = row << cellShift;
  const down = min(cellSize, frameHeight - top);
  const whole = left + cellSize <= frameWidth;
  for (let j = 0; j < down; j++) {
    const x = nwX + ((westX * j) >> cellShift);
    const y = nwY + ((westY * j) >> cellShift);
    const stepX = neX + ((eastX * j) >> cellShift) - x;
    const stepY = neY + ((eastY * j) >> cellShift) - y;
    const to = frameY + (top + j) * frameWidth + left;
    const first = lumaOfFour(x, y, stepX, stepY, 0);
    const second = lumaOfFour(x, y, stepX, stepY, 4);
    const shifted = i16x8.add(i16x8.narrow_i32x4_s(first, second), i16x8.splat(128));
    const packed = i8x16.narrow_i16x8_u(shifted, shifted);
    if (whole) v128.store64_lane(to, packed, 0);
    else storePart(to, packed, frameWidth - left);
  }
  for (let j = 0; j < down; j += 2) {
    // Chroma sits in the middle of its 2 x 2 pixels, here and on the canvas.
    const rowX = nwX + ((westX * (2 * j + 1)) >> (cellShift + 1));
    const rowY = nwY + ((westY * (2 * j + 1)) >> (cellShift + 1));
    const stepX = neX + ((eastX * (2 * j + 1)) >> (cellShift + 1)) - rowX;
    const stepY = neY + ((eastY * (2 * j + 1)) >> (cellShift + 1)) - rowY;
    const to = ((top + j) >> 1) * (frameWidth >> 1) + (left >> 1);
    const across = min(cellSize, frameWidth - left) >> 1;
    const west = depthOf(node) + ((depthOf(below) - depthOf(node)) * j) / cellSize;
    const east = depthOf(node + 4) + ((depthOf(below + 4) - depthOf(node + 4)) * j) / cellSize;
    for (let i = 0; i < across; i++) {
      const x = rowX + ((stepX * (4 * i + 1)) >> (cellShift + 1)) - 32768;
      const y = rowY + ((stepY * (4 * i + 1)) >> (cellShift + 1)) - 32768;
      const sums = chromaSums(frontChroma, x, y);
      store<u8>(frameU + to + i, roundChroma(i32x4.extract_lane(sums, 0)));
      store<u8>(frameV + to + i, roundChroma(i32x4.extract_lane(sums, 1)));
      store<u8>(frameDepth + to + i, (west * (8 - 2 * i) + east * 2 * i) >> 11);
    }
  }
}

/** Four pixels of a row, from the `start`th on; `stepX` and `stepY` are those of the whole row. */
// @ts-ignore: decorator
@inline
function lumaOfFour(x: i32, y: i32, stepX: i32, stepY: i32, start: i32): v128 {
  return finishFour(
    lumaOf(x, y, stepX, stepY, start),
    lumaOf(x, y, stepX, stepY, start + 1),
    lumaOf(x, y, stepX, stepY, start + 2),
    lumaOf(x, y, stepX, stepY, start + 3),
  );
}

// @ts-ignore: decorator
@inline
function lumaOf(x: i32, y: i32, stepX: i32, stepY: i32, i: i32): v128 {
  return cubicSums(frontLuma, x + ((stepX * i) >> cellShift), y + ((stepY * i) >> cellShift));
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
