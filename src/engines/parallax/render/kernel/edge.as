// Cells at depth edges. Every sample searches its own view, from the nearest depth the cell may
// hold towards the farthest, in steps of about a pixel: what it meets first is what is seen. Where
// the picture is cut there, the background shows through.
import { clampX, clampY, lives, pivotDepth, readDepth } from './grid';
import {
  alpha,
  backChroma,
  backDepth,
  backLuma,
  backReach,
  canvasHeight,
  canvasWidth,
  cellShift,
  cellSize,
  edgeAlpha,
  edgeBackX,
  edgeBackY,
  edgeDepth,
  edgeFrontX,
  edgeFrontY,
  edgeSeen,
  frameDepth,
  frameHeight,
  frameU,
  frameV,
  frameWidth,
  frameY,
  frontChroma,
  frontDepth,
  frontLuma,
  frontReach,
  gridColumns,
  nodeLifeX,
  nodeLifeY,
  pivotX,
  pivotY,
  slideX,
  slideY,
  toInteger,
} from './memory';
import { chromaSums, cubicSums, finishFour, half, roundChroma, sampleLuma } from './sample';
import { cut, farthest, nearest, span, surveyBackground } from './survey';

const lumaSamples: i32 = cellSize * cellSize;
const chromaSide: i32 = cellSize >> 1;
const perCell: f32 = 1.0 / <f32>cellSize;

export function paintEdgeCell(column: i32, row: i32): void {
  seeCell(column, row);
  paintLuma(column, row);
  paintChroma(column, row);
}

/** Find what every sample of the cell sees: first the foreground, then what it lets through. */
function seeCell(column: i32, row: i32): void {
  const node = row * gridColumns + column;
  transparent = 0;
  seeLayer(node, false);
  if (transparent == 0) return;
  surveyBackground();
  seeLayer(node, true);
}

/** How many samples of the cell the foreground does not cover. */
let transparent: i32 = 0;

/** The layer at hand, and its steps: about a pixel, and at most 255 whatever the move. */
let depth: usize = 0;
let reach: usize = 0;
let step: f32 = 0;

function seeLayer(node: i32, back: bool): void {
  depth = back ? backDepth : frontDepth;
  reach = back ? backReach : frontReach;
  step = (nearest - farthest) / <f32>min(255, 1 + toInteger(span + 0.5));
  if (!back) findDepths(node);
  for (let j = 0; j < cellSize; j++) {
    placeRow(node, back, j << cellShift, cellSize, 0, 1, <f32>j, -1);
  }
  for (let j = 0; j < chromaSide; j++) {
    const to = lumaSamples + j * chromaSide;
    placeRow(node, back, to, chromaSide, 0.5, 2, 0.5 + <f32>(j << 1), j << (cellShift + 1));
  }
}

/**
 * Find the foreground's depth at the cell's 64 luma samples. Those in rows and columns 0, 2, 5 and
 * 7 are searched for; one between two that met the same surface meets it too. That a thing less
 * than two pixels wide may hide between them is worth a frame in half of the time.
 */
function findDepths(node: i32): void {
  findRow(node, 0);
  findRow(node, 2);
  findRow(node, 5);
  findRow(node, 7);
  for (let i = 0; i < cellSize; i++) {
    findBetween(node, i, 1, i, i + 16, 0.5);
    findBetween(node, i, 3, i + 16, i + 40, 1.0 / 3.0);
    findBetween(node, i, 4, i + 16, i + 40, 2.0 / 3.0);
    findBetween(node, i, 6, i + 40, i + 56, 0.5);
  }
}

function findRow(node: i32, j: i32): void {
  findAt(node, 0, j);
  findAt(node, 2, j);
  findAt(node, 5, j);
  findAt(node, 7, j);
  const row = j << cellShift;
  findBetween(node, 1, j, row, row + 2, 0.5);
  findBetween(node, 3, j, row + 2, row + 5, 1.0 / 3.0);
  findBetween(node, 4, j, row + 2, row + 5, 2.0 / 3.0);
  findBetween(node, 6, j, row + 5, row + 7, 0.5);
}

function findAt(node: i32, i: i32, j: i32): void {
  const fx = <f32>i * perCell;
  const fy = <f32>j * perCell;
  const px = between(pivotX, node, fx, fy);
  const py = between(pivotY, node, fx, fy);
  const sx = between(slideX, node, fx, fy);
  const sy = between(slideY, node, fx, fy);
  // Depths within half a pixel of each other hide nothing: no search.
  let d = span < 0.5 ? (nearest + farthest) * 0.5 : meet(px, py, sx, sy);
  // The search read whole pixels: once more in between them, so that surfaces stay smooth. Where
  // that says something else altogether, an edge is near and the search knows better.
  const x = clampX(px + (d - pivotDepth) * sx);
  const y = clampY(py + (d - pivotDepth) * sy);
  const exact = readDepth(frontDepth, x, y);
  if (abs<f32>(exact - d) < 1.5 * step) d = exact;
  store<f32>(edgeDepth + (((j << cellShift) + i) << 2), d);
}

// @ts-ignore: decorator
@inline
function findBetween(node: i32, i: i32, j: i32, one: i32, other: i32, share: f32): void {
  const a = load<f32>(edgeDepth + (one << 2));
  const b = load<f32>(edgeDepth + (other << 2));
  if (abs<f32>(b - a) > 2 * step) findAt(node, i, j);
  else store<f32>(edgeDepth + (((j << cellShift) + i) << 2), a + share * (b - a));
}

/**
 * Turn depths into places, for one row of samples `apart` pixels from each other. With `luma` the
 * depths are those of every second luma sample from there on: chroma follows the luma beside it.
 */
function placeRow(
  node: i32, back: bool, to: i32, count: i32, start: f32, apart: f32, down: f32, luma: i32,
): void {
  const fx = start * perCell;
  const fy = down * perCell;
  const across = apart * perCell;
  const stepPx = slope(pivotX, node, fy) * across;
  const stepPy = slope(pivotY, node, fy) * across;
  const stepSx = slope(slideX, node, fy) * across;
  const stepSy = slope(slideY, node, fy) * across;
  let px = between(pivotX, node, fx, fy);
  let py = between(pivotY, node, fx, fy);
  let sx = between(slideX, node, fx, fy);
  let sy = between(slideY, node, fx, fy);
  for (let i = 0; i < count; i++) {
    const sample = to + i;
    // The picture's own life is slow in place: a cell's nodes tell it for all of the cell.
    const moveX: f32 = lives ? between(nodeLifeX, node, fx + <f32>i * across, fy) : 0;
    const moveY: f32 = lives ? between(nodeLifeY, node, fx + <f32>i * across, fy) : 0;
    if (!back) placeFront(sample, luma < 0 ? sample : luma + 2 * i, px, py, sx, sy, moveX, moveY);
    else if (load<u8>(edgeAlpha + sample) != 255) {
      const d = meet(px, py, sx, sy) - pivotDepth;
      store<i32>(edgeBackX + (sample << 2), fixed(clampX(px + d * sx + moveX)));
      store<i32>(edgeBackY + (sample << 2), fixed(clampY(py + d * sy + moveY)));
    }
    px += stepPx;
    py += stepPy;
    sx += stepSx;
    sy += stepSy;
  }
}

// @ts-ignore: decorator
@inline
function placeFront(
  sample: i32, found: i32, px: f32, py: f32, sx: f32, sy: f32, moveX: f32, moveY: f32,
): void {
  const d = load<f32>(edgeDepth + (found << 2));
  const x = clampX(px + (d - pivotDepth) * sx + moveX);
  const y = clampY(py + (d - pivotDepth) * sy + moveY);
  store<i32>(edgeFrontX + (sample << 2), fixed(x));
  store<i32>(edgeFrontY + (sample << 2), fixed(y));
  store<u8>(edgeSeen + sample, <u8>toInteger(min<f32>(1, max<f32>(0, d)) * 255));
  const opaque: u8 = cut == 0 ? 255 : readAlpha(x, y);
  store<u8>(edgeAlpha + sample, opaque);
  if (opaque != 255) transparent++;
}

/** Canvas pixels to fixed point; 256ths are all that a lookup tells apart. */
// @ts-ignore: decorator
@inline
function fixed(canvas: f32): i32 {
  return toInteger(canvas * 256) << 11;
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

function paintLuma(column: i32, row: i32): void {
  const left = column << cellShift;
  const top = row << cellShift;
  const across = min(cellSize, frameWidth - left);
  const down = min(cellSize, frameHeight - top);
  for (let j = 0; j < down; j++) {
    const to = frameY + (top + j) * frameWidth + left;
    const sample = j << cellShift;
    // All eight opaque, as in most rows: side by side, as in a plain cell.
    if (across == cellSize && load<i64>(edgeAlpha + sample) == -1) {
      const bytes = i16x8.narrow_i32x4_s(lumaOfFour(sample), lumaOfFour(sample + 4));
      const shifted = i16x8.add(bytes, i16x8.splat(128));
      v128.store64_lane(to, i8x16.narrow_i16x8_u(shifted, shifted), 0);
    } else for (let i = 0; i < across; i++) store<u8>(to + i, mixLuma(sample + i));
  }
}

// @ts-ignore: decorator
@inline
function lumaOfFour(sample: i32): v128 {
  return finishFour(lumaOf(sample), lumaOf(sample + 1), lumaOf(sample + 2), lumaOf(sample + 3));
}

// @ts-ignore: decorator
@inline
function lumaOf(sample: i32): v128 {
  const at = sample << 2;
  return cubicSums(frontLuma, load<i32>(edgeFrontX + at), load<i32>(edgeFrontY + at));
}

/** Foreground over background. */
function mixLuma(sample: i32): i32 {
  const at = sample << 2;
  const opaque = <i32>load<u8>(edgeAlpha + sample);
  let value: i32 = 0;
  if (opaque > 0) {
    value = opaque * sampleLuma(frontLuma, load<i32>(edgeFrontX + at), load<i32>(edgeFrontY + at));
  }
  if (opaque < 255) {
    value +=
      (255 - opaque) * sampleLuma(backLuma, load<i32>(edgeBackX + at), load<i32>(edgeBackY + at));
  }
  return (value * 257 + 32896) >> 16;
}

function paintChroma(column: i32, row: i32): void {
  const left = column << cellShift;
  const top = row << cellShift;
  const across = min(cellSize, frameWidth - left) >> 1;
  const down = min(cellSize, frameHeight - top) >> 1;
  for (let j = 0; j < down; j++) {
    const to = ((top >> 1) + j) * (frameWidth >> 1) + (left >> 1);
    for (let i = 0; i < across; i++) {
      const sample = lumaSamples + j * chromaSide + i;
      const opaque = <i32>load<u8>(edgeAlpha + sample);
      const at = sample << 2;
      const front = chromaSums(
        frontChroma,
        load<i32>(edgeFrontX + at) - half,
        load<i32>(edgeFrontY + at) - half,
      );
      let u = opaque * roundChroma(i32x4.extract_lane(front, 0));
      let v = opaque * roundChroma(i32x4.extract_lane(front, 1));
      if (opaque < 255) {
        const back = chromaSums(
          backChroma,
          load<i32>(edgeBackX + at) - half,
          load<i32>(edgeBackY + at) - half,
        );
        u += (255 - opaque) * roundChroma(i32x4.extract_lane(back, 0));
        v += (255 - opaque) * roundChroma(i32x4.extract_lane(back, 1));
      }
      store<u8>(frameU + to + i, (u * 257 + 32896) >> 16);
      store<u8>(frameV + to + i, (v * 257 + 32896) >> 16);
      store<u8>(frameDepth + to + i, load<u8>(edgeSeen + sample));
    }
  }
}

/** A grid field between the four nodes of a cell. */
// @ts-ignore: decorator
@inline
function between(field: usize, node: i32, fx: f32, fy: f32): f32 {
  const at = field + (node << 2);
  const below = at + (gridColumns << 2);
  const upper = load<f32>(at) + fx * (load<f32>(at, 4) - load<f32>(at));
  const lower = load<f32>(below) + fx * (load<f32>(below, 4) - load<f32>(below));
  return upper + fy * (lower - upper);
}

/** How much a grid field grows across a cell, `fy` of the way down. */
// @ts-ignore: decorator
@inline
function slope(field: usize, node: i32, fy: f32): f32 {
  const at = field + (node << 2);
  const below = at + (gridColumns << 2);
  const upper = load<f32>(at, 4) - load<f32>(at);
  const lower = load<f32>(below, 4) - load<f32>(below);
  return upper + fy * (lower - upper);
}

/** How opaque the foreground is between four pixels, 0..255. */
function readAlpha(x: f32, y: f32): u8 {
  const ix = toInteger(x - 0.5);
  const iy = toInteger(y - 0.5);
  const at = alpha + iy * canvasWidth + ix;
  const top = <u32>load<u16>(at);
  const bottom = <u32>load<u16>(at + canvasWidth);
  if ((top & bottom) == 0xffff) return 255;
  const fx = toInteger((x - <f32>ix) * 256);
  const fy = toInteger((y - <f32>iy) * 256);
  const a = <i32>(top & 255);
  const b = <i32>(top >> 8);
  const c = <i32>(bottom & 255);
  const d = <i32>(bottom >> 8);
  const upper = (a << 8) + fx * (b - a);
  const lower = (c << 8) + fx * (d - c);
  return <u8>(((upper << 8) + fy * (lower - upper) + 32768) >> 16);
}
