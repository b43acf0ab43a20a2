import type { Field } from './field.ts';
import type { Level } from './level.ts';

/**
 * Level a field out, trusted pixels leading, stopping at the image's edges and the field's seams:
 * weighted least squares solved line by line, rows and columns in turn (the idea of the fast
 * global smoother). Linear in pixels however far a value has to travel.
 * @param trust 0..1 per pixel
 * @param strength about the squared distance, in pixels, over which flat areas are levelled
 */
export function spreadField(
  field: Field,
  trust: Float32Array,
  guide: Level,
  strength: number,
): void {
  const { width, height } = field;
  const across = lineWeights(guide, field, 1);
  const down = lineWeights(guide, field, width);
  const x = field.x.map((value, i) => value * trust[i]!);
  const y = field.y.map((value, i) => value * trust[i]!);
  // A floor under the trust keeps an untrusted island from dividing nothing by nothing.
  const weight = trust.map((value) => value + 1e-7);
  const scratch = new Float32Array(Math.max(width, height) * 5);
  for (let round = 0; round < 3; round++) {
    // Each round smooths a quarter as much as the one before, which hides the direction of lines.
    const lambda = (strength * 1.5 * 4 ** (2 - round)) / 21;
    for (let row = 0; row < height; row++) {
      solveLine([x, y, weight], across, row * width, 1, width, lambda, scratch);
    }
    for (let column = 0; column < width; column++) {
      solveLine([x, y, weight], down, column, width, height, lambda, scratch);
    }
  }
  for (let i = 0; i < x.length; i++) {
    field.x[i] = x[i]! / weight[i]!;
    field.y[i] = y[i]! / weight[i]!;
  }
}

/** Whether two neighbours move as one, 0..1: past about 2.5 pixels apart there is a seam. */
export function bondAt({ x, y }: Field, i: number, j: number): number {
  const apart = Math.abs(x[i]! - x[j]!) + Math.abs(y[i]! - y[j]!);
  return 1 / (1 + (apart / 2.5) ** 4);
}

/** How freely values pass from each pixel to the next one along a line: 1 in flat areas, near 0 at edges. */
function lineWeights(
  { features, luma, width, height }: Level,
  field: Field,
  step: number,
): Float32Array {
  const weights = new Float32Array(width * height);
  const last = width * height - step;
  for (let i = 0; i < last; i++) {
    const j = i + step;
    const light = Math.abs(luma[i]! - luma[j]!);
    const colour =
      Math.abs(features[i * 3 + 1]! - features[j * 3 + 1]!) +
      Math.abs(features[i * 3 + 2]! - features[j * 3 + 2]!);
    weights[i] = (Math.exp(-(light * 18 + colour * 1.6)) + 0.0005) * bondAt(field, i, j);
  }
  return weights;
}

/** Solve (1 + lambda A) u = f along one line for three right sides at once (Thomas' algorithm). */
function solveLine(
  planes: readonly [Float32Array, Float32Array, Float32Array],
  weights: Float32Array,
  start: number,
  step: number,
  count: number,
  lambda: number,
  scratch: Float32Array,
): void {
  const [p, q, r] = planes;
  let before = 0;
  let carry = 0;
  let cp = 0;
  let cq = 0;
  let cr = 0;
  for (let k = 0; k < count; k++) {
    const i = start + k * step;
    const after = k + 1 < count ? lambda * weights[i]! : 0;
    const pivot = 1 / (1 + before + after - before * carry);
    cp = (p[i]! + before * cp) * pivot;
    cq = (q[i]! + before * cq) * pivot;
    cr = (r[i]! + before * cr) * pivot;
    carry = after * pivot;
    const s = k * 4;
    scratch[s] = carry;
    scratch[s + 1] = cp;
    scratch[s + 2] = cq;
    scratch[s + 3] = cr;
    before = after;
  }
  let up = 0;
  let uq = 0;
  let ur = 0;
  for (let k = count - 1; k >= 0; k--) {
    const i = start + k * step;
    const s = k * 4;
    up = scratch[s + 1]! + scratch[s]! * up;
    uq = scratch[s + 2]! + scratch[s]! * uq;
    ur = scratch[s + 3]! + scratch[s]! * ur;
    p[i] = up;
    q[i] = uq;
    r[i] = ur;
  }
}
