/** From a completion in cells to pixels: colours taken at full size from the places found. */
import type { Picture } from '../../../media/picture.ts';
import type { Rectangle } from './canvas.ts';
import type { Completion } from './complete.ts';

/**
 * The colour of a missing pixel at full size: the pixels that its cell and the three cells around
 * it were matched with, each shifted by what the match differs in tone.
 * @param area the part of the picture that the cells, of `size` pixels, cover.
 * @param out receives red, green and blue, 0..255.
 */
export function paintCompleted(
  picture: Picture,
  area: Rectangle,
  size: number,
  { width, height, rgb, match, missing }: Completion,
  x: number,
  y: number,
  out: Float32Array,
): void {
  const u = (x - area.left + 0.5) / size - 0.5;
  const v = (y - area.top + 0.5) / size - 0.5;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fx = u - column;
  const fy = v - row;
  const right = area.left + area.width - 1;
  const bottom = area.top + area.height - 1;
  let r = 0;
  let g = 0;
  let b = 0;
  let sum = 0;
  for (let corner = 0; corner < 4; corner++) {
    const i = corner & 1;
    const j = corner >> 1;
    const cx = Math.min(width - 1, Math.max(0, column + i));
    const cy = Math.min(height - 1, Math.max(0, row + j));
    const c = cy * width + cx;
    if (missing[c] === 0) continue;
    const weight = (i === 0 ? 1 - fx : fx) * (j === 0 ? 1 - fy : fy) + 1e-6;
    const from = match[c]!;
    sum += weight;
    if (from < 0) {
      r += weight * rgb[c * 3]!;
      g += weight * rgb[c * 3 + 1]!;
      b += weight * rgb[c * 3 + 2]!;
      continue;
    }
    const fromX = from % width;
    const px = Math.min(right, Math.max(area.left, x + (fromX - cx) * size));
    const py = Math.min(bottom, Math.max(area.top, y + ((from - fromX) / width - cy) * size));
    const at = (py * picture.width + px) * 3;
    r += weight * (picture.data[at]! + rgb[c * 3]! - rgb[from * 3]!);
    g += weight * (picture.data[at + 1]! + rgb[c * 3 + 1]! - rgb[from * 3 + 1]!);
    b += weight * (picture.data[at + 2]! + rgb[c * 3 + 2]! - rgb[from * 3 + 2]!);
  }
  const scale = sum > 0 ? 1 / sum : 0;
  out[0] = clampByte(r * scale);
  out[1] = clampByte(g * scale);
  out[2] = clampByte(b * scale);
}

function clampByte(value: number): number {
  return value < 0 ? 0 : Math.min(value, 255);
}
