/** How busy and how sharp each place of the picture is. */
import { boxMean } from '../box-filter.ts';

export interface Texture {
  /** Mean absolute lightness step between neighbours around each pixel: 0 smooth, 10 very busy. */
  fine: Float32Array;
  /** The same for a blurred copy: structure that survives being out of focus. */
  coarse: Float32Array;
}

/** Measure texture on a lightness plane. */
export function measureTexture(l: Float32Array, width: number, height: number): Texture {
  const blurred = boxMean(boxMean(l, width, height, 1), width, height, 1);
  return {
    fine: boxMean(steps(l, width, height, 1), width, height, 2),
    coarse: boxMean(steps(blurred, width, height, 2), width, height, 2),
  };
}

/** Largest of the horizontal and vertical absolute difference over `reach` pixels. */
function steps(l: Float32Array, width: number, height: number, reach: number): Float32Array {
  const out = new Float32Array(l.length);
  for (let y = 0; y < height; y++) {
    const down = (Math.min(height - 1, y + reach) - y) * width;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const right = Math.min(width - 1, x + reach) - x;
      const dx = Math.abs(l[at + right]! - l[at]!);
      const dy = Math.abs(l[at + down]! - l[at]!);
      out[at] = Math.max(dx, dy);
    }
  }
  return out;
}
