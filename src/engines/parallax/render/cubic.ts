/**
 * Cubic interpolation by table. 256 phases put a picture within 1/512 pixel of where it belongs,
 * far below what an eye or the 0.02 px/frame^2 of good sub-pixel motion can tell.
 */

export const phases = 256;

/** The sum of the four weights of a phase: seven bits, so that two passes fit into 32. */
export const weightSum = 128;

/**
 * How much to stretch the kernel, 1..1.6, for `step` source pixels per output pixel. From 1 on that
 * takes the detail away that would shimmer in a smaller picture; four pixels carry it to about 1.6.
 */
export function chooseStretch(step: number): number {
  return Math.min(1.6, Math.max(1, step));
}

/** Weights of the four pixels around a position, `phases` times four. */
export function tabulateCubic(stretch: number): Int32Array {
  const table = new Int32Array(phases * 4);
  // Halfway between pixels (0, 3/4) keeps 97 % of a wave four pixels long, where Catmull-Rom
  // (0, 1/2) keeps 88 % and a slow pan pulses between sharp and soft.
  // Stretched it would ring; by 1.6 it has become the B-spline (1, 0), which cannot.
  const softness = (stretch - 1) / 0.6;
  for (let phase = 0; phase < phases; phase++) {
    const weights = [-1, 0, 1, 2].map((i) =>
      cubic(Math.abs(i - phase / phases) / (1 + (stretch - 1) * 0.35), softness),
    );
    const sum = weights.reduce((a, b) => a + b);
    const rounded = weights.map((weight) => Math.round((weight / sum) * weightSum));
    // What rounding lost goes to the heaviest, so that flat areas keep their value exactly.
    const heaviest = rounded.indexOf(Math.max(...rounded));
    rounded[heaviest]! += weightSum - rounded.reduce((a, b) => a + b);
    table.set(rounded, phase * 4);
  }
  return table;
}

/** The family of Mitchell and Netravali with B = softness and C = 3/4 (1 - softness). */
function cubic(x: number, softness: number): number {
  const b = softness;
  const c = 0.75 * (1 - softness);
  if (x < 1) {
    return ((12 - 9 * b - 6 * c) * x ** 3 + (-18 + 12 * b + 6 * c) * x ** 2 + (6 - 2 * b)) / 6;
  }
  if (x < 2) {
    return (
      ((-b - 6 * c) * x ** 3 +
        (6 * b + 30 * c) * x ** 2 +
        (-12 * b - 48 * c) * x +
        8 * b +
        24 * c) /
      6
    );
  }
  return 0;
}
