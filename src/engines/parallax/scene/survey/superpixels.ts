/**
 * Superpixels: a few hundred small patches of like colour whose borders follow the picture's
 * edges. Everything that is decided about depth is decided per patch, so that it cannot differ
 * from one pixel of an object to the next. Simple linear iterative clustering, in Lab.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { LabPlanes } from '../lab.ts';

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
  const room = openRoom();
  const [l, a, b] = [room.put(lab.l), room.put(lab.a), room.put(lab.b)];
  const middles = room.put(centres);
  const labels = room.take(width * height * 4);
  const scratch = room.take(width * height * 4);
  const sums = room.take(count * 24);
  const spatial = (compactness / step) ** 2;
  const reach = Math.ceil(step * 1.5);
  for (let round = 0; round < iterations; round++) {
    kernel.assignPixels(l, a, b, width, height, middles, count, spatial, reach, labels, scratch);
    kernel.moveCentres(l, a, b, width, height, middles, count, labels, sums);
  }
  const joined = room.take(width * height * 4);
  const smallest = (step * step) / 4;
  const left = kernel.joinFragments(labels, width, height, smallest, joined, scratch);
  return { width, height, count: left, labels: room.read(joined, new Int32Array(width * height)) };
}
