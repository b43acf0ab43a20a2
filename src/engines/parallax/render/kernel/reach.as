// How near anything around a pixel comes: what lets a search take four steps at once.
import {
  backDepth,
  backReach,
  canvasHeight,
  canvasWidth,
  frontDepth,
  frontReach,
  plane,
} from './memory';

/** Pixels to each side: half of four steps, plus what rounding to whole pixels may add. */
const reach: i32 = 3;

export function measureReach(): void {
  spreadNearest(frontDepth, frontReach);
  spreadNearest(backDepth, backReach);
}

function spreadNearest(depth: usize, to: usize): void {
  const width = canvasWidth;
  const height = canvasHeight;
  const across = plane;
  const own = plane + width * height;
  roundUp(depth, own, width * height);
  for (let y = 0; y < height; y++) {
    const row = own + y * width;
    const target = across + y * width;
    for (let x = 0; x < width; x++) {
      // Away from the border, all that is left of the row at once.
      if (x == reach && width > 2 * reach) {
        x = width - reach;
        mostOf(row + reach, target + reach, x - reach, 1, -reach, reach);
      }
      let most: u8 = 0;
      for (let i = max(0, x - reach); i <= min(width - 1, x + reach); i++) {
        most = max(most, load<u8>(row + i));
      }
      store<u8>(target + x, most);
    }
  }
  for (let y = 0; y < height; y++) {
    const row = y * width;
    mostOf(across + row, to + row, width, width, -min(reach, y), min(reach, height - 1 - y));
  }
}

/** Depths as bytes, rounded up, so that nothing is ever nearer than its reach. */
function roundUp(depth: usize, to: usize, pixels: i32): void {
  let i = 0;
  for (; i + 16 <= pixels; i += 16) {
    const from = depth + (i << 2);
    const ab = i16x8.narrow_i32x4_s(stepsOf(v128.load(from)), stepsOf(v128.load(from, 16)));
    const cd = i16x8.narrow_i32x4_s(stepsOf(v128.load(from, 32)), stepsOf(v128.load(from, 48)));
    v128.store(to + i, i8x16.narrow_i16x8_u(ab, cd));
  }
  for (; i < pixels; i++) {
    store<u8>(to + i, <u8>min<f32>(255, ceil(load<f32>(depth + (i << 2)) * 255)));
  }
}

// @ts-ignore: decorator
@inline
function stepsOf(depths: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.ceil(f32x4.mul(depths, f32x4.splat(255))));
}

/** For each of `count` bytes, the most of those `first` .. `last` steps away. */
function mostOf(from: usize, to: usize, count: i32, step: i32, first: i32, last: i32): void {
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    let most = v128.load(from + i + first * step);
    for (let k = first + 1; k <= last; k++) {
      most = i8x16.max_u(most, v128.load(from + i + k * step));
    }
    v128.store(to + i, most);
  }
  for (; i < count; i++) {
    let most: u8 = 0;
    for (let k = first; k <= last; k++) most = max(most, load<u8>(from + i + k * step));
    store<u8>(to + i, most);
  }
}
