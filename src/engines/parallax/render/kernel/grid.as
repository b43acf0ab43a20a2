// Where the frame looks, solved on a grid. Between the nodes, eight pixels apart, a homography is
// straight to within 0.01 pixel, and so is the whole mapping where depth does not bend; only where
// it does, or where the picture is cut, is each pixel worked out for itself.
import {
  apartX,
  apartY,
  canvasHeight,
  canvasWidth,
  cellSize,
  frontDepth,
  frontX,
  frontY,
  gridColumns,
  homeX,
  homeY,
  lifeApartX,
  lifeApartY,
  lifeColumns,
  lifeRows,
  lifeShare,
  lifeX,
  lifeY,
  nodeDepth,
  pivotX,
  pivotY,
  pose,
  secondShare,
  slideX,
  slideY,
  toInteger,
} from './memory';

/** The pose: see camera/pose.ts. */
export let pivotDepth: f32 = 0;
/** Whether the picture moves by itself. */
export let lives: bool = false;
let h0: f64 = 1;
let h1: f64 = 0;
let h2: f64 = 0;
let h3: f64 = 0;
let h4: f64 = 1;
let h5: f64 = 0;
let h6: f64 = 0;
let h7: f64 = 0;
let h8: f64 = 1;
let parallaxX: f64 = 0;
let parallaxY: f64 = 0;
let growth: f64 = 0;
let centreX: f64 = 0;
let centreY: f64 = 0;

/** Read the pose that was written to memory. */
export function takePose(): void {
  h0 = poseValue(0);
  h1 = poseValue(1);
  h2 = poseValue(2);
  h3 = poseValue(3);
  h4 = poseValue(4);
  h5 = poseValue(5);
  h6 = poseValue(6);
  h7 = poseValue(7);
  h8 = poseValue(8);
  pivotDepth = <f32>poseValue(9);
  parallaxX = poseValue(10);
  parallaxY = poseValue(11);
  growth = poseValue(12);
  centreX = poseValue(13);
  centreY = poseValue(14);
  lives = poseValue(15) != 0;
}

/** Where the pose has its lens: two edges of each axis, three f64 each; see camera/lens.ts. */
const lensAcross: usize = 16 * 8;
const lensDown: usize = 22 * 8;

/** Where a place comes to lie along an axis whose edges are at `edges`. */
// @ts-ignore: decorator
@inline
function stretch(at: f64, edges: usize): f64 {
  const lowInner = load<f64>(edges);
  if (at < lowInner) {
    const share = (at - lowInner) / (load<f64>(edges, 8) - lowInner);
    return at + load<f64>(edges, 16) * share * share;
  }
  const highInner = load<f64>(edges, 24);
  if (at > highInner) {
    const share = (at - highInner) / (load<f64>(edges, 32) - highInner);
    return at - load<f64>(edges, 40) * share * share;
  }
  return at;
}

// @ts-ignore: decorator
@inline
function poseValue(index: i32): f64 {
  return load<f64>(pose + (index << 3));
}

/** Solve the nodes of some rows for the pose. */
export function solveGrid(fromRow: i32, toRow: i32): void {
  for (let row = fromRow; row < toRow; row++) {
    const y = <f64>(row * cellSize);
    let front = pivotDepth;
    for (let column = 0; column < gridColumns; column++) {
      const x = <f64>(column * cellSize);
      const at = (row * gridColumns + column) << 2;
      const w = 1 / (h6 * x + h7 * y + h8);
      const wayX = (h0 * x + h1 * y + h2) * w;
      const wayY = (h3 * x + h4 * y + h5) * w;
      const sx = <f32>(parallaxX - growth * (wayX - centreX));
      const sy = <f32>(parallaxY - growth * (wayY - centreY));
      const px = stretch(wayX, pose + lensAcross);
      const py = stretch(wayY, pose + lensDown);
      store<f32>(pivotX + at, <f32>px);
      store<f32>(pivotY + at, <f32>py);
      store<f32>(slideX + at, sx);
      store<f32>(slideY + at, sy);
      front = settle(frontDepth, <f32>px, <f32>py, sx, sy, front);
      store<f32>(nodeDepth + at, front);
      let x0 = <f32>px + (front - pivotDepth) * sx;
      let y0 = <f32>py + (front - pivotDepth) * sy;
      if (lives) {
        seeLife(x0, y0);
        store<f32>(homeX + at, <f32>px + moveX);
        store<f32>(homeY + at, <f32>py + moveY);
        x0 += moveX;
        y0 += moveY;
        store<f32>(apartX + at, moveApartX);
        store<f32>(apartY + at, moveApartY);
        store<f32>(secondShare + at, moveShare);
      }
      // A camera keeps to the canvas; should one not, its border is shown and nothing beyond it is read.
      store<f32>(frontX + at, clampX(x0));
      store<f32>(frontY + at, clampY(y0));
    }
  }
}

/**
 * Find the depth a node sees. From a guess at the depth follows a place, from the place a better
 * depth; each round takes the error times slope times slide, which is below 0.1 wherever the
 * result is used. Elsewhere (at jumps) it may be anything, and is not used.
 */
function settle(depth: usize, px: f32, py: f32, sx: f32, sy: f32, guess: f32): f32 {
  const slide = abs<f32>(sx) + abs<f32>(sy);
  let d = guess;
  for (let round = 0; round < 4; round++) {
    const before = d;
    d = readDepth(
      depth,
      clampX(px + (d - pivotDepth) * sx),
      clampY(py + (d - pivotDepth) * sy),
    );
    if (abs<f32>(d - before) * slide < settled) break;
  }
  return d;
}

/** Canvas pixels of which a tenth, at most, is still missing. */
const settled: f32 = 0.02;

/** Depth between four pixels. */
// @ts-ignore: decorator
@inline
export function readDepth(depth: usize, x: f32, y: f32): f32 {
  const ix = toInteger(x - 0.5);
  const iy = toInteger(y - 0.5);
  const fx = x - <f32>ix;
  const fy = y - <f32>iy;
  const at = depth + ((iy * canvasWidth + ix) << 2);
  const below = at + (canvasWidth << 2);
  const upper = load<f32>(at) + fx * (load<f32>(at, 4) - load<f32>(at));
  const lower = load<f32>(below) + fx * (load<f32>(below, 4) - load<f32>(below));
  return upper + fy * (lower - upper);
}

/** Cubic lookups read one pixel before a position and two after it. */
// @ts-ignore: decorator
@inline
function clampX(x: f32): f32 {
  return clamp(x, <f32>(canvasWidth - 3));
}

// @ts-ignore: decorator
@inline
function clampY(y: f32): f32 {
  return clamp(y, <f32>(canvasHeight - 3));
}

/** Compared by hand: wasm's own minimum sees to NaN and signed zeros, at some ten instructions. */
// @ts-ignore: decorator
@inline
function clamp(value: f32, most: f32): f32 {
  const atLeast: f32 = value > 1 ? value : 1;
  return atLeast < most ? atLeast : most;
}

/** How far the picture is shifted by its own life at the place that was asked for last. */
let moveX: f32 = 0;
let moveY: f32 = 0;
let moveApartX: f32 = 0;
let moveApartY: f32 = 0;
let moveShare: f32 = 0;

/** Between four points of the lattice. */
function seeLife(x: f32, y: f32): void {
  const u = clampX(x) * (1.0 / 16.0);
  const v = clampY(y) * (1.0 / 16.0);
  const column = min(lifeColumns - 2, max(0, toInteger(u - 0.5)));
  const row = min(lifeRows - 2, max(0, toInteger(v - 0.5)));
  const at = (row * lifeColumns + column) << 2;
  const fx = u - <f32>column;
  const fy = v - <f32>row;
  moveX = readLife(lifeX + at, fx, fy);
  moveY = readLife(lifeY + at, fx, fy);
  moveApartX = readLife(lifeApartX + at, fx, fy);
  moveApartY = readLife(lifeApartY + at, fx, fy);
  moveShare = readLife(lifeShare + at, fx, fy);
}

/** Whether something in the cell drifts: it is then seen in two places. */
export function drifts(column: i32, row: i32): bool {
  if (!lives) return false;
  const north = secondShare + ((row * gridColumns + column) << 2);
  const south = north + (gridColumns << 2);
  return load<f32>(north) + load<f32>(north, 4) + load<f32>(south) + load<f32>(south, 4) > 0;
}

// @ts-ignore: decorator
@inline
function readLife(at: usize, fx: f32, fy: f32): f32 {
  const below = at + (lifeColumns << 2);
  const upper = load<f32>(at) + fx * (load<f32>(at, 4) - load<f32>(at));
  const lower = load<f32>(below) + fx * (load<f32>(below, 4) - load<f32>(below));
  return upper + fy * (lower - upper);
}
