import { type Affine, addAffine } from './affine.ts';
import { type Field, samplePlane } from './field.ts';
import type { Flow } from './flow.ts';

/** How the pixels of one image stand among others that land on the same place. */
export interface Standing {
  /** How much a pixel prevails: what is in front covers the rest. */
  rank: Float32Array;
  /**
   * How much its colour is worth, 1 or little: beside something in front, a pixel of the background
   * has some of its neighbour's colour, which would stay behind as a ghost of the outline.
   */
  clean: Float32Array;
}

/**
 * Tell what is in front. Usually that is what departs most from the common motion: things move
 * before a background, and near things pass faster than far ones. Where the images hide something,
 * they show which motion hid which, and can say that here it is the other way round.
 *
 * Pixels on the seam of two motions have a motion of neither and would scatter; they give way.
 */
export function rankPixels(flow: Flow, common: Affine): { first: Standing; last: Standing } {
  const first = departureOf(flow.forward, common);
  // Backward motion departs from the inverse; turned round and looked up where it came from, it
  // departs from the common motion itself.
  const last = departureOf(flow.backward, invertAffine(common));
  const fastInFront = askHidden(flow.forward, flow.seenForward, first, last) >= 0;
  return {
    first: {
      rank: weigh(flow.forward, first, fastInFront),
      clean: findClean(flow.forward, first, fastInFront),
    },
    last: {
      rank: weigh(flow.backward, last, fastInFront),
      clean: findClean(flow.backward, last, fastInFront),
    },
  };
}

/** How far, in grid cells, each pixel's motion departs from the common one. */
function departureOf(field: Field, common: Affine): Float32Array {
  const rest = { ...field, x: field.x.slice(), y: field.y.slice() };
  addAffine(rest, common, -1);
  return rest.x.map((value, i) => Math.hypot(value, rest.y[i]!));
}

/** Above 0 if what hides others mostly departs more from the common motion than what it hides. */
function askHidden(
  field: Field,
  seen: Float32Array,
  ownDeparture: Float32Array,
  otherDeparture: Float32Array,
): number {
  const { width, height } = field;
  let votes = 0;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const i = y * width + x;
      if (seen[i]! > 0.2) continue;
      const toX = x + field.x[i]!;
      const toY = y + field.y[i]!;
      if (toX < 0 || toY < 0 || toX > width - 1 || toY > height - 1) continue;
      const hider = samplePlane(otherDeparture, width, height, toX, toY);
      const lead = hider - ownDeparture[i]!;
      if (Math.abs(lead) > 1.5) votes += Math.sign(lead);
    }
  }
  return votes;
}

function weigh(field: Field, departure: Float32Array, fastInFront: boolean): Float32Array {
  const { width, height } = field;
  const standing = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const right = x + 1 < width ? i + 1 : i;
      const left = x > 0 ? i - 1 : i;
      const below = y + 1 < height ? i + width : i;
      const above = y > 0 ? i - width : i;
      const tear =
        Math.abs(departure[right]! - departure[left]!) +
        Math.abs(departure[below]! - departure[above]!);
      const lead = 1 + Math.min(20, departure[i]!) ** 2;
      // A departure that changes by half a cell per cell is a seam.
      standing[i] = (fastInFront ? lead : 1 / lead) / (1 + tear ** 4 * 16);
    }
  }
  return standing;
}

/** Mark the two cells of background along everything in front. */
function findClean({ width, height }: Field, departure: Float32Array, fastInFront: boolean) {
  const lead = fastInFront ? departure : departure.map((value) => -value);
  const across = new Float32Array(lead.length);
  const highest = new Float32Array(lead.length);
  for (let y = 0; y < height; y++) maxLine(lead, across, y * width, 1, width);
  for (let x = 0; x < width; x++) maxLine(across, highest, x, width, height);
  return highest.map((value, i) => (value > lead[i]! + 2 ? 0.03 : 1));
}

/** The largest of each value and the two on either side. */
function maxLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
): void {
  for (let k = 0; k < count; k++) {
    let most = Number.NEGATIVE_INFINITY;
    const end = Math.min(count - 1, k + 2);
    for (let j = Math.max(0, k - 2); j <= end; j++) most = Math.max(most, from[start + j * step]!);
    to[start + k * step] = most;
  }
}

function invertAffine({ x0, xx, xy, y0, yx, yy }: Affine): Affine {
  const a = 1 + xx;
  const d = 1 + yy;
  const det = a * d - xy * yx || 1;
  const ia = d / det;
  const ib = -xy / det;
  const ic = -yx / det;
  const id = a / det;
  return {
    x0: -(ia * x0 + ib * y0),
    xx: ia - 1,
    xy: ib,
    y0: -(ic * x0 + id * y0),
    yx: ic,
    yy: id - 1,
  };
}
