/**
 * Narrow bays, small hollows and small heights levelled out. A patch that is farther than everything around it
 * is a mark on a surface (an eye, a badge, coffee in a cup) more often than a hole in it, and cut
 * out it tears; a gap that really shows what lies behind may move with its surroundings unnoticed.
 * The same goes for a bay too narrow for a patch of its own, and for a patch that floats before a
 * surface without standing on anything.
 *
 * These are the closing by a square, the area closing and the area opening of mathematical morphology, by union-find over the
 * pixels in order of depth: A. Meijster, M. H. F. Wilkinson, "A comparison of algorithms for
 * connected set openings and closings", IEEE PAMI 24 (2002).
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Plane } from '../resample.ts';

export interface EnclosedSizes {
  /** Cells to either side of the middle of the widest bay that is filled. */
  bay: number;
  /** Shares of the picture up to which a hollow is filled, and a height taken off. */
  hollow: number;
  height: number;
}

/** Fill the bays and hollows, then take off the heights; in place. */
export function levelEnclosed(plane: Plane, { bay, hollow, height }: EnclosedSizes): void {
  const { data, width } = plane;
  const count = data.length;
  const room = openRoom();
  const depth = room.put(data);
  const line = room.take(Math.max(width, plane.height) * 4);
  const scratch = room.take(count * 24 + 8192);
  kernel.spreadNearest(depth, width, plane.height, bay, line);
  kernel.negate(depth, count);
  kernel.spreadNearest(depth, width, plane.height, bay, line);
  kernel.negate(depth, count);
  kernel.closeArea(depth, width, count, Math.round(hollow * count), scratch);
  kernel.negate(depth, count);
  kernel.closeArea(depth, width, count, Math.round(height * count), scratch);
  kernel.negate(depth, count);
  room.read(depth, data);
}
