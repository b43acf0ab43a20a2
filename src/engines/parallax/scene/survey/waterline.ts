/**
 * The line on which the sky ends and a sea or a lake begins: nearly level, straight, sharp, and
 * darker below. A roof may be all of that, too; but beside a roof the sky goes on down.
 */

import { boxMean } from '../box-filter.ts';
import type { Sky } from './sky.ts';
import { type Survey, spreadOverPatches } from './survey.ts';

export interface Waterline {
  /** Its row in the middle of the picture, and how far it goes down per pixel to the right. */
  row: number;
  slope: number;
  /** Per column of the survey, 1 where it is seen and 0 where something stands before it. */
  columns: Uint8Array;
  width: number;
}

/** The row of a waterline in a column. */
export function waterlineAt({ row, slope, width }: Waterline, x: number): number {
  return row + slope * (x - width / 2);
}

/** Cameras are held that much askew. */
const slopes = [-0.04, -0.027, -0.013, 0, 0.013, 0.027, 0.04];
/** How much darker water is than the sky above it, at least (Lab). */
const darker = 4;
/** The share of the picture's width that must show it. */
const leastSeen = 0.2;

export function findWaterline(survey: Survey, sky: Sky): Waterline | undefined {
  const { lab, superpixels, width, height } = survey;
  if (sky.share < 0.08) return undefined;
  const l = boxMean(lab.l, width, height, 1);
  const mask = spreadOverPatches(superpixels, sky.probability);
  const isSky = (x: number, y: number) => mask[y * width + x]! > 0.5;
  // All the way up, but for a twig or a bird.
  const skyAbove = (x: number, y: number) => {
    let seen = 0;
    for (const part of [0.1, 0.35, 0.6, 0.85]) if (isSky(x, Math.floor(part * y))) seen++;
    return seen > 2 && isSky(x, y - 6);
  };
  const first = Math.max(8, Math.round(0.12 * height));
  const last = Math.min(height - 9, Math.round(0.88 * height));
  let best: Waterline | undefined;
  let most = leastSeen * width;
  const columns = new Uint8Array(width);
  for (const slope of slopes) {
    for (let row = first; row <= last; row++) {
      const line = { row, slope, columns: columns.fill(0), width };
      let seen = 0;
      for (let x = 0; x < width; x++) {
        const y = Math.round(waterlineAt(line, x));
        if (y < 8 || y >= height - 8) continue;
        const at = y * width + x;
        const step = l[at - 2 * width]! - l[at + 2 * width]!;
        if (step < darker) continue;
        // Sharp: what lies further from the line differs by less.
        const above = Math.abs(l[at - 6 * width]! - l[at - 2 * width]!);
        const below = Math.abs(l[at + 2 * width]! - l[at + 6 * width]!);
        if (Math.max(above, below) > 0.5 * step || !skyAbove(x, y)) continue;
        line.columns[x] = 1;
        seen++;
      }
      if (seen > most && !skyGoesOn(line, height, isSky, seen)) {
        best = { ...line, columns: columns.slice() };
        most = seen;
      }
    }
  }
  return best;
}

/** Whether there is sky well below the line in columns that do not show it. */
function skyGoesOn(
  line: Waterline,
  height: number,
  isSky: (x: number, y: number) => boolean,
  seen: number,
): boolean {
  let beside = 0;
  for (let x = 0; x < line.width; x++) {
    const y = Math.round(waterlineAt(line, x) + 0.08 * height);
    if (!line.columns[x] && y >= 0 && y < height && isSky(x, y)) beside++;
  }
  return beside > 0.2 * seen;
}

/** The sky without what is below the line. */
export function takeFromSky({ graph, width, height }: Survey, sky: Sky, line: Waterline): Sky {
  let share = 0;
  const probability = sky.probability.map((value, k) => {
    const above = graph.y[k]! < waterlineAt(line, graph.x[k]!) ? value : 0;
    share += above * graph.area[k]!;
    return above;
  });
  return { ...sky, probability, share: share / (width * height), bottom: line.row / height };
}
