// Which cells of the frame are easy, and how deep the others are.
import { pivotDepth } from './grid';
import {
  backTiles,
  blockColumns,
  blockReach,
  blockRows,
  blocks,
  frontTiles,
  gridColumns,
  pivotX,
  pivotY,
  slideX,
  slideY,
  tileColumns,
  tileRows,
  tileShift,
  toInteger,
} from './memory';

/** Canvas pixels by which a plain cell may be wrong in its middle. */
const tolerance: f32 = 0.25;

/** What the surveyed cell may see: its depths, and canvas pixels from the one to the other. */
export let farthest: f32 = 0;
export let nearest: f32 = 1;
export let span: f32 = 0;

// The cell's outline at the pivot, its slide, and what the tiles it may see hold.
let left: f32 = 0;
let right: f32 = 0;
let top: f32 = 0;
let bottom: f32 = 0;
let sx: f32 = 0;
let sy: f32 = 0;
let bend: f32 = 0;
/** Whether the picture is cut in what the cell may see. */
export let cut: bool = false;

/**
 * Find what the cell between four nodes may see at this pose.
 * @returns whether the mapping is straight in the cell and nothing in it is cut.
 */
export function surveyCell(column: i32, row: i32): bool {
  const nw = (row * gridColumns + column) << 2;
  const ne = nw + 4;
  const sw = nw + (gridColumns << 2);
  const se = sw + 4;
  left = leastOf(pivotX, nw, ne, sw, se);
  right = mostOf(pivotX, nw, ne, sw, se);
  top = leastOf(pivotY, nw, ne, sw, se);
  bottom = mostOf(pivotY, nw, ne, sw, se);
  // Within the cell the slide differs by a fraction of a pixel; the tiles' borders cover that.
  sx = load<f32>(slideX + nw);
  sy = load<f32>(slideY + nw);
  const slide = sqrt<f32>(sx * sx + sy * sy);
  // Most of a frame is far from any edge: one look at the block tells.
  if (slide < blockReach && load<f32>(blockHere(), 8) * slide < tolerance) return true;
  surveyLayer(frontTiles);
  return !cut && (bend * slide < tolerance || span < 0.5);
}

/** The same for the background of the cell that was surveyed last. */
export function surveyBackground(): void {
  surveyLayer(backTiles);
}

/** What can be seen lies where its own depth takes it: look there, and narrow the depths down. */
function surveyLayer(tiles: usize): void {
  let far: f32 = 0;
  let near: f32 = 1;
  // No depth takes a view further than the slide from where it looks at the pivot.
  if (abs<f32>(sx) < blockReach && abs<f32>(sy) < blockReach) {
    far = -load<f32>(blockHere());
    near = load<f32>(blockHere(), 4);
  }
  for (let round = 0; round < 2; round++) {
    const a = far - pivotDepth;
    const b = near - pivotDepth;
    const x0 = tileAt(left + min(a * sx, b * sx) - 1, tileColumns);
    const x1 = tileAt(right + max(a * sx, b * sx) + 2, tileColumns);
    const y0 = tileAt(top + min(a * sy, b * sy) - 1, tileRows);
    const y1 = tileAt(bottom + max(a * sy, b * sy) + 2, tileRows);
    let most = f32x4.splat(-1);
    for (let y = y0; y <= y1; y++) {
      const last = tiles + ((y * tileColumns + x1) << 4);
      for (let tile = tiles + ((y * tileColumns + x0) << 4); tile <= last; tile += 16) {
        most = f32x4.pmax(most, v128.load(tile));
      }
    }
    far = -f32x4.extract_lane(most, 0);
    near = f32x4.extract_lane(most, 1);
    bend = f32x4.extract_lane(most, 2);
    cut = f32x4.extract_lane(most, 3) > 0;
  }
  farthest = far;
  nearest = near;
  span = (near - far) * sqrt<f32>(sx * sx + sy * sy);
}

/** What is known of the block in which the cell looks at the pivot. */
// @ts-ignore: decorator
@inline
function blockHere(): usize {
  const column = min(blockColumns - 1, max(0, toInteger((left + right) * 0.5) >> 5));
  const row = min(blockRows - 1, max(0, toInteger((top + bottom) * 0.5) >> 5));
  return blocks + ((row * blockColumns + column) << 4);
}

// @ts-ignore: decorator
@inline
function tileAt(canvas: f32, count: i32): i32 {
  return min(count - 1, max(0, toInteger(canvas) >> tileShift));
}

// @ts-ignore: decorator
@inline
function leastOf(field: usize, a: i32, b: i32, c: i32, d: i32): f32 {
  return min(
    min(load<f32>(field + a), load<f32>(field + b)),
    min(load<f32>(field + c), load<f32>(field + d)),
  );
}

// @ts-ignore: decorator
@inline
function mostOf(field: usize, a: i32, b: i32, c: i32, d: i32): f32 {
  return max(
    max(load<f32>(field + a), load<f32>(field + b)),
    max(load<f32>(field + c), load<f32>(field + d)),
  );
}
