/** The background behind the foreground's edges, made up from the background around them. */
import type { Picture } from '../../../media/picture.ts';
import { type Completion, completePicture } from './complete.ts';
import type { Occlusion } from './occlusion.ts';
import { shrinkPicture } from './resample.ts';

/**
 * Complete the background in cells: `rgb` holds its colours, `match` the cell that each hidden
 * one resembles.
 */
export function completeBackground(picture: Picture, hidden: Occlusion, slack: number): Completion {
  const { width, height } = hidden;
  const small = shrinkPicture(picture, { left: 0, top: 0, ...picture }, width, height);
  const task: Completion = {
    width,
    height,
    rgb: Float32Array.from(small.data),
    missing: hidden.hidden,
    source: hidden.hidden.map((v) => 1 - v),
    depth: hidden.far,
    limit: hidden.behind.map((d) => d + slack),
    match: new Int32Array(width * height).fill(-1),
  };
  guessFromOutside(task);
  completePicture(task, { rounds: 3, reach: 48, distancePenalty: 1200 });
  return task;
}

/**
 * First guess: colours flow in from the background, and only from there, as a membrane would
 * settle. Cells that no background touches keep the picture.
 */
export function guessFromOutside(task: Completion): void {
  const { width, height, rgb, missing, depth, limit } = task;
  const order: number[] = [];
  const known = new Uint8Array(missing.length);
  for (let c = 0; c < missing.length; c++) {
    if (missing[c] === 1 && touches(c, (n) => missing[n] === 0 && depth[n]! <= limit[c]!)) {
      order.push(c);
      known[c] = 2;
    }
  }
  for (let head = 0; head < order.length; head++) {
    touches(order[head]!, (n) => {
      if (missing[n] === 1 && known[n] === 0) {
        known[n] = 2;
        order.push(n);
      }
      return false;
    });
  }
  for (const c of order) known[c] = 0;
  for (let round = 0; round < 40; round++) {
    for (let n = 0; n < order.length; n++) {
      const c = order[round % 2 === 0 ? n : order.length - 1 - n]!;
      let r = 0;
      let g = 0;
      let b = 0;
      let count = 0;
      touches(c, (m) => {
        const outside = missing[m] === 0;
        if (outside ? depth[m]! > limit[c]! : known[m] === 0) return false;
        r += rgb[m * 3]!;
        g += rgb[m * 3 + 1]!;
        b += rgb[m * 3 + 2]!;
        count++;
        return false;
      });
      if (count === 0) continue;
      known[c] = 1;
      rgb[c * 3] = r / count;
      rgb[c * 3 + 1] = g / count;
      rgb[c * 3 + 2] = b / count;
    }
  }

  function touches(c: number, test: (neighbour: number) => boolean): boolean {
    const x = c % width;
    if (x > 0 && test(c - 1)) return true;
    if (x + 1 < width && test(c + 1)) return true;
    if (c >= width && test(c - width)) return true;
    return c + width < width * height && test(c + width);
  }
}

/**
 * The colour of a hidden pixel: the full-size pixels that its cell and the three cells around it
 * were matched with, each shifted by what the match differs in tone.
 */
export function paintHidden(
  picture: Picture,
  { size }: Occlusion,
  task: Completion,
  x: number,
  y: number,
  to: Uint8Array,
): void {
  const { width, height, rgb, match, missing } = task;
  const u = (x + 0.5) / size - 0.5;
  const v = (y + 0.5) / size - 0.5;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const fx = u - column;
  const fy = v - row;
  let r = 0;
  let g = 0;
  let b = 0;
  let sum = 0;
  for (let j = 0; j < 2; j++) {
    for (let i = 0; i < 2; i++) {
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
      const px = Math.min(picture.width - 1, Math.max(0, x + ((from % width) - cx) * size));
      const py = Math.min(
        picture.height - 1,
        Math.max(0, y + (Math.floor(from / width) - cy) * size),
      );
      const at = (py * picture.width + px) * 3;
      r += weight * (picture.data[at]! + rgb[c * 3]! - rgb[from * 3]!);
      g += weight * (picture.data[at + 1]! + rgb[c * 3 + 1]! - rgb[from * 3 + 1]!);
      b += weight * (picture.data[at + 2]! + rgb[c * 3 + 2]! - rgb[from * 3 + 2]!);
    }
  }
  const at = (y * picture.width + x) * 3;
  const scale = sum > 0 ? 1 / sum : 0;
  to[at] = clampByte(r * scale);
  to[at + 1] = clampByte(g * scale);
  to[at + 2] = clampByte(b * scale);
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
}
