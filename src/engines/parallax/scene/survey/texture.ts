/** How busy each place of the picture is. */
import { boxMean } from '../box-filter.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';

/**
 * Measure texture on a lightness plane: the mean absolute step between neighbours around each
 * pixel, 0 smooth, 10 very busy.
 */
export function measureTexture(l: Float32Array, width: number, height: number): Float32Array {
  const room = openRoom();
  const out = room.take(l.byteLength);
  kernel.measureSteps(room.put(l), width, height, 1, out);
  return boxMean(room.read(out, new Float32Array(l.length)), width, height, 2);
}
