/** The background behind the foreground's edges, made up from the background around them. */
import type { Picture } from '../../../../media/picture.ts';
import { type Completion, completePicture, guessFromOutside } from './complete.ts';
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
