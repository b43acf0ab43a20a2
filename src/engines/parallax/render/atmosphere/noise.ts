/** Smooth noise that repeats without a seam: for things that drift. */
import { createRandom } from '../../random.ts';

/** -1..1 at any place; the same again `period` further in either direction. */
export type Noise = (x: number, y: number) => number;

const size = 64;

/** Two octaves of smoothly interpolated noise with features about 1 long. */
export function createNoise(seed: number, purpose: string): Noise {
  const random = createRandom(seed, purpose);
  const lattice = Float32Array.from({ length: size * size }, () => 2 * random() - 1);
  const read = (x: number, y: number) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const fx = fade(x - left);
    const fy = fade(y - top);
    const at = (i: number, j: number) => lattice[(j & (size - 1)) * size + (i & (size - 1))]!;
    const upper = at(left, top) + fx * (at(left + 1, top) - at(left, top));
    const lower = at(left, top + 1) + fx * (at(left + 1, top + 1) - at(left, top + 1));
    return upper + fy * (lower - upper);
  };
  return (x, y) => (2 * read(x, y) + read(2 * x + 17.3, 2 * y + 5.1)) / 3;
}

function fade(t: number): number {
  return t * t * (3 - 2 * t);
}
