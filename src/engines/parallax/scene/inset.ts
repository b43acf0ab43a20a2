/** Masks drawn in from their edges: nothing at the edge itself, and no step on the way in. */
import { kernel, openRoom } from './kernel/kernel.ts';

/** The least of the mask around each cell, then its mean; both within `radius` cells. */
export function insetMask(
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const room = openRoom();
  const out = room.take(mask.length * 4);
  const scratch = room.take(mask.length * 6 + width * 8);
  kernel.insetMask(room.put(mask), width, height, radius, out, scratch);
  return room.read(out, new Float32Array(mask.length));
}
