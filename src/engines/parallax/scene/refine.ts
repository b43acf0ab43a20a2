/**
 * Depth at the picture's full size. Where it is smooth it is interpolated; where it jumps, every
 * pixel takes the side whose pixels nearby it resembles more, so that the jump falls on the
 * picture's own edge and stays a jump.
 */
import type { Picture } from '../../../media/picture.ts';
import { kernel, openRoom } from './kernel/kernel.ts';
import type { Plane } from './resample.ts';

/** Less than this between neighbours is slope, not a jump. */
export const smallestJump = 0.05;

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
  const marks = room.put(findJumps({ width: columns, height: rows, data: depth }));
  const [rgb, colours] = [room.put(data), room.put(small.data)];
  kernel.chooseSides(rgb, width, height, colours, columns, rows, size, cells, marks, likeness, out);
  return room.read(out, new Float32Array(width * height));
}

/** Marks the working pixels around which depth jumps within two pixels. */
function findJumps({ width, height, data }: Plane): Uint8Array {
  const marks = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const right = x + 1 < width ? Math.abs(data[at + 1]! - data[at]!) : 0;
      const down = y + 1 < height ? Math.abs(data[at + width]! - data[at]!) : 0;
      if (Math.max(right, down) < smallestJump) continue;
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 2); j++) {
        const from = Math.max(0, x - 1);
        marks.fill(1, j * width + from, j * width + Math.min(width - 1, x + 2) + 1);
      }
    }
  }
  return marks;
}
