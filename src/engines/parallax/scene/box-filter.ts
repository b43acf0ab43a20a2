/** Box means by running sums: the cost does not depend on the radius. */
import { kernel, openRoom } from './kernel/kernel.ts';

/** Mean over the (2 * radius + 1)-sided square around each pixel, clipped at the border. */
export function boxMean(
  source: Float32Array,
  width: number,
  height: number,
  radius: number,
  out: Float32Array = new Float32Array(source.length),
): Float32Array {
  const room = openRoom();
  const from = room.put(source);
  const to = room.take(source.byteLength);
  const rows = room.take(source.byteLength);
  kernel.boxMean(from, width, height, radius, to, rows, room.take(width * 4));
  return room.read(to, out);
}
