/**
 * Completing a picture from itself: every missing cell finds a place in the known part whose
 * surroundings look like its own, and takes what is there; the guesses are then averaged and
 * looked up again (after Wexler's completion and Barnes's PatchMatch). Worked at a fraction of the
 * picture's size; the places found are used at full size afterwards.
 */

export interface Completion {
  width: number;
  height: number;
  /** Interleaved RGB, 0..255. Missing cells hold a first guess, then the result. */
  rgb: Float32Array;
  /** 1 where a cell is missing. */
  missing: Uint8Array;
  /** 1 where a cell may be copied from. Never a missing one. */
  source: Uint8Array;
  /** A cell may only be copied to where its depth is at most the limit there. */
  depth: Float32Array;
  limit: Float32Array;
  /** For missing cells: the cell to copy from, or -1 while none is known. */
  match: Int32Array;
}

export interface CompletionEffort {
  /** Times that guesses are averaged and looked up again. */
  rounds: number;
  /** Farthest that a cell is copied, in cells. */
  reach: number;
  /** How much farther places cost: squared colour steps for a distance of `reach`. */
  distancePenalty: number;
}

/** Patches are (2 * radius + 1) cells on a side: 5, a leaf or a brick at quarter size. */
const radius = 2;

/** Fill the missing cells in place. */
export function completePicture(task: Completion, effort: CompletionEffort): void {
  const cells = listMissing(task);
  if (cells.length === 0) return;
  const usable = findUsable(task);
  const costs = new Float32Array(task.match.length);
  const random = createRandom(cells.length);
  for (let round = 0; round < effort.rounds; round++) {
    seedMatches(task, usable, cells, costs, effort, random);
    improveMatches(task, usable, cells, costs, effort, random, false);
    improveMatches(task, usable, cells, costs, effort, random, true);
    averageGuesses(task, cells);
  }
}

function listMissing({ missing }: Completion): Int32Array {
  let count = 0;
  for (let i = 0; i < missing.length; i++) count += missing[i]!;
  const cells = new Int32Array(count);
  for (let i = 0, n = 0; i < missing.length; i++) if (missing[i] === 1) cells[n++] = i;
  return cells;
}

/** Cells whose whole patch lies inside the picture and may be copied from. */
function findUsable({ width, height, source }: Completion): Uint8Array {
  const usable = new Uint8Array(source.length);
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      let all = 1;
      for (let j = -radius; j <= radius && all === 1; j++) {
        const row = (y + j) * width + x;
        for (let i = -radius; i <= radius; i++) all &= source[row + i]!;
      }
      usable[y * width + x] = all;
    }
  }
  return usable;
}

/** Numbers 0 <= n < 1, the same for the same seed: clips must come out the same every time. */
function createRandom(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function mayCopy(task: Completion, usable: Uint8Array, from: number, to: number): boolean {
  return usable[from] === 1 && task.depth[from]! <= task.limit[to]!;
}

/** Keep the matches there are, and try some at random for cells that have none. */
function seedMatches(
  task: Completion,
  usable: Uint8Array,
  cells: Int32Array,
  costs: Float32Array,
  { reach, distancePenalty }: CompletionEffort,
  random: () => number,
): void {
  const { width, height, match } = task;
  const perDistance = distancePenalty / (reach * reach);
  for (const at of cells) {
    const x = at % width;
    const y = (at - x) / width;
    let best = match[at]!;
    if (best >= 0 && !mayCopy(task, usable, best, at)) best = -1;
    let cost = best < 0 ? Number.POSITIVE_INFINITY : compare(task, at, best, perDistance, 1e30);
    for (let tries = best < 0 ? 24 : 0, hits = 0; tries > 0 && hits < 4; tries--) {
      const u = x + Math.round((random() * 2 - 1) * reach);
      const v = y + Math.round((random() * 2 - 1) * reach);
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const from = v * width + u;
      if (!mayCopy(task, usable, from, at)) continue;
      hits++;
      const found = compare(task, at, from, perDistance, cost);
      if (found < cost) {
        cost = found;
        best = from;
      }
    }
    match[at] = best;
    costs[at] = cost;
  }
}

/** Try the neighbours' matches, shifted, and then places ever nearer to the best so far. */
function improveMatches(
  task: Completion,
  usable: Uint8Array,
  cells: Int32Array,
  costs: Float32Array,
  { reach, distancePenalty }: CompletionEffort,
  random: () => number,
  backwards: boolean,
): void {
  const { width, height, match, missing } = task;
  const perDistance = distancePenalty / (reach * reach);
  const step = backwards ? 1 : -1;
  for (let n = 0; n < cells.length; n++) {
    const at = cells[backwards ? cells.length - 1 - n : n]!;
    const x = at % width;
    const y = (at - x) / width;
    let best = match[at]!;
    let cost = costs[at]!;
    const attempt = (from: number): void => {
      if (from === best || !mayCopy(task, usable, from, at)) return;
      const fx = from % width;
      const fy = (from - fx) / width;
      if (Math.abs(fx - x) > reach || Math.abs(fy - y) > reach) return;
      const found = compare(task, at, from, perDistance, cost);
      if (found < cost) {
        cost = found;
        best = from;
      }
    };
    if (x + step >= 0 && x + step < width && missing[at + step] === 1) {
      const from = match[at + step]!;
      if (from >= 0) attempt(from - step);
    }
    if (y + step >= 0 && y + step < height && missing[at + step * width] === 1) {
      const from = match[at + step * width]!;
      if (from >= 0) attempt(from - step * width);
    }
    for (let around = reach; around >= 1; around >>= 1) {
      const cx = best < 0 ? x : best % width;
      const cy = best < 0 ? y : (best - (best % width)) / width;
      const u = cx + Math.round((random() * 2 - 1) * around);
      const v = cy + Math.round((random() * 2 - 1) * around);
      if (u >= 0 && v >= 0 && u < width && v < height) attempt(v * width + u);
    }
    match[at] = best;
    costs[at] = cost;
  }
}

/**
 * Squared difference of two patches, given up as soon as it exceeds `limit`. Every other cell of
 * the patch is looked at, as on a draughtboard: half the work, and the same choice nearly always.
 */
function compare(
  { width, height, rgb }: Completion,
  to: number,
  from: number,
  perDistance: number,
  limit: number,
): number {
  const x = to % width;
  const y = (to - x) / width;
  const fx = from % width;
  const fy = (from - fx) / width;
  let sum = perDistance * ((fx - x) * (fx - x) + (fy - y) * (fy - y));
  const top = y < radius ? -y : -radius;
  const bottom = y + radius >= height ? height - 1 - y : radius;
  const shift = (from - to) * 3;
  for (let j = top; j <= bottom; j++) {
    let left = -radius + (j & 1);
    while (x + left < 0) left += 2;
    const right = Math.min(radius, width - 1 - x);
    let p = (to + j * width + left) * 3;
    for (let i = left; i <= right; i += 2, p += 6) {
      const dr = rgb[p]! - rgb[p + shift]!;
      const dg = rgb[p + 1]! - rgb[p + shift + 1]!;
      const db = rgb[p + 2]! - rgb[p + shift + 2]!;
      sum += dr * dr + dg * dg + db * db;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}

/** Every missing cell becomes the mean of what the patches that cover it would put there. */
function averageGuesses(
  { width, height, rgb, missing, match }: Completion,
  cells: Int32Array,
): void {
  const next = new Float32Array(cells.length * 3);
  for (let n = 0; n < cells.length; n++) {
    const at = cells[n]!;
    const x = at % width;
    const y = (at - x) / width;
    let r = 0;
    let g = 0;
    let b = 0;
    let weight = 0;
    for (let j = -radius; j <= radius; j++) {
      if (y + j < 0 || y + j >= height) continue;
      for (let i = -radius; i <= radius; i++) {
        if (x + i < 0 || x + i >= width) continue;
        const other = at + j * width + i;
        if (missing[other] === 0 || match[other]! < 0) continue;
        const from = (match[other]! - j * width - i) * 3;
        // The nearer the patch's middle, the more it has been compared with.
        const w = 1 / (1 + i * i + j * j);
        r += w * rgb[from]!;
        g += w * rgb[from + 1]!;
        b += w * rgb[from + 2]!;
        weight += w;
      }
    }
    next[n * 3] = weight > 0 ? r / weight : rgb[at * 3]!;
    next[n * 3 + 1] = weight > 0 ? g / weight : rgb[at * 3 + 1]!;
    next[n * 3 + 2] = weight > 0 ? b / weight : rgb[at * 3 + 2]!;
  }
  for (let n = 0; n < cells.length; n++) {
    const at = cells[n]! * 3;
    rgb[at] = next[n * 3]!;
    rgb[at + 1] = next[n * 3 + 1]!;
    rgb[at + 2] = next[n * 3 + 2]!;
  }
}
