/**
 * Where the background is hidden: the cells on the near side of every depth jump, as far in as
 * parallax can ever uncover, each with the depth of what lies behind it.
 */
import { boundCells } from './resample.ts';
import type { Rim } from './rim.ts';

export interface Occlusion {
  /** Cells are `size` x `size` pixels. */
  size: number;
  width: number;
  height: number;
  /** 1 where the background has to be made up. */
  hidden: Uint8Array;
  /** Depth of the nearest pixel in each cell. */
  near: Float32Array;
  /** Depth of the background: that of the nearest visible background for hidden cells. */
  behind: Float32Array;
}

/**
 * Find what is hidden.
 * @param rim of the foreground: hidden as well, since its pixels are partly foreground.
 * @param jump depth difference between neighbours from which the picture is cut.
 * @param slide pixels that a depth of 1 slides against a depth of 0 in the largest move: what lies
 *   farther behind an edge than the jump there slides is never uncovered.
 */
export function findHidden(
  depth: Float32Array,
  pictureWidth: number,
  pictureHeight: number,
  size: number,
  rim: Rim,
  jump: number,
  slide: number,
): Occlusion {
  const width = Math.ceil(pictureWidth / size);
  const height = Math.ceil(pictureHeight / size);
  const plane = { width: pictureWidth, height: pictureHeight, data: depth };
  const { least: far, most: near } = boundCells(plane, size);
  const hidden = new Uint8Array(width * height);
  const behind = far.slice();
  let front: number[] = [];
  const seed = (at: number, farther: number) => {
    const x = at % pictureWidth;
    const c = Math.floor((at - x) / pictureWidth / size) * width + Math.floor(x / size);
    if (hidden[c] === 0) front.push(c);
    hidden[c] = 1;
    if (farther < behind[c]!) behind[c] = farther;
  };
  for (const at of rim.outside) seed(at, depth[at]!);
  for (let i = 0; i < rim.edge.length; i++) seed(rim.edge[i]!, rim.behind[i]!);
  // From the edges inwards, one cell further each time; each takes its depth from outside.
  const taken = { sums: new Float64Array(hidden.length), counts: new Uint8Array(hidden.length) };
  for (let steps = 1; front.length > 0; steps++) {
    const needed = Math.max(jump, ((steps - 1) * size) / slide);
    front = growInwards(front, far, width, height, needed, hidden, behind, taken);
  }
  smoothBehind(behind, hidden, width, height, jump);
  return { size, width, height, hidden, near, behind };
}

function growInwards(
  front: readonly number[],
  far: Float32Array,
  width: number,
  height: number,
  needed: number,
  hidden: Uint8Array,
  behind: Float32Array,
  { sums, counts }: { sums: Float64Array; counts: Uint8Array },
): number[] {
  const reached: number[] = [];
  const reach = (next: number, depth: number) => {
    if (hidden[next] === 1 || far[next]! - depth < needed) return;
    if (counts[next] === 0) reached.push(next);
    sums[next]! += depth;
    counts[next]!++;
  };
  for (const c of front) {
    const x = c % width;
    if (x > 0) reach(c - 1, behind[c]!);
    if (x + 1 < width) reach(c + 1, behind[c]!);
    if (c >= width) reach(c - width, behind[c]!);
    if (c + width < width * height) reach(c + width, behind[c]!);
  }
  for (const c of reached) {
    hidden[c] = 1;
    behind[c] = sums[c]! / counts[c]!;
    sums[c] = 0;
    counts[c] = 0;
  }
  return reached;
}

/** Level out the steps between cells that took their depth from different places. */
function smoothBehind(
  behind: Float32Array,
  hidden: Uint8Array,
  width: number,
  height: number,
  jump: number,
): void {
  const members: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++)
      if (hidden[y * width + x] === 1) members.push(y * width + x);
  }
  for (let round = 0; round < 8; round++) {
    for (const c of members) {
      const own = behind[c]!;
      let sum = own;
      let count = 1;
      for (let side = 0; side < 4; side++) {
        const step = side < 2 ? 1 : width;
        const d = behind[side % 2 === 0 ? c - step : c + step]!;
        if (d - own > jump || own - d > jump) continue;
        sum += d;
        count++;
      }
      behind[c] = sum / count;
    }
  }
}
