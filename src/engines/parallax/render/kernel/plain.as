// Cells whose mapping is straight: the four nodes give every position in between. Most of a frame
// is like this, so most of the time goes here.
import {
  cellShift,
  cellSize,
  frameHeight,
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
import {
  chromaPair,
  cubicSums,
  finishChroma,
  finishFour,
  finishLuma,
  half,
  storeBytes,
  storeChroma,
} from './sample';

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
  const across = min(cellSize, frameWidth - left);
  const down = min(cellSize, frameHeight - top);
  for (let j = 0; j < down; j++) {
    // Nodes have 16 fractional bits and lie 8 pixels apart: with three bits more, nothing is lost.
    const x = (nwX << 3) + westX * j;
    const y = (nwY << 3) + westY * j;
    const stepX = ((neX << 3) + eastX * j - x) >> 3;
    const stepY = ((neY << 3) + eastY * j - y) >> 3;
    const first = lumaOfFour(x, y, stepX, stepY);
    const words = finishLuma(first, lumaOfFour(x + 4 * stepX, y + 4 * stepY, stepX, stepY));
    storeBytes(frameY + (top + j) * frameWidth + left, i8x16.narrow_i16x8_u(words, words), across);
  }
  for (let j = 0; j < down; j += 2) {
    // Chroma sits in the middle of its 2 x 2 pixels, here and on the canvas.
    let x = (nwX << 3) + westX * j + (westX >> 1);
    let y = (nwY << 3) + westY * j + (westY >> 1);
    const stepX = ((neX << 3) + eastX * j + (eastX >> 1) - x) >> 3;
    const stepY = ((neY << 3) + eastY * j + (eastY >> 1) - y) >> 3;
    x += (stepX >> 1) - half;
    y += (stepY >> 1) - half;
    const words = finishChroma(
      chromaPair(frontChroma, x, y, x + 2 * stepX, y + 2 * stepY),
      chromaPair(frontChroma, x + 4 * stepX, y + 4 * stepY, x + 6 * stepX, y + 6 * stepY),
    );
    const to = ((top + j) >> 1) * (frameWidth >> 1) + (left >> 1);
    storeChroma(to, words, depthsOfFour(node, below, j), across >> 1);
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

/** The depths at four samples of chroma, one byte each. */
// @ts-ignore: decorator
@inline
function depthsOfFour(node: i32, below: i32, j: i32): v128 {
  const west = depthOf(node) + ((depthOf(below) - depthOf(node)) * j) / cellSize;
  const east = depthOf(node + 4) + ((depthOf(below + 4) - depthOf(node + 4)) * j) / cellSize;
  const steps = i32x4.mul(i32x4(0, 2, 4, 6), i32x4.splat(east - west));
  const depths = i32x4.shr_s(i32x4.add(i32x4.splat(west * 8), steps), 11);
  const words = i16x8.narrow_i32x4_s(depths, depths);
  return i8x16.narrow_i16x8_u(words, words);
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
