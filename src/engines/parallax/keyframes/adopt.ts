import type { Field } from './field.ts';
import type { Level } from './level.ts';

/** A pixel trusted less than this takes another's motion. */
const trusted = 0.5;

/**
 * Give every untrusted pixel the motion of the trusted one it is most easily reached from, where
 * crossing an edge of the image is a long way: an object's rim moves with the object. Unlike an
 * average, which is a motion of neither side, this keeps seams sharp.
 */
export function adoptNearest(field: Field, trust: Float32Array, guide: Level): void {
  const { width, height } = field;
  const distance = new Float32Array(width * height);
  const source = new Int32Array(width * height);
  for (let i = 0; i < distance.length; i++) {
    distance[i] = trust[i]! >= trusted ? 0 : Number.POSITIVE_INFINITY;
    source[i] = i;
  }
  // Sweeps from both corners reach round most bends in two rounds.
  for (let round = 0; round < 2; round++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (x > 0) reach(i - 1, i, distance, source, guide);
        if (y > 0) reach(i - width, i, distance, source, guide);
      }
    }
    for (let y = height - 1; y >= 0; y--) {
      for (let x = width - 1; x >= 0; x--) {
        const i = y * width + x;
        if (x + 1 < width) reach(i + 1, i, distance, source, guide);
        if (y + 1 < height) reach(i + width, i, distance, source, guide);
      }
    }
  }
  const { x, y } = field;
  const fromX = x.slice();
  const fromY = y.slice();
  for (let i = 0; i < source.length; i++) {
    x[i] = fromX[source[i]!]!;
    y[i] = fromY[source[i]!]!;
  }
}

function reach(
  from: number,
  to: number,
  distance: Float32Array,
  source: Int32Array,
  { features, luma }: Level,
): void {
  if (distance[to] === 0 || distance[from]! >= distance[to]!) return;
  const light = Math.abs(luma[from]! - luma[to]!);
  const warm = Math.abs(features[from * 3 + 1]! - features[to * 3 + 1]!);
  const green = Math.abs(features[from * 3 + 2]! - features[to * 3 + 2]!);
  const far = distance[from]! + 0.08 + light * 6 + (warm + green) * 0.6;
  if (far >= distance[to]!) return;
  distance[to] = far;
  source[to] = source[from]!;
}
