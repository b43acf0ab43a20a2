// The layers in tiles of 4 x 4 canvas pixels: what the renderer must know of a region to choose how
// much work a part of the frame needs. Measured once per clip.
import {
  alpha,
  backDepth,
  backTiles,
  blockColumns,
  blockOwn,
  blockRows,
  blocks,
  blockShift,
  canvasHeight,
  canvasWidth,
  frontDepth,
  frontTiles,
  tileBend,
  tileColumns,
  tileRows,
  tileShift,
} from './memory';

export function measureTiles(): void {
  for (let row = 0; row < tileRows; row++) {
    for (let column = 0; column < tileColumns; column++) {
      const tile = row * tileColumns + column;
      v128.store(backTiles + (tile << 4), measureTile(backDepth, row, column));
      const front = measureTile(frontDepth, row, column);
      store<f32>(tileBend + (tile << 2), f32x4.extract_lane(front, 2));
      const cut: f32 = isCut(row, column) ? 1 : 0;
      v128.store(frontTiles + (tile << 4), f32x4.replace_lane(front, 3, cut));
    }
  }
  spreadBend();
  measureBlocks();
}

/** A tile and the pixels next to it, which lookups near its border read too. */
const windowSize: i32 = (1 << tileShift) + 2;
const perPixel: f32 = 1.0 / <f32>(windowSize - 1);

/**
 * Between two nodes eight pixels apart a curve is off by 64 where it is by 25 in a window, which is
 * five pixels from side to side.
 */
const bendPerWindow: f32 = 64.0 / 25.0;

// @ts-ignore: decorator
@inline
function windowAt(index: i32, size: i32): i32 {
  return max(0, min(size - windowSize, (index << tileShift) - 1));
}

/** Farthest, negative; nearest; and how far it is from the plane between its corners. */
function measureTile(depth: usize, row: i32, column: i32): v128 {
  const left = windowAt(column, canvasWidth);
  const stride = canvasWidth << 2;
  const first = depth + windowAt(row, canvasHeight) * stride + (left << 2);
  const last = first + (windowSize - 1) * stride;
  let west = load<f32>(first);
  let east = load<f32>(first, 4 * (windowSize - 1));
  const westStep = (load<f32>(last) - west) * perPixel;
  const eastStep = (load<f32>(last, 4 * (windowSize - 1)) - east) * perPixel;
  let farthest = f32x4.splat(1);
  let nearest = f32x4.splat(0);
  let bend = f32x4.splat(0);
  for (let at = first; at <= last; at += stride) {
    const a = v128.load(at);
    const b = v128.load(at, 8);
    farthest = f32x4.pmin(f32x4.pmin(farthest, a), b);
    nearest = f32x4.pmax(f32x4.pmax(nearest, a), b);
    bend = f32x4.pmax(bend, f32x4.abs(f32x4.sub(a, along(west, east, f32x4(0, 0.2, 0.4, 0.6)))));
    bend = f32x4.pmax(bend, f32x4.abs(f32x4.sub(b, along(west, east, f32x4(0.4, 0.6, 0.8, 1)))));
    west += westStep;
    east += eastStep;
  }
  // The most of each, side by side.
  const far = f32x4.neg(farthest);
  const low = f32x4.pmax(
    v128.shuffle<f32>(far, nearest, 0, 4, 1, 5),
    v128.shuffle<f32>(far, nearest, 2, 6, 3, 7),
  );
  const extremes = f32x4.pmax(low, v128.shuffle<f32>(low, low, 2, 3, 0, 1));
  const high = f32x4.pmax(bend, v128.shuffle<f32>(bend, bend, 2, 3, 0, 1));
  const most = f32x4.pmax(high, v128.shuffle<f32>(high, high, 1, 0, 3, 2));
  const scaled = f32x4.mul(most, f32x4.splat(bendPerWindow));
  return f32x4.replace_lane(v128.shuffle<f32>(extremes, scaled, 0, 1, 4, 5), 3, 0);
}

// @ts-ignore: decorator
@inline
function along(west: f32, east: f32, share: v128): v128 {
  return f32x4.add(f32x4.splat(west), f32x4.mul(share, f32x4.splat(east - west)));
}

/** Whether any pixel of the foreground is less than opaque there. */
function isCut(row: i32, column: i32): bool {
  const left = windowAt(column, canvasWidth);
  const top = windowAt(row, canvasHeight);
  let opaque: i32 = -1;
  for (let y = top; y < top + windowSize; y++) {
    const at = alpha + y * canvasWidth + left;
    opaque &= load<i32>(at) & load<i32>(at, windowSize - 4);
  }
  return opaque != -1;
}

/** The largest of each tile and its eight neighbours: a fold between two tiles bends neither. */
function spreadBend(): void {
  for (let row = 0; row < tileRows; row++) {
    for (let column = 0; column < tileColumns; column++) {
      let most: f32 = 0;
      for (let y = max(0, row - 1); y <= min(tileRows - 1, row + 1); y++) {
        for (let x = max(0, column - 1); x <= min(tileColumns - 1, column + 1); x++) {
          const bend = load<f32>(tileBend + ((y * tileColumns + x) << 2));
          most = bend > most ? bend : most;
        }
      }
      store<f32>(frontTiles + ((row * tileColumns + column) << 4), most, 8);
    }
  }
}

/** What there is in and around each block of tiles: what a survey begins with. */
function measureBlocks(): void {
  for (let row = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++) {
      const right = min(tileColumns, (column + 1) << blockShift);
      const bottom = min(tileRows, (row + 1) << blockShift);
      const front = mostOf(frontTiles, tileColumns, column << blockShift, right, row << blockShift, bottom);
      const back = mostOf(backTiles, tileColumns, column << blockShift, right, row << blockShift, bottom);
      v128.store(blockOwn + ((row * blockColumns + column) << 4), f32x4.pmax(front, back));
    }
  }
  for (let row = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++) {
      // One block to each side: `blockReach`.
      const right = min(blockColumns, column + 2);
      const bottom = min(blockRows, row + 2);
      let most = mostOf(blockOwn, blockColumns, max(0, column - 1), right, max(0, row - 1), bottom);
      if (f32x4.extract_lane(most, 3) > 0) most = f32x4.replace_lane(most, 2, Infinity);
      v128.store(blocks + ((row * blockColumns + column) << 4), most);
    }
  }
}

/** The most of each number in a part of a table of fours. */
function mostOf(table: usize, columns: i32, left: i32, right: i32, top: i32, bottom: i32): v128 {
  let most = f32x4.splat(-1);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      most = f32x4.pmax(most, v128.load(table + ((y * columns + x) << 4)));
    }
  }
  return most;
}
