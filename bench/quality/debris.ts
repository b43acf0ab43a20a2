/** Small pieces that a clip has and its first frame has not: what a frayed cut leaves along outlines. */
import type { Displacement } from './edge-points.ts';
import type { Track } from './tracker.ts';

/** Luma, and its size. */
export interface Luma {
  width: number;
  height: number;
  data: Uint8Array;
}

/** The pixels of a plane without the ends of its rows. */
export function copyLuma(plane: {
  width: number;
  height: number;
  luma: Uint8Array;
  stride: number;
}): Luma {
  const { width, height, luma, stride } = plane;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    data.set(luma.subarray(y * stride, y * stride + width), y * width);
  }
  return { width, height, data };
}

/** Details of less than this many pixels across are specks... */
const speck = 7;
/** ...and in the first frame so are those of this many: a push enlarges them. */
const speckBefore = 11;
/** Levels by which a speck stands out from all around it, beyond what was there before. */
const contrast = 16;
/** A piece: pixels that hang together, at least. */
const leastPiece = 4;
/** What reaches over more of the width is no piece: a seam or a wire, of which spots tell too little. */
const longest = 1 / 12;
/** Side of the blocks whose origin is told by spots, and how much farther it is looked for. */
const block = 16;
const around = 6;
/** Spots whose motion speaks for a block. */
const speakers = 6;

/**
 * Count the pixels of small pieces in a later frame that the first one has nothing like, in the
 * neighbourhood from which the place may come: by the motion of the nearest spots, near and far.
 * Pieces are brighter or darker than everything around them; texture that was there before, hair and
 * leaves included, is none.
 */
export function measureDebris(
  first: Luma,
  later: Luma,
  tracks: readonly Track[],
  frame: number,
): number {
  const { width, height } = first;
  const moved = tracks
    .filter(({ start, x }) => start === 0 && x.length > frame)
    .map(({ x, y }) => ({
      x: x[frame]!,
      y: y[frame]!,
      from: { x: Math.round(x[0]! - x[frame]!), y: Math.round(y[0]! - y[frame]!) },
    }));
  if (moved.length < speakers) return Number.NaN;
  const now = findSpecks(later, speck);
  const before = findSpecks(first, speckBefore);
  const [bright, dark] = [before.bright, before.dark].map((specks) =>
    filterSquares(specks, width, height, 2 * around + 1, Math.max),
  ) as [Uint8Array, Uint8Array];
  const pieces = new Uint8Array(width * height);
  const columns = Math.ceil(width / block);
  let row: Displacement[][] = [];
  for (let y = 0; y < height; y++) {
    if (y % block === 0) {
      row = Array.from({ length: columns }, (_, column) => nearestOf(moved, column * block, y));
    }
    for (let x = 0; x < width; x++) {
      const origins = row[Math.floor(x / block)]!;
      const i = y * width + x;
      const isNew = origins.every(({ x: dx, y: dy }) => {
        const [fromX, fromY] = [x + dx, y + dy];
        if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) return false;
        const from = fromY * width + fromX;
        return now.bright[i]! > bright[from]! + contrast || now.dark[i]! > dark[from]! + contrast;
      });
      if (isNew) pieces[i] = 1;
    }
  }
  return countPieces(pieces, width);
}

/** How far each pixel stands out, in levels, brighter or darker, from what is there without specks. */
function findSpecks({ width, height, data }: Luma, size: number) {
  const least = (plane: Uint8Array) => filterSquares(plane, width, height, size, Math.min);
  const most = (plane: Uint8Array) => filterSquares(plane, width, height, size, Math.max);
  const withoutBright = most(least(data));
  const withoutDark = least(most(data));
  return {
    bright: data.map((value, i) => value - withoutBright[i]!),
    dark: data.map((value, i) => withoutDark[i]! - value),
  };
}

/** The least or the most in the square around each pixel. */
function filterSquares(
  plane: Uint8Array,
  width: number,
  height: number,
  size: number,
  pick: (a: number, b: number) => number,
): Uint8Array {
  const half = size >> 1;
  const across = new Uint8Array(plane.length);
  const down = new Uint8Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let found = plane[y * width + x]!;
      const end = Math.min(width - 1, x + half);
      for (let i = Math.max(0, x - half); i <= end; i++) found = pick(found, plane[y * width + i]!);
      across[y * width + x] = found;
    }
  }
  for (let y = 0; y < height; y++) {
    const end = Math.min(height - 1, y + half);
    for (let x = 0; x < width; x++) {
      let found = across[y * width + x]!;
      for (let j = Math.max(0, y - half); j <= end; j++)
        found = pick(found, across[j * width + x]!);
      down[y * width + x] = found;
    }
  }
  return down;
}

/** Where a block of the later frame may have come from: what the spots nearest to it tell. */
function nearestOf(
  moved: readonly { x: number; y: number; from: Displacement }[],
  left: number,
  top: number,
): Displacement[] {
  return moved
    .map(({ x, y, from }) => ({ from, away: (x - left) ** 2 + (y - top) ** 2 }))
    .sort((a, b) => a.away - b.away)
    .slice(0, speakers)
    .map(({ from }) => from);
}

/** Pixels that hang together, four ways, with enough others. */
function countPieces(pieces: Uint8Array, width: number): number {
  let count = 0;
  for (let seed = 0; seed < pieces.length; seed++) {
    if (pieces[seed] === 0) continue;
    const members = [seed];
    pieces[seed] = 0;
    const top = Math.floor(seed / width);
    let [left, right, bottom] = [width, 0, top];
    for (let head = 0; head < members.length; head++) {
      const at = members[head]!;
      left = Math.min(left, at % width);
      right = Math.max(right, at % width);
      bottom = Math.max(bottom, Math.floor(at / width));
      for (const next of [at - 1, at + 1, at - width, at + width]) {
        if (!pieces[next]) continue;
        pieces[next] = 0;
        members.push(next);
      }
    }
    const extent = Math.max(right - left, bottom - top);
    if (members.length >= leastPiece && extent < longest * width) count += members.length;
  }
  return count;
}
