import { type Corner, type Corners, patchSize } from './corners.ts';

/** A turn, a scale and a shift: `x' = a x - b y + shiftX`, `y' = b x + a y + shiftY`. */
export interface Similarity {
  a: number;
  b: number;
  shiftX: number;
  shiftY: number;
}

/** A motion that many corners agree on. */
export interface CommonMotion {
  motion: Similarity;
  /** Corners that follow it, to within the tolerance. */
  followers: number;
}

interface Match {
  from: Corner;
  to: Corner;
}

/** How far from its place a corner may land and still count as following, pixels. */
const tolerance = 4;

/**
 * The motions that corners of one picture share on their way to another, strongest first, at most
 * three. Pictures that show different things yield none, or one that a handful of corners follow.
 */
export function findCommonMotions(
  first: Corners,
  last: Corners,
  random: () => number,
): CommonMotion[] {
  let matches = matchCorners(first, last);
  const motions: CommonMotion[] = [];
  while (motions.length < 3 && matches.length >= 6) {
    const best = bestMotion(matches, random);
    if (!best || best.followers < 6) break;
    motions.push(best);
    matches = matches.filter((match) => missOf(best.motion, match) > tolerance * 2);
  }
  return motions;
}

/** Pairs of corners that are each other's best match, and clearly better than the next best. */
function matchCorners(first: Corners, last: Corners): Match[] {
  const there = createRanking(first.found.length);
  const back = createRanking(last.found.length);
  const a = first.patches;
  const b = last.patches;
  for (let i = 0; i < first.found.length; i++) {
    const p = i * patchSize;
    for (let j = 0; j < last.found.length; j++) {
      const q = j * patchSize;
      let likeness = 0;
      for (let k = 0; k < patchSize; k++) likeness += a[p + k]! * b[q + k]!;
      if (likeness < 0.5) continue;
      rank(there, i, j, likeness, last.found);
      rank(back, j, i, likeness, first.found);
    }
  }
  const matches: Match[] = [];
  for (let i = 0; i < first.found.length; i++) {
    const j = there.best[i]!;
    if (j < 0 || back.best[j] !== i || !isClear(there, i) || !isClear(back, j)) continue;
    matches.push({ from: first.found[i]!, to: last.found[j]! });
  }
  return matches;
}

/** For each corner its best partner so far, how alike they are, and the best elsewhere. */
interface Ranking {
  best: Int32Array;
  likeness: Float32Array;
  runnerUp: Float32Array;
}

function createRanking(count: number): Ranking {
  return {
    best: new Int32Array(count).fill(-1),
    likeness: new Float32Array(count),
    runnerUp: new Float32Array(count),
  };
}

function rank(ranking: Ranking, i: number, j: number, likeness: number, others: Corner[]): void {
  const { best, likeness: held, runnerUp } = ranking;
  const rival = best[i]! >= 0 && apart(others[j]!, others[best[i]!]!);
  if (likeness > held[i]!) {
    if (rival) runnerUp[i] = held[i]!;
    held[i] = likeness;
    best[i] = j;
  } else if (rival && likeness > runnerUp[i]!) {
    runnerUp[i] = likeness;
  }
}

/** Squared distance of unit patches is 2 - 2 likeness; the runner-up must be 1.4 times as far. */
function isClear({ likeness, runnerUp }: Ranking, i: number): boolean {
  return likeness[i]! > 0.8 && 1 - likeness[i]! < 0.7 * (1 - runnerUp[i]!);
}

/** The same spot found at a neighbouring scale is no rival. */
function apart(a: Corner, b: Corner): boolean {
  return Math.abs(a.x - b.x) > 6 || Math.abs(a.y - b.y) > 6;
}

function bestMotion(matches: Match[], random: () => number): CommonMotion | undefined {
  let best: CommonMotion | undefined;
  for (let draw = 0; draw < 400; draw++) {
    const one = matches[Math.floor(random() * matches.length)]!;
    const two = matches[Math.floor(random() * matches.length)]!;
    const motion = motionOfPair(one, two);
    if (!motion) continue;
    let followers = 0;
    for (const match of matches) if (missOf(motion, match) <= tolerance) followers++;
    if (!best || followers > best.followers) best = { motion, followers };
  }
  if (!best) return undefined;
  for (let round = 0; round < 3; round++) {
    const following = matches.filter((match) => missOf(best!.motion, match) <= tolerance);
    const motion = fitMotion(following);
    if (!motion) break;
    best = { motion, followers: countPlaces(following) };
  }
  return best;
}

/** Followers that stand at different places: one corner found at three scales counts once. */
function countPlaces(matches: Match[]): number {
  return new Set(matches.map(({ from }) => `${Math.round(from.x / 8)},${Math.round(from.y / 8)}`))
    .size;
}

function motionOfPair(one: Match, two: Match): Similarity | undefined {
  const dx = two.from.x - one.from.x;
  const dy = two.from.y - one.from.y;
  const ex = two.to.x - one.to.x;
  const ey = two.to.y - one.to.y;
  const length2 = dx * dx + dy * dy;
  if (length2 < 400) return undefined;
  const a = (dx * ex + dy * ey) / length2;
  const b = (dx * ey - dy * ex) / length2;
  const scale = Math.hypot(a, b);
  if (scale < 0.33 || scale > 3) return undefined;
  return {
    a,
    b,
    shiftX: one.to.x - a * one.from.x + b * one.from.y,
    shiftY: one.to.y - b * one.from.x - a * one.from.y,
  };
}

function missOf({ a, b, shiftX, shiftY }: Similarity, { from, to }: Match): number {
  return Math.hypot(
    a * from.x - b * from.y + shiftX - to.x,
    b * from.x + a * from.y + shiftY - to.y,
  );
}

function fitMotion(matches: Match[]): Similarity | undefined {
  const count = matches.length;
  if (count < 3) return undefined;
  const mean = { fx: 0, fy: 0, tx: 0, ty: 0 };
  for (const { from, to } of matches) {
    mean.fx += from.x / count;
    mean.fy += from.y / count;
    mean.tx += to.x / count;
    mean.ty += to.y / count;
  }
  let a = 0;
  let b = 0;
  let spread = 0;
  for (const { from, to } of matches) {
    const dx = from.x - mean.fx;
    const dy = from.y - mean.fy;
    a += dx * (to.x - mean.tx) + dy * (to.y - mean.ty);
    b += dx * (to.y - mean.ty) - dy * (to.x - mean.tx);
    spread += dx * dx + dy * dy;
  }
  if (spread < 100) return undefined;
  a /= spread;
  b /= spread;
  return {
    a,
    b,
    shiftX: mean.tx - a * mean.fx + b * mean.fy,
    shiftY: mean.ty - b * mean.fx - a * mean.fy,
  };
}

/** The way back. */
export function invertMotion({ a, b, shiftX, shiftY }: Similarity): Similarity {
  const norm = a * a + b * b;
  const ia = a / norm;
  const ib = -b / norm;
  return {
    a: ia,
    b: ib,
    shiftX: -(ia * shiftX - ib * shiftY),
    shiftY: -(ib * shiftX + ia * shiftY),
  };
}
