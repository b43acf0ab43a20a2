/** How busy and how sharp each place of the picture is. */
import { boxMean } from '../box-filter.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';

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
  const room = openRoom();
  const out = room.take(l.byteLength);
  kernel.measureSteps(room.put(l), width, height, reach, out);
  return room.read(out, new Float32Array(l.length));
}
