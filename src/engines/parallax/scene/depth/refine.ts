/**
 * Depth at the picture's full size. Where it is smooth it is interpolated; where it jumps, every
 * pixel takes the side whose pixels nearby it resembles more, so that the jump falls on the
 * picture's own edge and stays a jump.
 */
import type { Picture } from '../../../../media/picture.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';

/** Less than this between neighbours is slope, not a jump. */
const smallestJump = 0.05;

/** Colour distance (sum of squares of RGB steps) at which likeness has fallen to a third. */
const likeness = 2 * 14 * 14;

/**
 * Bring depth from cells of `size` pixels to the picture's size.
 * @param small the picture in these cells, to compare colours with.
 */
export function refineDepth(
  picture: Picture,
  small: Picture,
  depth: Float32Array,
  size: number,
): Float32Array {
  const { width, height, data } = picture;
  const room = openRoom();
  const cells = room.put(depth);
  const out = room.take(width * height * 4);
  const [columns, rows] = [small.width, small.height];
  kernel.enlargePlane(cells, columns, rows, size, out, width, height, room.take(width * 16));
  const marks = room.takeClear(columns * rows);
  kernel.markJumps(cells, columns, rows, smallestJump, marks);
  const [rgb, colours] = [room.put(data), room.put(small.data)];
  kernel.chooseSides(rgb, width, height, colours, columns, rows, size, cells, marks, likeness, out);
  return room.read(out, new Float32Array(width * height));
}
