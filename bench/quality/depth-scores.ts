/** An estimate of depth against a reference, by measures that ask for no common scale. */
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';

export interface DepthScores {
  /** Spearman's rank correlation of all places. */
  rank: number;
  /** Share of the pairs clearly apart in the reference that the estimate has in the same order. */
  ordered: number;
  /** The same of pairs in one row, where a ramp from top to bottom knows nothing: 0.5 by chance. */
  orderedInRow: number;
  /** How much two places of one object differ, against any two places: 0 is flat, 1 is noise. */
  unevenness: number;
  /** Steps that would be cut where the reference has none, per thousand places. */
  falseSteps: number;
}

/** Places across the longer side. */
const placesAcross = 320;
const pairs = 40_000;
/** Reference depths (0..1) that are clearly apart, and a step between neighbours that is an edge. */
const apart = 0.1;
const edge = 0.02;
/** Estimates closer than this are no order: such a pair counts a half. */
const even = 0.005;
/** A step of the estimate that the renderer takes for a jump. */
const jump = 0.045;
/** Places around an edge of the reference that are left out: it may be off by as much. */
const margin = 2;
/** The least object, as a share of the picture. */
const leastObject = 0.005;

/** Score an estimate; both planes show the same picture, 0 far to 1 near, at any size. */
export function scoreDepth(estimate: Plane, reference: Plane): DepthScores {
  const scale = placesAcross / Math.max(reference.width, reference.height);
  const width = Math.max(2, Math.round(reference.width * scale));
  const height = Math.max(2, Math.round(reference.height * scale));
  const truth = sample(reference, width, height);
  const guess = sample(estimate, width, height);
  const objects = findObjects(truth, width, height);
  return {
    rank: correlate(ranksOf(truth), ranksOf(guess)),
    ...scorePairs(truth, guess, width, height),
    ...scoreInsides(guess, objects, width, height),
  };
}

/** The plain ramp from far (top) to near (bottom): what every estimate has to beat. */
export function makeRamp({ width, height }: { width: number; height: number }): Plane {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) data.fill((y + 0.5) / height, y * width, (y + 1) * width);
  return { width, height, data };
}

function sample(plane: Plane, width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) / height) * plane.height) * plane.width;
    for (let x = 0; x < width; x++) {
      out[y * width + x] = plane.data[row + Math.floor(((x + 0.5) / width) * plane.width)]!;
    }
  }
  return out;
}

/** Ranks; those who share a value share their mean rank. */
function ranksOf(values: Float32Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((p, q) => values[p]! - values[q]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + to - 1) / 2;
  }
  return ranks;
}

function correlate(a: Float64Array, b: Float64Array): number {
  const middle = (a.length - 1) / 2;
  let both = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - middle) * (b[i]! - middle);
    aa += (a[i]! - middle) ** 2;
    bb += (b[i]! - middle) ** 2;
  }
  return aa * bb > 0 ? both / Math.sqrt(aa * bb) : 0;
}

/** Numbers below `below`, the same in every run. */
function createDice(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function scorePairs(truth: Float32Array, guess: Float32Array, width: number, height: number) {
  const roll = createDice();
  const judge = (p: number, q: number) => {
    const expected = truth[p]! - truth[q]!;
    if (Math.abs(expected) < apart) return undefined;
    const found = guess[p]! - guess[q]!;
    if (Math.abs(found) < even) return 0.5;
    return found * expected > 0 ? 1 : 0;
  };
  const any = meanOf(() => judge(roll(truth.length), roll(truth.length)));
  const inRow = meanOf(() => {
    const row = roll(height) * width;
    return judge(row + roll(width), row + roll(width));
  });
  return { ordered: any, orderedInRow: inRow };
}

function meanOf(measure: () => number | undefined): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < pairs; i++) {
    const value = measure();
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Per place the number of its object, from 1 on; 0 near edges of the reference and in what is small. */
function findObjects(truth: Float32Array, width: number, height: number): Int32Array {
  const inside = new Uint8Array(truth.length).fill(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const right = x + 1 < width ? Math.abs(truth[at]! - truth[at + 1]!) : 0;
      const below = y + 1 < height ? Math.abs(truth[at]! - truth[at + width]!) : 0;
      if (Math.max(right, below) < edge) continue;
      for (let j = Math.max(0, y - margin); j <= Math.min(height - 1, y + margin); j++) {
        inside.fill(
          0,
          j * width + Math.max(0, x - margin),
          j * width + Math.min(width, x + margin + 1),
        );
      }
    }
  }
  const objects = new Int32Array(truth.length);
  let count = 0;
  for (let seed = 0; seed < truth.length; seed++) {
    if (inside[seed] === 0) continue;
    const members = [seed];
    inside[seed] = 0;
    for (let head = 0; head < members.length; head++) {
      const at = members[head]!;
      const x = at % width;
      const neighbours = [
        x > 0 ? at - 1 : at,
        x + 1 < width ? at + 1 : at,
        Math.max(at - width, at % width),
        at + width < truth.length ? at + width : at,
      ];
      for (const next of neighbours) {
        if (inside[next] === 0) continue;
        inside[next] = 0;
        members.push(next);
      }
    }
    if (members.length < leastObject * truth.length) continue;
    count++;
    for (const at of members) objects[at] = count;
  }
  return objects;
}

function scoreInsides(guess: Float32Array, objects: Int32Array, width: number, height: number) {
  const roll = createDice();
  const reach = Math.round(0.06 * width);
  const differ = (p: number, q: number) => Math.abs(guess[p]! - guess[q]!);
  const anywhere = meanOf(() => differ(roll(guess.length), roll(guess.length)));
  const within = meanOf(() => {
    const x = roll(width);
    const y = roll(height);
    const i = Math.min(width - 1, Math.max(0, x + roll(2 * reach + 1) - reach));
    const j = Math.min(height - 1, Math.max(0, y + roll(2 * reach + 1) - reach));
    const p = y * width + x;
    const q = j * width + i;
    return objects[p] !== 0 && objects[p] === objects[q] ? differ(p, q) : undefined;
  });
  let steps = 0;
  let places = 0;
  for (let at = 0; at < guess.length - width; at++) {
    const object = objects[at]!;
    if (object === 0) continue;
    places++;
    const inRow = (at + 1) % width !== 0 && objects[at + 1] === object;
    const right = inRow ? differ(at, at + 1) : 0;
    const below = objects[at + width] === object ? differ(at, at + width) : 0;
    if (Math.max(right, below) > jump) steps++;
  }
  return { unevenness: within / anywhere, falseSteps: (1000 * steps) / places };
}
