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
  const pixels = width * height;
  const across = plane;
  const own = plane + pixels;
  for (let i = 0; i < pixels; i++) {
    // Rounded up, so that nothing is ever nearer than its reach.
    store<u8>(own + i, <u8>min<f32>(255, ceil(load<f32>(depth + (i << 2)) * 255)));
  }
  for (let y = 0; y < height; y++) {
    const row = own + y * width;
    for (let x = 0; x < width; x++) {
      let most: u8 = 0;
      for (let i = max(0, x - reach); i <= min(width - 1, x + reach); i++) {
        most = max(most, load<u8>(row + i));
      }
      store<u8>(across + y * width + x, most);
    }
  }
  for (let y = 0; y < height; y++) {
    const first = max(0, y - reach);
    const last = min(height - 1, y + reach);
    for (let x = 0; x < width; x++) {
      let most: u8 = 0;
      for (let i = first; i <= last; i++) most = max(most, load<u8>(across + i * width + x));
      store<u8>(to + y * width + x, most);
    }
  }
}
