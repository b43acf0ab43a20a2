/** Smooth depth at the picture's full size. */
import { kernel, openRoom } from '../kernel/kernel.ts';

interface Size {
  width: number;
  height: number;
}

/** Bring depth from cells of `size` pixels to the picture's size, bilinearly. */
export function enlargeDepth(
  depth: Float32Array,
  cells: Size,
  size: number,
  { width, height }: Size,
): Float32Array {
  const room = openRoom();
  const source = room.put(depth);
  const out = room.take(width * height * 4);
  const lines = room.take(width * 16);
  kernel.enlargePlane(source, cells.width, cells.height, size, out, width, height, lines);
  return room.read(out, new Float32Array(width * height));
}
