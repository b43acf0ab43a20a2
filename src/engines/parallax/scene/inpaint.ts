/** The background behind the foreground's edges, made up from the background around them. */
import type { Picture } from '../../../media/picture.ts';
import { type Completion, completePicture } from './complete.ts';
import type { Occlusion } from './occlusion.ts';

/**
 * Complete the background in cells: `rgb` holds its colours, `match` the cell that each hidden
 * one resembles.
 * @param cells the picture in the occlusion's cells.
 * @param slack how much nearer than expected the background may be.
 */
export function completeBackground(cells: Picture, hidden: Occlusion, slack: number): Completion {
  const { width, height } = hidden;
  const task: Completion = {
    width,
    height,
    rgb: new Float32Array(cells.data),
    missing: hidden.hidden,
    source: hidden.hidden.map((v) => 1 - v),
    depth: hidden.near,
    limit: hidden.behind.map((d) => d + slack),
    match: new Int32Array(width * height).fill(-1),
  };
  guessFromOutside(task);
  completePicture(task, { rounds: 2, reach: 48, distancePenalty: 600 });
  return task;
}

/**
 * First guess: colours flow in from the background, and only from there, as a membrane would
 * settle. Cells that no background touches keep the picture.
 */
export function guessFromOutside({ width, height, rgb, missing, depth, limit }: Completion): void {
  const size = width * height;
  // 1: missing and not yet reached, 2: reached, 0: not missing.
  const state = missing.slice();
  const order: number[] = [];
  const visit = (c: number, from: number): void => {
    if (state[c] !== 1) return;
    if (missing[from] === 0 && depth[from]! > limit[c]!) return;
    state[c] = 2;
    order.push(c);
  };
  const spread = (c: number): void => {
    const x = c % width;
    if (x > 0) visit(c - 1, c);
    if (x + 1 < width) visit(c + 1, c);
    if (c >= width) visit(c - width, c);
    if (c + width < size) visit(c + width, c);
  };
  for (let c = 0; c < size; c++) if (missing[c] === 0) spread(c);
  for (let head = 0; head < order.length; head++) spread(order[head]!);

  const settled = new Uint8Array(size);
  for (let round = 0; round < 24; round++) {
    for (let n = 0; n < order.length; n++) {
      const c = order[round % 2 === 0 ? n : order.length - 1 - n]!;
      const x = c % width;
      let r = 0;
      let g = 0;
      let b = 0;
      let count = 0;
      for (let side = 0; side < 4; side++) {
        let m = -1;
        if (side === 0) m = x > 0 ? c - 1 : -1;
        else if (side === 1) m = x + 1 < width ? c + 1 : -1;
        else if (side === 2) m = c - width;
        else m = c + width < size ? c + width : -1;
        if (m < 0) continue;
        if (missing[m] === 0 ? depth[m]! > limit[c]! : settled[m] === 0) continue;
        r += rgb[m * 3]!;
        g += rgb[m * 3 + 1]!;
        b += rgb[m * 3 + 2]!;
        count++;
      }
      if (count === 0) continue;
      settled[c] = 1;
      rgb[c * 3] = r / count;
      rgb[c * 3 + 1] = g / count;
      rgb[c * 3 + 2] = b / count;
    }
  }
}
