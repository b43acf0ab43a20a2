// The foreground in tiles of 8 x 8 canvas pixels: what the renderer must know of a region to choose
// how much work a part of the frame needs. Measured once per clip.
import {
  alpha,
  backDepth,
  backTiles,
  blockColumns,
  blockRows,
  blocks,
  canvasHeight,
  canvasWidth,
  cellSize,
  frontDepth,
  frontTiles,
  tileColumns,
  tileRows,
  tileScratch,
} from './memory';

export function measureTiles(): void {
  for (let row = 0; row < tileRows; row++) {
    for (let column = 0; column < tileColumns; column++) {
      measureTile(row, column);
      measureBackTile(row, column);
    }
  }
  spreadBend();
  measureBlocks();
}

// @ts-ignore: decorator
@inline
function depthAt(x: i32, y: i32): f32 {
  return load<f32>(frontDepth + ((y * canvasWidth + x) << 2));
}

/** Over the tile and the pixels next to it, which lookups near its border read too. */
function measureTile(row: i32, column: i32): void {
  const left = max(0, column * cellSize - 1);
  const top = max(0, row * cellSize - 1);
  const right = min(canvasWidth - 1, (column + 1) * cellSize);
  const bottom = min(canvasHeight - 1, (row + 1) * cellSize);
  const perX : f32 = 1.0 / <f32>max(1, right - left);
  const perY : f32 = 1.0 / <f32>max(1, bottom - top);
  const nw = depthAt(left, top);
  const ne = depthAt(right, top);
  const sw = depthAt(left, bottom);
  const se = depthAt(right, bottom);
  let farthest: f32 = 1;
  let nearest: f32 = 0;
  // A plane's corners add up crosswise; where they do not, the surface is twisted.
  let bend: f32 = abs<f32>(nw + se - ne - sw) * 0.5;
  let cut: u8 = 0;
  for (let y = top; y <= bottom; y++) {
    const fy = <f32>(y - top) * perY;
    const west = nw + (sw - nw) * fy;
    const east = ne + (se - ne) * fy;
    for (let x = left; x <= right; x++) {
      const d = depthAt(x, y);
      farthest = min(farthest, d);
      nearest = max(nearest, d);
      bend = max(bend, abs<f32>(d - west - (east - west) * <f32>(x - left) * perX));
      if (load<u8>(alpha + y * canvasWidth + x) != 255) cut = 1;
    }
  }
  const tile = row * tileColumns + column;
  store<f32>(tileScratch + (tile << 2), bend);
  v128.store(frontTiles + (tile << 4), record(farthest, nearest, 0, <f32>cut));
}

function measureBackTile(row: i32, column: i32): void {
  let farthest: f32 = 1;
  let nearest: f32 = 0;
  const right = min(canvasWidth - 1, (column + 1) * cellSize);
  const bottom = min(canvasHeight - 1, (row + 1) * cellSize);
  for (let y = max(0, row * cellSize - 1); y <= bottom; y++) {
    for (let x = max(0, column * cellSize - 1); x <= right; x++) {
      const d = load<f32>(backDepth + ((y * canvasWidth + x) << 2));
      farthest = min(farthest, d);
      nearest = max(nearest, d);
    }
  }
  v128.store(
    backTiles + ((row * tileColumns + column) << 4),
    record(farthest, nearest, 0, 0),
  );
}

// @ts-ignore: decorator
@inline
function record(farthest: f32, nearest: f32, bend: f32, cut: f32): v128 {
  let four = f32x4.splat(-farthest);
  four = f32x4.replace_lane(four, 1, nearest);
  four = f32x4.replace_lane(four, 2, bend);
  return f32x4.replace_lane(four, 3, cut);
}

/** The largest of each tile and its eight neighbours: a fold between two tiles bends neither. */
function spreadBend(): void {
  for (let row = 0; row < tileRows; row++) {
    for (let column = 0; column < tileColumns; column++) {
      let most: f32 = 0;
      for (let y = max(0, row - 1); y <= min(tileRows - 1, row + 1); y++) {
        for (let x = max(0, column - 1); x <= min(tileColumns - 1, column + 1); x++) {
          most = max(most, load<f32>(tileScratch + ((y * tileColumns + x) << 2)));
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
      let most = f32x4.splat(-1);
      const right = min(tileColumns, (column + 3) << 2);
      const bottom = min(tileRows, (row + 3) << 2);
      for (let y = max(0, (row - 2) << 2); y < bottom; y++) {
        for (let x = max(0, (column - 2) << 2); x < right; x++) {
          const at = (y * tileColumns + x) << 4;
          most = f32x4.pmax(most, v128.load(frontTiles + at));
          most = f32x4.pmax(most, v128.load(backTiles + at));
        }
      }
      if (f32x4.extract_lane(most, 3) > 0) most = f32x4.replace_lane(most, 2, Infinity);
      v128.store(blocks + ((row * blockColumns + column) << 4), most);
    }
  }
}
