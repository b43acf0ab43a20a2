// Cells at depth edges. Every sample searches its own view, from the nearest depth the cell may
// hold towards the farthest, in steps of about a pixel: what it meets first is what is seen. Where
// the picture is cut there, the background shows through. Samples are worked on four at a time.
import { drifts, lives, pivotDepth, readDepth } from './grid';
import {
  alpha,
  apartX,
  apartY,
  backChroma,
  backDepth,
  backLuma,
  backReach,
  canvasHeight,
  canvasWidth,
  cellShift,
  cellSize,
  edgeDepth,
  frontChroma,
  frontDepth,
  frontLuma,
  frontReach,
  gridColumns,
  homeX,
  homeY,
  nodeDepth,
  pivotX,
  pivotY,
  sampleAlpha,
  sampleBackX,
  sampleBackY,
  sampleFrontX,
  sampleFrontY,
  sampleSeen,
  secondShare,
  slideX,
  slideY,
  toInteger,
} from './memory';
import { chromaSide, lumaSamples, paintSamples } from './samples';
import { cut, farthest, nearest, span, surveyBackground } from './survey';

const perCell: f32 = 1.0 / <f32>cellSize;

/** Find what every sample of the cell sees: first the foreground, then what it lets through. */
export function paintEdgeCell(column: i32, row: i32): void {
  const node = row * gridColumns + column;
  findDepths(node, frontDepth, frontReach);
  place(node, sampleFrontX, sampleFrontY);
  noteDepths();
  if (readAlphas()) {
    surveyBackground();
    findDepths(node, backDepth, backReach);
    place(node, sampleBackX, sampleBackY);
  } else if (drifts(column, row)) {
    paintTwice(column, row);
    return;
  }
  paintSamples(column, row, backLuma, backChroma);
}

/** A plain cell in which something drifts: the nodes give depth, as they give it to others. */
export function paintDriftingCell(column: i32, row: i32): void {
  const node = row * gridColumns + column;
  for (let j = 0; j < cellSize; j++) {
    const fy = <f32>j * perCell;
    const to = edgeDepth + (j << (cellShift + 2));
    v128.store(to, between(nodeDepth, node, columnsFrom(0), fy));
    v128.store(to, between(nodeDepth, node, columnsFrom(4), fy), 16);
  }
  place(node, sampleFrontX, sampleFrontY);
  noteDepths();
  paintTwice(column, row);
}

/** Paint the cell as the mean of two places, on either side of those that were found. */
function paintTwice(column: i32, row: i32): void {
  const node = row * gridColumns + column;
  for (let j = 0; j < cellSize; j++) {
    const fy = <f32>j * perCell;
    for (let i = 0; i < cellSize; i += 4) {
      partFour(node, columnsFrom(i), fy, (j << cellShift) + i);
    }
    if (j & 1) continue;
    const chroma = lumaSamples + (j << 1);
    partFour(node, f32x4(0.0625, 0.3125, 0.5625, 0.8125), fy + 0.5 * perCell, chroma);
  }
  paintSamples(column, row, frontLuma, frontChroma);
}

// @ts-ignore: decorator
@inline
function partFour(node: i32, fx: v128, fy: f32, sample: i32): void {
  const at = sample << 2;
  const second = between(secondShare, node, fx, fy);
  partAxis(sampleFrontX + at, sampleBackX + at, between(apartX, node, fx, fy), second, canvasWidth);
  partAxis(sampleFrontY + at, sampleBackY + at, between(apartY, node, fx, fy), second, canvasHeight);
  const opaque = f32x4.sub(f32x4.splat(255), f32x4.mul(f32x4.splat(255), second));
  const integers = i32x4.trunc_sat_f32x4_s(f32x4.nearest(opaque));
  const words = i16x8.narrow_i32x4_s(integers, integers);
  v128.store32_lane(sampleAlpha + sample, i8x16.narrow_i16x8_u(words, words), 0);
}

/** From the mean of two places to each of them. */
// @ts-ignore: decorator
@inline
function partAxis(front: usize, back: usize, apart: v128, second: v128, size: i32): void {
  const mean = f32x4.mul(f32x4.convert_i32x4_s(v128.load(front)), f32x4.splat(1.0 / 524288.0));
  const first = f32x4.sub(mean, f32x4.mul(second, apart));
  v128.store(front, fixed(clampFour(first, size)));
  v128.store(back, fixed(clampFour(f32x4.add(first, apart), size)));
}

/** The layer at hand, and its steps: about a pixel, and at most 255 whatever the move. */
let depth: usize = 0;
let reach: usize = 0;
let step: f32 = 0;

/**
 * Find a layer's depth at the cell's 64 luma samples. Those in rows and columns 0, 2, 5 and 7 are
 * searched for; one between two that met the same surface meets it too. That a thing less than two
 * pixels wide may hide between them is worth a frame in half of the time.
 */
function findDepths(node: i32, layerDepth: usize, layerReach: usize): void {
  depth = layerDepth;
  reach = layerReach;
  step = (nearest - farthest) / <f32>min(255, 1 + toInteger(span + 0.5));
  findRow(node, 0);
  findRow(node, 2);
  findRow(node, 5);
  findRow(node, 7);
  findRowBetween(node, 1, 0, 2, 0.5);
  findRowBetween(node, 3, 2, 5, 1.0 / 3.0);
  findRowBetween(node, 4, 2, 5, 2.0 / 3.0);
  findRowBetween(node, 6, 5, 7, 0.5);
}

function findRow(node: i32, j: i32): void {
  const fy = <f32>j * perCell;
  const searched = findFour(node, f32x4(0, 0.25, 0.625, 0.875), fy);
  const others = findBetween(
    node,
    f32x4(0.125, 0.375, 0.5, 0.75),
    fy,
    v128.shuffle<f32>(searched, searched, 0, 1, 1, 2),
    v128.shuffle<f32>(searched, searched, 1, 2, 2, 3),
    f32x4(0.5, 1.0 / 3.0, 2.0 / 3.0, 0.5),
  );
  const to = edgeDepth + (j << (cellShift + 2));
  v128.store(to, v128.shuffle<f32>(searched, others, 0, 4, 1, 5));
  v128.store(to, v128.shuffle<f32>(searched, others, 6, 2, 7, 3), 16);
}

function findRowBetween(node: i32, j: i32, above: i32, below: i32, share: f32): void {
  const fy = <f32>j * perCell;
  for (let i = 0; i < cellSize; i += 4) {
    const one = v128.load(edgeDepth + (((above << cellShift) + i) << 2));
    const other = v128.load(edgeDepth + (((below << cellShift) + i) << 2));
    const found = findBetween(node, columnsFrom(i), fy, one, other, f32x4.splat(share));
    v128.store(edgeDepth + (((j << cellShift) + i) << 2), found);
  }
}

/** Four depths between two fours that are known: in between, or searched for where those differ. */
// @ts-ignore: decorator
@inline
function findBetween(node: i32, fx: v128, fy: f32, one: v128, other: v128, share: v128): v128 {
  const difference = f32x4.sub(other, one);
  const apart = f32x4.gt(f32x4.abs(difference), f32x4.splat(2 * step));
  if (v128.any_true(apart)) return findFour(node, fx, fy);
  return f32x4.add(one, f32x4.mul(share, difference));
}

/** Search for the depths at four places of a cell, `fx` of the way across and `fy` down. */
function findFour(node: i32, fx: v128, fy: f32): v128 {
  const px = between(pivotX, node, fx, fy);
  const py = between(pivotY, node, fx, fy);
  const sx = between(slideX, node, fx, fy);
  const sy = between(slideY, node, fx, fy);
  // Depths within half a pixel of each other hide nothing: no search.
  const found = span < 0.5 ? f32x4.splat((nearest + farthest) * 0.5) : f32x4(
    meet(
      f32x4.extract_lane(px, 0),
      f32x4.extract_lane(py, 0),
      f32x4.extract_lane(sx, 0),
      f32x4.extract_lane(sy, 0),
    ),
    meet(
      f32x4.extract_lane(px, 1),
      f32x4.extract_lane(py, 1),
      f32x4.extract_lane(sx, 1),
      f32x4.extract_lane(sy, 1),
    ),
    meet(
      f32x4.extract_lane(px, 2),
      f32x4.extract_lane(py, 2),
      f32x4.extract_lane(sx, 2),
      f32x4.extract_lane(sy, 2),
    ),
    meet(
      f32x4.extract_lane(px, 3),
      f32x4.extract_lane(py, 3),
      f32x4.extract_lane(sx, 3),
      f32x4.extract_lane(sy, 3),
    ),
  );
  // The search read whole pixels: once more in between them, so that surfaces stay smooth. Where
  // that says something else altogether, an edge is near and the search knows better.
  const travel = f32x4.sub(found, f32x4.splat(pivotDepth));
  const x = clampFour(f32x4.add(px, f32x4.mul(travel, sx)), canvasWidth);
  const y = clampFour(f32x4.add(py, f32x4.mul(travel, sy)), canvasHeight);
  const exact = f32x4(
    readDepth(depth, f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0)),
    readDepth(depth, f32x4.extract_lane(x, 1), f32x4.extract_lane(y, 1)),
    readDepth(depth, f32x4.extract_lane(x, 2), f32x4.extract_lane(y, 2)),
    readDepth(depth, f32x4.extract_lane(x, 3), f32x4.extract_lane(y, 3)),
  );
  const alike = f32x4.lt(f32x4.abs(f32x4.sub(exact, found)), f32x4.splat(1.5 * step));
  return v128.bitselect(exact, found, alike);
}

/** Turn the depths into places, for luma and for chroma, which follows the luma beside it. */
function place(node: i32, toX: usize, toY: usize): void {
  for (let j = 0; j < cellSize; j++) {
    const from = edgeDepth + (j << (cellShift + 2));
    const first = v128.load(from);
    const second = v128.load(from, 16);
    const fy = <f32>j * perCell;
    const to = j << (cellShift + 2);
    placeFour(node, columnsFrom(0), fy, first, toX + to, toY + to);
    placeFour(node, columnsFrom(4), fy, second, toX + to + 16, toY + to + 16);
    if (j & 1) continue;
    const chroma = (lumaSamples << 2) + (j << 3);
    placeFour(
      node,
      f32x4(0.0625, 0.3125, 0.5625, 0.8125),
      fy + 0.5 * perCell,
      v128.shuffle<f32>(first, second, 0, 2, 4, 6),
      toX + chroma,
      toY + chroma,
    );
  }
}

// @ts-ignore: decorator
@inline
function placeFour(node: i32, fx: v128, fy: f32, depths: v128, toX: usize, toY: usize): void {
  const travel = f32x4.sub(depths, f32x4.splat(pivotDepth));
  let x = f32x4.mul(travel, between(slideX, node, fx, fy));
  let y = f32x4.mul(travel, between(slideY, node, fx, fy));
  // The picture's own life is slow in place: a cell's nodes tell it for all of the cell.
  x = f32x4.add(x, between(lives ? homeX : pivotX, node, fx, fy));
  y = f32x4.add(y, between(lives ? homeY : pivotY, node, fx, fy));
  v128.store(toX, fixed(clampFour(x, canvasWidth)));
  v128.store(toY, fixed(clampFour(y, canvasHeight)));
}

/** How far four luma samples of a row are across the cell, from column `i` on. */
// @ts-ignore: decorator
@inline
function columnsFrom(i: i32): v128 {
  return f32x4.add(f32x4(0, 0.125, 0.25, 0.375), f32x4.splat(<f32>i * perCell));
}

/** Cubic lookups read one pixel before a position and two after it. */
// @ts-ignore: decorator
@inline
function clampFour(canvas: v128, size: i32): v128 {
  return f32x4.pmin(f32x4.pmax(canvas, f32x4.splat(1)), f32x4.splat(<f32>(size - 3)));
}

/** Canvas pixels to fixed point; 256ths are all that a lookup tells apart. As `toInteger` does. */
// @ts-ignore: decorator
@inline
function fixed(canvas: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(canvas, f32x4.splat(256)), f32x4.splat(8389632.0));
  return i32x4.shl(i32x4.sub(shifted, i32x4.splat(0x4b000400)), 11);
}

/** Keep the depth that is seen beside each chroma sample, for who wants to know of it. */
function noteDepths(): void {
  for (let j = 0; j < chromaSide; j++) {
    const from = edgeDepth + (j << (cellShift + 3));
    const depths = v128.shuffle<f32>(v128.load(from), v128.load(from, 16), 0, 2, 4, 6);
    const whole = f32x4.nearest(f32x4.mul(depths, f32x4.splat(255)));
    const integers = i32x4.trunc_sat_f32x4_s(whole);
    const words = i16x8.narrow_i32x4_s(integers, integers);
    v128.store32_lane(sampleSeen + (j << 2), i8x16.narrow_i16x8_u(words, words), 0);
  }
}

/** Note how opaque the foreground is at each sample; returns whether anything shows through it. */
function readAlphas(): bool {
  memory.fill(sampleAlpha, 255, lumaSamples + chromaSide * chromaSide);
  if (!cut) return false;
  let least: i32 = 255;
  for (let sample = 0; sample < lumaSamples + chromaSide * chromaSide; sample++) {
    const at = sample << 2;
    const opaque = readAlpha(load<i32>(sampleFrontX + at), load<i32>(sampleFrontY + at));
    store<u8>(sampleAlpha + sample, <u8>opaque);
    least = min(least, opaque);
  }
  return least < 255;
}

/** How opaque the foreground is between four pixels, 0..255. */
// @ts-ignore: decorator
@inline
function readAlpha(x: i32, y: i32): i32 {
  const at = alpha + (y >> 19) * canvasWidth + (x >> 19);
  const top = <u32>load<u16>(at);
  const bottom = <u32>load<u16>(at + canvasWidth);
  if (top == bottom && (top == 0xffff || top == 0)) return top & 255;
  const fx = (x >> 11) & 255;
  const fy = (y >> 11) & 255;
  const a = <i32>(top & 255);
  const b = <i32>(top >> 8);
  const c = <i32>(bottom & 255);
  const d = <i32>(bottom >> 8);
  const upper = (a << 8) + fx * (b - a);
  const lower = (c << 8) + fx * (d - c);
  return ((upper << 8) + fy * (lower - upper) + 32768) >> 16;
}

/**
 * The depth of the first thing on a view: walk away from the camera until the surface is nearer
 * than the walk. Four steps at a time are skipped where nothing around is near enough to be met.
 */
function meet(px: f32, py: f32, sx: f32, sy: f32): f32 {
  let d = nearest;
  let gap: f32 = 0;
  let gapBefore: f32 = 0;
  // Counted as well: where near and far differ by less than a float can tell apart from them, a
  // step leads nowhere.
  for (let taken = 0; taken < 256 && d > farthest; taken++) {
    const ahead = d - pivotDepth - 1.5 * step;
    if (reachAt(px + ahead * sx, py + ahead * sy) < d - 3 * step) {
      d -= 4 * step;
      gapBefore = 0;
      continue;
    }
    gap = d - depthAt(px + (d - pivotDepth) * sx, py + (d - pivotDepth) * sy);
    if (gap <= 0) break;
    gapBefore = gap;
    d -= step;
  }
  d = max(d, farthest);
  // Far beneath the surface after one step: the view passes behind an edge, through the gap that
  // opens there. What lies at that place of the picture, cut or not, is what shows; a step further
  // in, where what is beyond the gap does not bleed into it.
  if (gap < -2 * step) return max(farthest, d - step);
  // Between the last two steps, where a straight line between them crosses zero.
  if (gap < 0 && gapBefore > 0) d += (step * -gap) / (gapBefore - gap);
  return d;
}

// @ts-ignore: decorator
@inline
function depthAt(x: f32, y: f32): f32 {
  return load<f32>(depth + (pixelAt(x, y) << 2));
}

// @ts-ignore: decorator
@inline
function reachAt(x: f32, y: f32): f32 {
  return <f32>load<u8>(reach + pixelAt(x, y)) * (1.0 / 255.0);
}

// @ts-ignore: decorator
@inline
function pixelAt(x: f32, y: f32): i32 {
  const ix = min(canvasWidth - 1, max(0, toInteger(x)));
  const iy = min(canvasHeight - 1, max(0, toInteger(y)));
  return iy * canvasWidth + ix;
}

/** A grid field at four places of a cell: `fx` of the way across, and all `fy` of the way down. */
// @ts-ignore: decorator
@inline
function between(field: usize, node: i32, fx: v128, fy: f32): v128 {
  const at = field + (node << 2);
  const below = at + (gridColumns << 2);
  const west = load<f32>(at) + fy * (load<f32>(below) - load<f32>(at));
  const east = load<f32>(at, 4) + fy * (load<f32>(below, 4) - load<f32>(at, 4));
  return f32x4.add(f32x4.splat(west), f32x4.mul(fx, f32x4.splat(east - west)));
}
