/** Pictures brought from pixels to square cells of them. */
import type { Picture } from '../../../media/picture.ts';
import { kernel, openRoom } from './kernel/kernel.ts';

/** One number per pixel, row by row. */
export interface Plane {
  width: number;
  height: number;
  data: Float32Array;
}

interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Average a part of a picture over square cells of `size` pixels, the last of each row and column
 * over what there is of it. Cell (i, j) begins at pixel (i * size, j * size) of the part.
 */
export function averageCells(source: Picture, part: Part, size: number): Picture {
  const width = Math.ceil(part.width / size);
  const height = Math.ceil(part.height / size);
  const room = openRoom();
  const stride = source.width * 3;
  const first = part.top * stride;
  const from = room.put(source.data.subarray(first, first + part.height * stride));
  const to = room.take(width * height * 3);
  const columns = room.take(part.width * 6 + 32);
  kernel.averageCells(from + part.left * 3, stride, part.width, part.height, size, to, columns);
  return { width, height, data: room.read(to, new Uint8Array(width * height * 3)) };
}
