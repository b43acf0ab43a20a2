/** Smooth planes at a larger size. */
import type { Rectangle } from '../../canvas.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Plane } from '../resample.ts';

/**
 * Lay a plane out over a part of a canvas, bilinearly; around it, it goes on as at its border.
 * @param part in pixels of the canvas.
 */
export function layOut(
  plane: Plane,
  part: Rectangle,
  { width, height }: { width: number; height: number },
): Float32Array {
  const room = openRoom();
  const source = room.put(plane.data);
  const out = room.take(width * height * 4);
  const lines = room.take(width * 16);
  const place = [part.left, part.top, part.width, part.height] as const;
  kernel.enlargePlane(source, plane.width, plane.height, ...place, out, width, height, lines);
  return room.read(out, new Float32Array(width * height));
}
