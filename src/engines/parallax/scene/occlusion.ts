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
  /** Depth of the nearest pixel in each cell. */
  near: Float32Array;
  /** Depths of the farthest and nearest pixel in each edge cell and as far around it as asked. */
  farthest: Float32Array;
  nearest: Float32Array;
  /** Depth of the background: that of the nearest visible background for hidden cells. */
  behind: Float32Array;
}

/**
 * Find what is hidden.
 * @param jump depth difference between neighbours from which the picture is cut.
 * @param around how many pixels beside a jump belong to its edge.
 * @param slide pixels that a depth of 1 slides against a depth of 0 in the largest move: what lies
 *   farther behind an edge than the jump there slides is never uncovered.
 */
export function findHidden(
  depth: Float32Array,
  pictureWidth: number,
  pictureHeight: number,
  size: number,
  jump: number,
  around: number,
  slide: number,
): Occlusion {
  const width = Math.ceil(pictureWidth / size);
  const height = Math.ceil(pictureHeight / size);
  const { far, near } = boundCells(depth, pictureWidth, pictureHeight, size, width, height);
  const hidden = new Uint8Array(width * height);
  const behind = far.slice();
  const reach = Math.ceil(around / size);
  const farthest = spreadExtreme(far, width, height, reach, -1);
  const nearest = spreadExtreme(near, width, height, reach, 1);
  let front: number[] = [];
  for (let c = 0; c < hidden.length; c++) {
    const beforeBackground = far[c]! - farthest[c]! > jump;
    const besideForeground = nearest[c]! - far[c]! > jump;
    if (!beforeBackground && !besideForeground) continue;
    hidden[c] = 1;
    if (beforeBackground) behind[c] = farthest[c]!;
    front.push(c);
  }
  const edge = hidden.slice();
  // From the edges inwards, one cell further each time; each takes its depth from outside.
  for (let steps = 1; front.length > 0; steps++) {
    const needed = Math.max(jump, ((steps - 1) * size) / slide);
    front = growInwards(front, far, width, height, needed, hidden, behind);
  }
  smoothBehind(behind, hidden, width, height, jump);
  return { size, width, height, hidden, edge, near, farthest, nearest, behind };
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

/** The greatest (`sign` 1) or least (-1) value within `reach` cells. */
function spreadExtreme(
  values: Float32Array,
  width: number,
  height: number,
  reach: number,
  sign: 1 | -1,
): Float32Array {
  const rows = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = values[y * width + x]!;
      const end = Math.min(width - 1, x + reach);
      for (let i = Math.max(0, x - reach); i <= end; i++) {
        const value = values[y * width + i]!;
        if ((value - most) * sign > 0) most = value;
      }
      rows[y * width + x] = most;
    }
  }
  for (let y = 0; y < height; y++) {
    const end = Math.min(height - 1, y + reach);
    for (let x = 0; x < width; x++) {
      let most = rows[y * width + x]!;
      for (let j = Math.max(0, y - reach); j <= end; j++) {
        const value = rows[j * width + x]!;
        if ((value - most) * sign > 0) most = value;
      }
      out[y * width + x] = most;
    }
  }
  return out;
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
