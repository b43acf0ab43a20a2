/**
 * Depth at the picture's full size. Where it is smooth it is interpolated; where it jumps, every
 * pixel takes the side whose pixels nearby it resembles more, so that the jump falls on the
 * picture's own edge and stays a jump.
 */
import type { Picture } from '../../../media/picture.ts';
import { enlargePlane, type Plane } from './resample.ts';

/** Less than this between neighbours is slope, not a jump. */
export const smallestJump = 0.05;

/** Colour distance (sum of squares of RGB steps) at which likeness has fallen to a third. */
const likeness = 2 * 14 * 14;

/**
 * Bring depth from cells of `size` pixels to the picture's size.
 * @param small the picture in these cells, to compare colours with.
 */
export function refineDepth(
  picture: Picture,
  small: Picture,
  depth: Float32Array,
  size: number,
): Float32Array {
  const { width, height } = picture;
  const plane: Plane = { width: small.width, height: small.height, data: depth };
  const full = enlargePlane(plane, size, width, height);
  const jumps = findJumps(plane);
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / size - 0.5;
    const row = Math.min(small.height - 1, Math.max(0, Math.round(v)));
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / size - 0.5;
      const column = Math.min(small.width - 1, Math.max(0, Math.round(u)));
      if (jumps[row * small.width + column] === 0) continue;
      const at = y * width + x;
      full[at] = chooseSide(picture.data, at * 3, small, depth, u, v);
    }
  }
  return full;
}

/** Marks the working pixels around which depth jumps within two pixels. */
function findJumps({ width, height, data }: Plane): Uint8Array {
  const marks = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const right = x + 1 < width ? Math.abs(data[at + 1]! - data[at]!) : 0;
      const down = y + 1 < height ? Math.abs(data[at + width]! - data[at]!) : 0;
      if (Math.max(right, down) < smallestJump) continue;
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 2); j++) {
        const from = Math.max(0, x - 1);
        marks.fill(1, j * width + from, j * width + Math.min(width - 1, x + 2) + 1);
      }
    }
  }
  return marks;
}

const reach = 2;

/** The mean depth of the likelier of the two sides of a jump. */
function chooseSide(
  rgb: Uint8Array,
  at: number,
  small: Picture,
  depth: Float32Array,
  u: number,
  v: number,
): number {
  const { width, height, data } = small;
  const left = Math.max(0, Math.ceil(u - reach));
  const right = Math.min(width - 1, Math.floor(u + reach));
  const top = Math.max(0, Math.ceil(v - reach));
  const bottom = Math.min(height - 1, Math.floor(v + reach));
  let least = 2;
  let most = -1;
  for (let j = top; j <= bottom; j++) {
    for (let i = left; i <= right; i++) {
      const d = depth[j * width + i]!;
      if (d < least) least = d;
      if (d > most) most = d;
    }
  }
  const middle = (least + most) / 2;
  const r = rgb[at]!;
  const g = rgb[at + 1]!;
  const b = rgb[at + 2]!;
  let near = 0;
  let nearSum = 0;
  let far = 0;
  let farSum = 0;
  for (let j = top; j <= bottom; j++) {
    for (let i = left; i <= right; i++) {
      const p = j * width + i;
      const dr = data[p * 3]! - r;
      const dg = data[p * 3 + 1]! - g;
      const db = data[p * 3 + 2]! - b;
      const away = (i - u) * (i - u) + (j - v) * (j - v);
      const off = (dr * dr + dg * dg + db * db) / likeness;
      const weight = 1 / ((1 + off * off) * (1 + away * away) ** 2);
      const d = depth[p]!;
      if (d > middle) {
        near += weight;
        nearSum += weight * d;
      } else {
        far += weight;
        farSum += weight * d;
      }
    }
  }
  return near > far ? nearSum / near : farSum / far;
}
