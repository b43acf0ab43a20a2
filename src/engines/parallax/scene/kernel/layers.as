// The loops of layers.ts: the picture, and the two layers that it is cut into.
import {
  height as cellRows,
  match,
  missing,
  rgb as cellColours,
  width as cellColumns,
} from './complete';

export let width: i32 = 0;
export let height: i32 = 0;
export let picture: usize = 0;
export let depth: usize = 0;
export let frontColours: usize = 0;
export let alpha: usize = 0;
let frontDepth: usize = 0;
export let backColours: usize = 0;
let backDepth: usize = 0;

/** Say where the picture and the layers lie; the latter hold the same as the picture. */
export function setLayers(
  columns: i32, rows: i32, rgb: usize, depths: usize, frontRgb: usize, alphas: usize,
  frontDepths: usize, backRgb: usize, backDepths: usize,
): void {
  width = columns;
  height = rows;
  picture = rgb;
  depth = depths;
  frontColours = frontRgb;
  alpha = alphas;
  frontDepth = frontDepths;
  backColours = backRgb;
  backDepth = backDepths;
}

/**
 * Make up the background behind the foreground's pixels.
 * @param hidden a byte per cell of `size` pixels, and `behind` the depth of what lies behind it.
 * @param least how much nearer a pixel has to be than what lies behind.
 */
export function uncoverBehind(size: i32, hidden: usize, behind: usize, least: f64): void {
  for (let row = 0, cell = 0; row < cellRows; row++) {
    for (let column = 0; column < cellColumns; column++, cell++) {
      if (load<u8>(hidden + cell) == 0) continue;
      const farther = load<f32>(behind + cell * 4);
      for (let y = row * size; y < min(height, (row + 1) * size); y++) {
        for (let x = column * size; x < min(width, (column + 1) * size); x++) {
          const at = y * width + x;
          if (<f64>load<f32>(depth + at * 4) - <f64>farther <= least) continue;
          const back = backDepth + at * 4;
          store<f32>(back, min(farther, load<f32>(back)));
          paint(x, y, size);
        }
      }
    }
  }
}

/**
 * Cut the rim away from the foreground; see layers.ts.
 * @param outside the pixels, i32, with a byte each for the distance and an f32 for the depth of the
 *   foreground.
 * @param reach how far the foreground's depth reaches, and `painted` how far the background is made
 *   up; farther out it is the picture's.
 */
export function cutRim(
  outside: usize, distances: usize, depths: usize, count: i32, size: i32, reach: i32, painted: i32,
): void {
  for (let i = 0; i < count; i++) {
    const at = load<i32>(outside + i * 4);
    const distance = <i32>load<u8>(distances + i);
    store<u8>(alpha + at, 0);
    store<f32>(backDepth + at * 4, load<f32>(depth + at * 4));
    if (distance <= reach) store<f32>(frontDepth + at * 4, load<f32>(depths + i * 4));
    if (distance <= painted) paint(at % width, at / width, size);
    else copyPixel(picture + at * 3, backColours + at * 3);
  }
}

export function copyPixel(from: usize, to: usize): void {
  store<u16>(to, load<u16>(from));
  store<u8>(to, load<u8>(from, 2), 2);
}

let red: f64 = 0;
let green: f64 = 0;
let blue: f64 = 0;
let weights: f64 = 0;

/**
 * Paint the background at a pixel: what the pixels show that its cell and the three cells around it
 * were matched with, each shifted by what the match differs in tone.
 */
function paint(x: i32, y: i32, size: i32): void {
  const u = (<f64>x + 0.5) / <f64>size - 0.5;
  const v = (<f64>y + 0.5) / <f64>size - 0.5;
  const column = <i32>floor(u);
  const row = <i32>floor(v);
  const fx = u - <f64>column;
  const fy = v - <f64>row;
  red = 0;
  green = 0;
  blue = 0;
  weights = 0;
  addMatch(x, y, column, row, (1 - fx) * (1 - fy), size);
  addMatch(x, y, column + 1, row, fx * (1 - fy), size);
  addMatch(x, y, column, row + 1, (1 - fx) * fy, size);
  addMatch(x, y, column + 1, row + 1, fx * fy, size);
  const scale = weights > 0 ? 1 / weights : 0;
  const to = backColours + (y * width + x) * 3;
  store<u8>(to, toByte(red * scale));
  store<u8>(to, toByte(green * scale), 1);
  store<u8>(to, toByte(blue * scale), 2);
}

// @ts-ignore: decorator
@inline
function toByte(value: f64): u8 {
  return <u8>(<f64>(<f32>min(255.0, max(0.0, value))) + 0.5);
}

function addMatch(x: i32, y: i32, column: i32, row: i32, share: f64, size: i32): void {
  const cx = min(cellColumns - 1, max(0, column));
  const cy = min(cellRows - 1, max(0, row));
  const cell = cy * cellColumns + cx;
  if (load<u8>(missing + cell) == 0) return;
  const weight = share + 1e-6;
  const from = load<i32>(match + cell * 4);
  const made = cellColours + cell * 12;
  weights += weight;
  if (from < 0) {
    red += weight * <f64>load<f32>(made);
    green += weight * <f64>load<f32>(made, 4);
    blue += weight * <f64>load<f32>(made, 8);
    return;
  }
  const px = min(width - 1, max(0, x + (from % cellColumns - cx) * size));
  const py = min(height - 1, max(0, y + (from / cellColumns - cy) * size));
  const shown = picture + (py * width + px) * 3;
  const source = cellColours + from * 12;
  red += weight * shifted(shown, made, source);
  green += weight * shifted(shown + 1, made + 4, source + 4);
  blue += weight * shifted(shown + 2, made + 8, source + 8);
}

// @ts-ignore: decorator
@inline
function shifted(shown: usize, made: usize, source: usize): f64 {
  return <f64>load<u8>(shown) + <f64>load<f32>(made) - <f64>load<f32>(source);
}
