// Cells of a frame between two images. A grid that is coarser than the frame says where each sample
// is read in either, and how much of it comes from which. The canvas is the frame with a rim of
// mirrored pixels; a place beyond the border is mirrored as well.
import {
  backChroma,
  backLuma,
  blendColumns,
  blendLine,
  blendRows,
  blendShares,
  blendToned,
  blendTones,
  blendWays,
  canvasHeight,
  canvasWidth,
  cellShift,
  cellSize,
  frameHeight,
  frameWidth,
  sampleAlpha,
  sampleBackX,
  sampleBackY,
  sampleFrontX,
  sampleFrontY,
  toInteger,
} from './memory';
import { chromaSide, lumaSamples, paintSamples, useTones } from './samples';

/** Begin to paint a blend: once per call from outside. */
export function startBlend(): void {
  useTones(load<i32>(blendToned) ? blendTones : 0);
}

export function paintBlendCell(column: i32, row: i32): void {
  placeLuma(column << cellShift, row << cellShift);
  placeChroma();
  paintSamples(column, row, backLuma, backChroma);
}

/** Where the shares of a line lie, behind its ways. */
const lineShares: usize = 16 * 16;

/** Find every luma sample's places and share. */
function placeLuma(left: i32, top: i32): void {
  const perColumn = <f32>blendColumns / <f32>frameWidth;
  const perRow = <f32>blendRows / <f32>frameHeight;
  const firstColumn = cellBefore(gridPlace(left, perColumn, blendColumns), blendColumns);
  const lastColumn = cellBefore(gridPlace(left + cellSize - 1, perColumn, blendColumns), blendColumns);
  const rim = (canvasWidth - frameWidth) << 7;
  const rims = i32x4.splat(rim);
  const mostX = (frameWidth - 1) << 8;
  const mostY = (frameHeight - 1) << 8;
  const most = i32x4(mostX, mostY, mostX, mostY);
  for (let j = 0; j < cellSize; j++) {
    fillLine(firstColumn, lastColumn + 1, gridPlace(top + j, perRow, blendRows));
    for (let i = 0; i < cellSize; i++) {
      const place = gridPlace(left + i, perColumn, blendColumns);
      const cell = cellBefore(place, blendColumns);
      const part = place - <f32>cell;
      const at = blendLine + ((cell - firstColumn) << 4);
      const way = f32x4.add(
        v128.load(at),
        f32x4.mul(f32x4.sub(v128.load(at, 16), v128.load(at)), f32x4.splat(part)),
      );
      const x = (left + i) << 8;
      const y = (top + j) << 8;
      const there = i32x4.add(nearestFour(way), i32x4(x, y, x, y));
      const inside = i32x4.sub(most, i32x4.abs(i32x4.sub(most, i32x4.abs(there))));
      const position = i32x4.shl(i32x4.add(i32x4.max_s(inside, i32x4.splat(0)), rims), 11);
      const sample = (j << cellShift) + i;
      v128.store32_lane(sampleFrontX + (sample << 2), position, 0);
      v128.store32_lane(sampleFrontY + (sample << 2), position, 1);
      v128.store32_lane(sampleBackX + (sample << 2), position, 2);
      v128.store32_lane(sampleBackY + (sample << 2), position, 3);
      const share = blendLine + lineShares + ((cell - firstColumn) << 2);
      const last = load<f32>(share) + part * (load<f32>(share, 4) - load<f32>(share));
      store<u8>(sampleAlpha + sample, <u8>(255.5 - last * (255.0 / 256.0)));
    }
  }
}

/** Chroma sits in the middle of its 2 x 2 pixels, and so do its places. */
function placeChroma(): void {
  for (let j = 0; j < chromaSide; j++) {
    for (let i = 0; i < chromaSide; i++) {
      const luma = (j << (cellShift + 1)) + (i << 1);
      const to = lumaSamples + j * chromaSide + i;
      placeBetween(sampleFrontX, luma, to);
      placeBetween(sampleFrontY, luma, to);
      placeBetween(sampleBackX, luma, to);
      placeBetween(sampleBackY, luma, to);
      const upper = <i32>load<u8>(sampleAlpha + luma) + <i32>load<u8>(sampleAlpha + luma, 1);
      const below = sampleAlpha + luma + cellSize;
      const lower = <i32>load<u8>(below) + <i32>load<u8>(below, 1);
      store<u8>(sampleAlpha + to, <u8>((upper + lower + 2) >> 2));
    }
  }
}

// @ts-ignore: decorator
@inline
function placeBetween(field: usize, luma: i32, to: i32): void {
  const upper = load<i32>(field + (luma << 2));
  const lower = load<i32>(field + ((luma + cellSize + 1) << 2));
  // Not the sum: beyond 2047 pixels it has no room.
  store<i32>(field + (to << 2), upper + ((lower - upper) >> 1));
}

/** Mix two rows of the grid, from one column to another, at `place` down. */
function fillLine(from: i32, to: i32, place: f32): void {
  const row = cellBefore(place, blendRows);
  const part = place - <f32>row;
  const upper = row * blendColumns;
  for (let column = from; column <= to; column++) {
    const cell = upper + column;
    const way = v128.load(blendWays + (cell << 4));
    const below = v128.load(blendWays + ((cell + blendColumns) << 4));
    const mixed = f32x4.add(way, f32x4.mul(f32x4.sub(below, way), f32x4.splat(part)));
    v128.store(blendLine + ((column - from) << 4), mixed);
    const share = load<f32>(blendShares + (cell << 2));
    const shareBelow = load<f32>(blendShares + ((cell + blendColumns) << 2));
    const shares = blendLine + lineShares + ((column - from) << 2);
    store<f32>(shares, share + part * (shareBelow - share));
  }
}

/** Where a pixel is among the middles of the grid's cells. */
// @ts-ignore: decorator
@inline
function gridPlace(pixel: i32, perPixel: f32, count: i32): f32 {
  const place = (<f32>pixel + 0.5) * perPixel - 0.5;
  const most = <f32>(count - 1);
  const atLeast: f32 = place > 0 ? place : 0;
  return atLeast < most ? atLeast : most;
}

/** The cell at or before a place, with another one after it. */
// @ts-ignore: decorator
@inline
function cellBefore(place: f32, count: i32): i32 {
  return min(count - 2, toInteger(place - 0.5));
}

/** The nearest whole numbers, for -2^22 .. 2^22: see `toInteger`. */
// @ts-ignore: decorator
@inline
function nearestFour(values: v128): v128 {
  return i32x4.sub(f32x4.add(values, f32x4.splat(12582912.0)), i32x4.splat(0x4b400000));
}
