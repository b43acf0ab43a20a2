/**
 * Things given what is theirs. Patches are a tenth of a thing wide and end somewhere near its
 * outline; what lies between their end and the outline would stay behind when the thing moves. It
 * is claimed by the thing, cell by cell from its border on, where its colour is the thing's and not
 * that of what lies behind. Never the other way: background that goes along with a thing is hardly
 * seen, a part of a thing left behind is.
 */
import type { LabPlanes } from '../lab.ts';
import type { Plane } from '../resample.ts';

/** Differences in depth below this part nothing. */
const jump = 0.06;

/** Cells beyond its border that a thing may claim. */
const farthest = 8;

/** Cells to every side in which the colours of thing and background are looked up, every third. */
const around = 12;
const stride = 3;
/** What is nearer to the border than this may be still to claim, and says nothing of the background. */
const unclear = 4;

/** Squared colour distance (Lab) of thing and background below which nobody can tell them apart. */
const distinct = 14 * 14;

/** A cell is claimed when its squared distance to the thing's colour is this share of the other. */
const likelier = 0.2;

/** Before a background as even as this (squared spread), whatever is stranger than this is the thing's. */
const even = 6 * 6;
const strange = 14 * 14;

/** A stretch of a thing's border, as seen from one of its cells. */
interface Sight {
  /** Colours (L, a, b) of the thing and of the farthest that is seen beside it. */
  thing: Float64Array;
  behind: Float64Array;
  /** How far the latter spreads, squared. */
  spread: number;
  /** Up to this depth it was taken for the farthest. */
  depth: number;
}

/**
 * Let near things claim the cells beside them that are theirs by colour; in place.
 * @param things marks of the cells to start from, if not from all.
 */
export function claimOutlines(plane: Plane, lab: LabPlanes, things?: Uint8Array): void {
  const { width, height, data } = plane;
  const look = createLook({ width, height, data: data.slice() }, lab);
  let front: number[] = [];
  let sights: Sight[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (things?.[at] === 0) continue;
      const limit = data[at]! - jump;
      const borders =
        data[at - 1]! < limit ||
        data[at + 1]! < limit ||
        data[at - width]! < limit ||
        data[at + width]! < limit;
      const sight = borders ? look.from(at, x, y) : undefined;
      if (!sight) continue;
      front.push(at);
      sights.push(sight);
    }
  }
  const steps = [-1, 1, -width, width];
  for (let ring = 0; ring < farthest && front.length > 0; ring++) {
    const nextFront: number[] = [];
    const nextSights: Sight[] = [];
    for (let i = 0; i < front.length; i++) {
      const from = front[i]!;
      const sight = sights[i]!;
      for (const step of steps) {
        const at = from + step;
        const x = at % width;
        if (x === 0 || x === width - 1 || at < width || at >= data.length - width) continue;
        if (data[from]! - data[at]! < jump || !look.belongs(at, sight)) continue;
        data[at] = data[from]!;
        nextFront.push(at);
        nextSights.push(sight);
      }
    }
    front = nextFront;
    sights = nextSights;
  }
}

/** What can be told from the depth as it was before anything was claimed, and from the colours. */
function createLook({ width, height, data }: Plane, lab: LabPlanes) {
  const near = new Int32Array(((2 * around) / stride + 1) ** 2);
  const others = new Int32Array(((2 * around) / stride + 1) ** 2);

  return {
    /** The sight from a cell of a border; undefined where thing and background look alike. */
    from(at: number, x: number, y: number): Sight | undefined {
      const limit = data[at]! - jump;
      let nears = 0;
      let count = 0;
      let least = 1;
      for (let v = -around; v <= around; v += stride) {
        for (let u = -around; u <= around; u += stride) {
          if (x + u < 0 || x + u >= width || y + v < 0 || y + v >= height) continue;
          const p = at + v * width + u;
          if (data[p]! < least) least = data[p]!;
          if (data[p]! > limit) near[nears++] = p;
          else if (Math.abs(u) > unclear || Math.abs(v) > unclear) others[count++] = p;
        }
      }
      if (nears === 0 || count === 0) return undefined;
      // What lies between may be a part of the thing or stand behind it: it is judged, not heard.
      const depth = least + jump;
      count = keep(others, count, (p) => data[p]! < depth);
      const thing = averageColour(lab, near, nears);
      return compareSides(lab, thing, others, count, depth);
    },

    /** Whether a cell is of the thing and not of what is behind it. */
    belongs(at: number, { thing, behind, spread, depth }: Sight): boolean {
      const other = distance(lab, at, behind);
      const like = distance(lab, at, thing) < likelier * other;
      if (!like && (spread > even || other < strange + 9 * spread)) return false;
      // A narrow step between thing and background is mostly the thing's rim; a wide one is not.
      return data[at]! < depth || stepsDownNear(at);
    },
  };

  function stepsDownNear(at: number): boolean {
    const x = at % width;
    const y = (at - x) / width;
    const limit = data[at]! - jump;
    for (let j = Math.max(0, y - farthest); j <= Math.min(height - 1, y + farthest); j++) {
      const last = j * width + Math.min(width - 1, x + farthest);
      for (let p = j * width + Math.max(0, x - farthest); p <= last; p++) {
        if (data[p]! < limit) return true;
      }
    }
    return false;
  }
}

/** The colours of a thing and of the background beside it; undefined where they look alike. */
function compareSides(
  lab: LabPlanes,
  thing: Float64Array,
  others: Int32Array,
  seen: number,
  depth: number,
): Sight | undefined {
  const rough = averageColour(lab, others, seen);
  const within = spreadAround(lab, others, seen, rough);
  // What is still to be claimed is among the background: once more without what is off.
  const count = keep(others, seen, (p) => distance(lab, p, rough) <= within);
  if (count === 0) return undefined;
  const behind = averageColour(lab, others, count);
  let apart = 0;
  for (let c = 0; c < 3; c++) apart += (thing[c]! - behind[c]!) ** 2;
  if (apart < distinct) return undefined;
  return { thing, behind, spread: spreadAround(lab, others, count, behind), depth };
}

/** Squared distance of a cell's colour from another one. */
function distance({ l, a, b }: LabPlanes, at: number, colour: Float64Array): number {
  return (l[at]! - colour[0]!) ** 2 + (a[at]! - colour[1]!) ** 2 + (b[at]! - colour[2]!) ** 2;
}

function averageColour({ l, a, b }: LabPlanes, cells: Int32Array, count: number): Float64Array {
  const mean = new Float64Array(3);
  for (let i = 0; i < count; i++) {
    mean[0]! += l[cells[i]!]!;
    mean[1]! += a[cells[i]!]!;
    mean[2]! += b[cells[i]!]!;
  }
  for (let c = 0; c < 3; c++) mean[c]! /= count;
  return mean;
}

function spreadAround(
  lab: LabPlanes,
  cells: Int32Array,
  count: number,
  mean: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += distance(lab, cells[i]!, mean);
  return sum / count;
}

/** Keep the cells that pass, in their order; returns how many. */
function keep(cells: Int32Array, count: number, passes: (at: number) => boolean): number {
  let kept = 0;
  for (let i = 0; i < count; i++) if (passes(cells[i]!)) cells[kept++] = cells[i]!;
  return kept;
}
