/**
 * Superpixels: a few hundred small patches of like colour whose borders follow the picture's
 * edges. Everything that is decided about depth is decided per patch, so that it cannot differ
 * from one pixel of an object to the next. Simple linear iterative clustering, in Lab.
 */
import type { LabPlanes } from './lab.ts';

export interface Superpixels {
  width: number;
  height: number;
  count: number;
  /** Which patch each pixel belongs to, 0 .. count - 1. Every patch is connected. */
  labels: Int32Array;
}

/** Larger keeps patches rounder, smaller lets them follow fainter edges. In units of Lab. */
const compactness = 9;
const iterations = 5;

/** Cut the picture into about `target` patches. */
export function cutSuperpixels(lab: LabPlanes, target: number): Superpixels {
  const { width, height } = lab;
  const step = Math.max(3, Math.sqrt((width * height) / target));
  const columns = Math.max(1, Math.round(width / step));
  const rows = Math.max(1, Math.round(height / step));
  const count = columns * rows;
  // Per centre: l, a, b, x, y.
  const centres = new Float32Array(count * 5);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = Math.min(width - 1, Math.floor(((i + 0.5) * width) / columns));
      const y = Math.min(height - 1, Math.floor(((j + 0.5) * height) / rows));
      const at = y * width + x;
      centres.set([lab.l[at]!, lab.a[at]!, lab.b[at]!, x, y], (j * columns + i) * 5);
    }
  }
  const labels = new Int32Array(width * height);
  const best = new Float32Array(width * height);
  const sums = new Float32Array(count * 6);
  for (let round = 0; round < iterations; round++) {
    assignPixels(lab, centres, count, step, labels, best);
    moveCentres(lab, labels, centres, sums, count);
  }
  return joinFragments(labels, width, height, (step * step) / 4);
}

function assignPixels(
  { width, height, l, a, b }: LabPlanes,
  centres: Float32Array,
  count: number,
  step: number,
  labels: Int32Array,
  best: Float32Array,
): void {
  best.fill(Number.POSITIVE_INFINITY);
  const spatial = (compactness / step) ** 2;
  const reach = Math.ceil(step * 1.5);
  for (let k = 0; k < count; k++) {
    const cl = centres[k * 5]!;
    const ca = centres[k * 5 + 1]!;
    const cb = centres[k * 5 + 2]!;
    const cx = centres[k * 5 + 3]!;
    const cy = centres[k * 5 + 4]!;
    const left = Math.max(0, Math.round(cx) - reach);
    const right = Math.min(width - 1, Math.round(cx) + reach);
    const top = Math.max(0, Math.round(cy) - reach);
    const bottom = Math.min(height - 1, Math.round(cy) + reach);
    for (let y = top; y <= bottom; y++) {
      const dy = (y - cy) * (y - cy) * spatial;
      for (let x = left, at = y * width + left; x <= right; x++, at++) {
        const dl = l[at]! - cl;
        const da = a[at]! - ca;
        const db = b[at]! - cb;
        const dx = x - cx;
        const distance = dl * dl + da * da + db * db + dx * dx * spatial + dy;
        if (distance < best[at]!) {
          best[at] = distance;
          labels[at] = k;
        }
      }
    }
  }
}

function moveCentres(
  { width, height, l, a, b }: LabPlanes,
  labels: Int32Array,
  centres: Float32Array,
  sums: Float32Array,
  count: number,
): void {
  sums.fill(0);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const k = labels[at]! * 6;
      sums[k]! += l[at]!;
      sums[k + 1]! += a[at]!;
      sums[k + 2]! += b[at]!;
      sums[k + 3]! += x;
      sums[k + 4]! += y;
      sums[k + 5]!++;
    }
  }
  for (let k = 0; k < count; k++) {
    const n = sums[k * 6 + 5]!;
    if (n === 0) continue;
    for (let c = 0; c < 5; c++) centres[k * 5 + c] = sums[k * 6 + c]! / n;
  }
}

/** Number the connected pieces afresh; a piece under `smallest` pixels joins one beside it. */
function joinFragments(
  labels: Int32Array,
  width: number,
  height: number,
  smallest: number,
): Superpixels {
  const size = width * height;
  const joined = new Int32Array(size).fill(-1);
  const queue = new Int32Array(size);
  let count = 0;
  for (let seed = 0; seed < size; seed++) {
    if (joined[seed] !== -1) continue;
    const own = labels[seed]!;
    // Pixels come in reading order, so the one to the left or above is already numbered.
    const x0 = seed % width;
    let beside = -1;
    if (x0 > 0) beside = joined[seed - 1]!;
    else if (seed >= width) beside = joined[seed - width]!;
    let tail = 0;
    queue[tail++] = seed;
    joined[seed] = count;
    for (let head = 0; head < tail; head++) {
      const at = queue[head]!;
      const x = at % width;
      if (x > 0 && joined[at - 1] === -1 && labels[at - 1] === own) {
        joined[at - 1] = count;
        queue[tail++] = at - 1;
      }
      if (x + 1 < width && joined[at + 1] === -1 && labels[at + 1] === own) {
        joined[at + 1] = count;
        queue[tail++] = at + 1;
      }
      if (at >= width && joined[at - width] === -1 && labels[at - width] === own) {
        joined[at - width] = count;
        queue[tail++] = at - width;
      }
      if (at + width < size && joined[at + width] === -1 && labels[at + width] === own) {
        joined[at + width] = count;
        queue[tail++] = at + width;
      }
    }
    if (tail < smallest && beside !== -1) {
      for (let i = 0; i < tail; i++) joined[queue[i]!] = beside;
    } else {
      count++;
    }
  }
  return { width, height, count, labels: joined };
}
