/** Moving pictures and planes between sizes: area averages down, bilinear up. */
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

/** Where each output column's box starts and how much of its first and last pixel it covers. */
function boxes(from: number, to: number): { start: Int32Array; end: Int32Array; step: number } {
  const step = from / to;
  const start = new Int32Array(to);
  const end = new Int32Array(to);
  for (let i = 0; i < to; i++) {
    start[i] = Math.floor(i * step);
    end[i] = Math.max(start[i]! + 1, Math.min(from, Math.ceil((i + 1) * step)));
  }
  return { start, end, step };
}

/**
 * Shrink a part of a picture by averaging whole boxes of sRGB values.
 * Boxes are rounded out to whole pixels: at the factors used here (2 to 6) the overlap of at most
 * one pixel only adds a touch of smoothing, and the loop stays free of fractional weights.
 */
export function shrinkPicture(source: Picture, part: Part, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  const columns = boxes(part.width, width);
  const rows = boxes(part.height, height);
  const sums = new Float32Array(part.width * 3);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let v = rows.start[y]!; v < rows.end[y]!; v++) {
      const at = ((part.top + v) * source.width + part.left) * 3;
      for (let i = 0; i < sums.length; i++) sums[i]! += source.data[at + i]!;
    }
    const tall = rows.end[y]! - rows.start[y]!;
    for (let x = 0; x < width; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      const last = columns.end[x]! * 3;
      for (let i = columns.start[x]! * 3; i < last; i += 3) {
        r += sums[i]!;
        g += sums[i + 1]!;
        b += sums[i + 2]!;
      }
      const count = tall * (columns.end[x]! - columns.start[x]!);
      const to = (y * width + x) * 3;
      data[to] = r / count + 0.5;
      data[to + 1] = g / count + 0.5;
      data[to + 2] = b / count + 0.5;
    }
  }
  return { width, height, data };
}

/** Enlarge (or shrink a little) a plane bilinearly, pixel centres aligned. */
export function resizePlane(source: Plane, width: number, height: number): Plane {
  const data = new Float32Array(width * height);
  const columns = new Int32Array(width);
  const weights = new Float32Array(width);
  const stepX = source.width / width;
  const stepY = source.height / height;
  for (let x = 0; x < width; x++) {
    const at = Math.min(Math.max((x + 0.5) * stepX - 0.5, 0), source.width - 1);
    columns[x] = Math.min(Math.floor(at), Math.max(0, source.width - 2));
    weights[x] = at - columns[x]!;
  }
  const right = source.width > 1 ? 1 : 0;
  for (let y = 0; y < height; y++) {
    const at = Math.min(Math.max((y + 0.5) * stepY - 0.5, 0), source.height - 1);
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
  return { width, height, data };
}
