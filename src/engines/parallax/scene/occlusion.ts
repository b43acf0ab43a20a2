/**
 * Where the background is hidden: the cells on the near side of every depth jump, as far in as
 * parallax can ever uncover, each with the depth of what lies behind it.
 */

export interface Occlusion {
  /** Cells are `size` x `size` pixels. */
  size: number;
  width: number;
  height: number;
  /** 1 where the background has to be made up. */
  hidden: Uint8Array;
  /** 1 where a jump runs through the cell or past it. */
  edge: Uint8Array;
  /** Depth of the farthest pixel in each cell. */
  far: Float32Array;
  /** Depth of the background: that of the nearest visible background for hidden cells. */
  behind: Float32Array;
}

/**
 * Find what is hidden.
 * @param jump depth difference between neighbours from which the picture is cut.
 * @param slide pixels that a depth of 1 slides against a depth of 0 in the largest move: what lies
 *   farther behind an edge than the jump there slides is never uncovered.
 */
export function findHidden(
  depth: Float32Array,
  pictureWidth: number,
  pictureHeight: number,
  size: number,
  jump: number,
  slide: number,
): Occlusion {
  const width = Math.ceil(pictureWidth / size);
  const height = Math.ceil(pictureHeight / size);
  const { far, near } = boundCells(depth, pictureWidth, pictureHeight, size, width, height);
  const hidden = new Uint8Array(width * height);
  const behind = far.slice();
  let front = seedEdges(far, near, width, height, jump, hidden, behind);
  const edge = hidden.slice();
  // From the edges inwards, one cell further each time; each takes its depth from outside.
  for (let steps = 1; front.length > 0; steps++) {
    const needed = Math.max(jump, ((steps - 1) * size) / slide);
    front = growInwards(front, far, width, height, needed, hidden, behind);
  }
  smoothBehind(behind, hidden, width, height, jump);
  return { size, width, height, hidden, edge, far, behind };
}

function boundCells(
  depth: Float32Array,
  pictureWidth: number,
  pictureHeight: number,
  size: number,
  width: number,
  height: number,
): { far: Float32Array; near: Float32Array } {
  const far = new Float32Array(width * height).fill(2);
  const near = new Float32Array(width * height).fill(-1);
  for (let y = 0; y < pictureHeight; y++) {
    const row = Math.floor(y / size) * width;
    for (let x = 0, at = y * pictureWidth, inCell = 0, c = row; x < pictureWidth; x++, at++) {
      const d = depth[at]!;
      if (d < far[c]!) far[c] = d;
      if (d > near[c]!) near[c] = d;
      if (++inCell === size) {
        inCell = 0;
        c++;
      }
    }
  }
  return { far, near };
}

/** Marks the cells through or beside which a jump runs; returns those on its near side. */
function seedEdges(
  far: Float32Array,
  near: Float32Array,
  width: number,
  height: number,
  jump: number,
  hidden: Uint8Array,
  behind: Float32Array,
): number[] {
  const front: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const c = y * width + x;
      let farthest = far[c]!;
      let nearest = near[c]!;
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
        for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
          farthest = Math.min(farthest, far[j * width + i]!);
          nearest = Math.max(nearest, near[j * width + i]!);
        }
      }
      const mixed = near[c]! - far[c]! > jump;
      const beforeBackground = far[c]! - farthest > jump;
      const besideForeground = nearest - far[c]! > jump;
      if (!mixed && !beforeBackground && !besideForeground) continue;
      hidden[c] = 1;
      if (beforeBackground) behind[c] = farthest;
      front.push(c);
    }
  }
  return front;
}

function growInwards(
  front: readonly number[],
  far: Float32Array,
  width: number,
  height: number,
  needed: number,
  hidden: Uint8Array,
  behind: Float32Array,
): number[] {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const c of front) {
    const x = c % width;
    for (const next of [
      x > 0 ? c - 1 : -1,
      x + 1 < width ? c + 1 : -1,
      c - width,
      c + width < width * height ? c + width : -1,
    ]) {
      if (next < 0 || hidden[next] === 1) continue;
      if (far[next]! - behind[c]! < needed) continue;
      const entry = sums.get(next);
      if (entry === undefined) sums.set(next, { sum: behind[c]!, count: 1 });
      else {
        entry.sum += behind[c]!;
        entry.count++;
      }
    }
  }
  for (const [c, { sum, count }] of sums) {
    hidden[c] = 1;
    behind[c] = sum / count;
  }
  return [...sums.keys()];
}

/** Level out the steps between cells that took their depth from different places. */
function smoothBehind(
  behind: Float32Array,
  hidden: Uint8Array,
  width: number,
  height: number,
  jump: number,
): void {
  for (let round = 0; round < 12; round++) {
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const c = y * width + x;
        if (hidden[c] === 0) continue;
        let sum = behind[c]!;
        let count = 1;
        for (const d of [behind[c - 1]!, behind[c + 1]!, behind[c - width]!, behind[c + width]!]) {
          if (Math.abs(d - behind[c]!) > jump) continue;
          sum += d;
          count++;
        }
        behind[c] = sum / count;
      }
    }
  }
}
