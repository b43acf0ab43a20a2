/** Moving pictures and planes between sizes: averages of whole cells down, bilinear up. */
import type { Picture } from '../../../media/picture.ts';

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
  const data = new Uint8Array(width * height * 3);
  const sums = new Uint32Array(width * 3);
  for (let j = 0; j < height; j++) {
    sums.fill(0);
    const top = j * size;
    const tall = Math.min(size, part.height - top);
    for (let y = top; y < top + tall; y++) {
      let from = ((part.top + y) * source.width + part.left) * 3;
      for (let i = 0; i < width; i++) {
        const end = from + Math.min(size, part.width - i * size) * 3;
        let r = 0;
        let g = 0;
        let b = 0;
        for (; from < end; from += 3) {
          r += source.data[from]!;
          g += source.data[from + 1]!;
          b += source.data[from + 2]!;
        }
        sums[i * 3]! += r;
        sums[i * 3 + 1]! += g;
        sums[i * 3 + 2]! += b;
      }
    }
    const row = j * width * 3;
    for (let i = 0; i < width; i++) {
      const scale = 1 / (tall * Math.min(size, part.width - i * size));
      for (let c = 0; c < 3; c++) data[row + i * 3 + c] = sums[i * 3 + c]! * scale + 0.5;
    }
  }
  return { width, height, data };
}

/** Enlarge a plane of cells bilinearly, each cell's value standing at its middle. */
export function enlargePlane(
  source: Plane,
  size: number,
  width: number,
  height: number,
): Float32Array {
  const data = new Float32Array(width * height);
  const columns = new Int32Array(width);
  const weights = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.min(Math.max((x + 0.5) / size - 0.5, 0), source.width - 1);
    columns[x] = Math.min(Math.floor(at), Math.max(0, source.width - 2));
    weights[x] = at - columns[x]!;
  }
  const right = source.width > 1 ? 1 : 0;
  for (let y = 0; y < height; y++) {
    const at = Math.min(Math.max((y + 0.5) / size - 0.5, 0), source.height - 1);
    const row = Math.min(Math.floor(at), Math.max(0, source.height - 2));
    const below = at - row;
    const upper = row * source.width;
    const lower = source.height > 1 ? upper + source.width : upper;
    const to = y * width;
    for (let x = 0; x < width; x++) {
      const i = columns[x]!;
      const t = weights[x]!;
      const a = source.data[upper + i]! * (1 - t) + source.data[upper + i + right]! * t;
      const b = source.data[lower + i]! * (1 - t) + source.data[lower + i + right]! * t;
      data[to + x] = a * (1 - below) + b * below;
    }
  }
  return data;
}
