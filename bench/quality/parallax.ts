/** How far a clip parts near from far: motion that no camera makes which only turns and zooms. */
import type { Track } from './tracker.ts';

/** Spots at either end that may be mistaken, as a share of all. */
const strays = 0.05;

/** Rounds of the fit: what goes its own way has less say in each. */
const rounds = 4;

/**
 * The spread, in pixels, of how far spots have moved from the first frame to the last, once the
 * motion of the whole picture is taken out: slide, zoom and roll, and the bend of perspective that
 * comes of turning. Those leave a picture flat, however far it moves; what they cannot explain is
 * depth. Along the direction in which it is largest; NaN where too few spots stay in view.
 */
export function measureParallax(
  tracks: readonly Track[],
  { width, height }: { width: number; height: number },
  frames: number,
): number {
  const spots = tracks
    .filter(({ start, x }) => start === 0 && x.length === frames)
    .map(({ x, y }) => ({
      // In halves of the width from the middle, so that all terms are of one size.
      x: (2 * x[0]!) / width - 1,
      y: (2 * y[0]! - height) / width,
      dx: x[frames - 1]! - x[0]!,
      dy: y[frames - 1]! - y[0]!,
    }));
  if (spots.length < 20) return Number.NaN;
  let left = spots.map(({ dx, dy }) => [dx, dy] as const);
  for (let round = 0; round < rounds; round++) {
    const fit = fitFlat(spots, (i) => 1 / (1 + (round > 0 ? Math.hypot(...left[i]!) : 0)));
    if (!fit) return Number.NaN;
    left = spots.map(({ x, y, dx, dy }) => {
      const [across, down] = flatTerms(x, y);
      return [dx - dot(across, fit), dy - dot(down, fit)] as const;
    });
  }
  let most = 0;
  for (let degrees = 0; degrees < 180; degrees += 15) {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const along = left.map(([dx, dy]) => c * dx + s * dy).sort((a, b) => a - b);
    const outside = Math.floor(strays * along.length);
    most = Math.max(most, along[along.length - 1 - outside]! - along[outside]!);
  }
  return most;
}

/** What slide (2), zoom, roll and turn (2) add to the motion at a place: across, and down. */
function flatTerms(x: number, y: number): [number[], number[]] {
  return [
    [1, 0, x, -y, x * x, x * y],
    [0, 1, y, x, x * y, y * y],
  ];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

interface Spot {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

/** Least squares by the normal equations; undefined where they have no one answer. */
function fitFlat(spots: readonly Spot[], weightOf: (spot: number) => number) {
  const rows = Array.from({ length: 6 }, () => new Array<number>(7).fill(0));
  spots.forEach(({ x, y, dx, dy }, spot) => {
    const weight = weightOf(spot);
    for (const [terms, moved] of flatTerms(x, y).map((terms, i) => [terms, i ? dy : dx] as const)) {
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) rows[i]![j]! += weight * terms[i]! * terms[j]!;
        rows[i]![6]! += weight * terms[i]! * moved;
      }
    }
  });
  for (let i = 0; i < 6; i++) {
    if (!(Math.abs(rows[i]![i]!) > 1e-9)) return undefined;
    for (let other = 0; other < 6; other++) {
      if (other === i) continue;
      const share = rows[other]![i]! / rows[i]![i]!;
      for (let j = i; j < 7; j++) rows[other]![j]! -= share * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[6]! / row[i]!);
}
