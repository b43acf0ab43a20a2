import type { Field } from './field.ts';
import type { Level } from './level.ts';
import { bondAt } from './smooth.ts';

/**
 * Bring a field to sub-pixel accuracy: warp, linearise, and solve for the small correction that
 * makes the features agree while neighbours move alike, both with robust penalties, by
 * over-relaxed sweeps.
 * @param trust where the images can be compared at all, 0..1
 */
export function refineField(
  from: Level,
  to: Level,
  field: Field,
  trust: Float32Array,
  { warps = 2, sweeps = 10, smoothness = 0.35 } = {},
): void {
  const ties = edgeTies(from, field, smoothness);
  const slopes = featureSlopes(to);
  for (let warp = 0; warp < warps; warp++) {
    const data = linearise(from, to, slopes, field, trust);
    const total = { ...field, x: field.x.slice(), y: field.y.slice() };
    for (let sweep = 0; sweep < sweeps; sweep++) {
      if (sweep % 5 === 0) weighRobustly(data, field, total);
      relax(total, data, ties);
    }
    for (let i = 0; i < total.x.length; i++) {
      // One linearisation is good for about a pixel; more is a wrong guess running away.
      field.x[i]! += Math.max(-1.5, Math.min(1.5, total.x[i]! - field.x[i]!));
      field.y[i]! += Math.max(-1.5, Math.min(1.5, total.y[i]! - field.y[i]!));
    }
  }
}

/** Per pixel and channel the slope and the remaining difference, then their weighted products. */
interface Data {
  /** slope x, slope y, difference, for luma and two colours: 9 per pixel */
  raw: Float32Array;
  /** xx, xy, yy and the two right sides: 5 per pixel */
  products: Float32Array;
  trust: Float32Array;
}

const channelWeight = [1, 0.5, 0.5] as const;

function linearise(
  from: Level,
  to: Level,
  slopes: { x: Float32Array; y: Float32Array },
  field: Field,
  trust: Float32Array,
): Data {
  const { width, height } = field;
  const raw = new Float32Array(width * height * 9);
  const held = trust.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const tx = x + field.x[i]!;
      const ty = y + field.y[i]!;
      if (tx < 0 || ty < 0 || tx > width - 1 || ty > height - 1) {
        held[i] = 0;
        continue;
      }
      const x0 = Math.min(width - 2, Math.floor(tx));
      const y0 = Math.min(height - 2, Math.floor(ty));
      const fx = tx - x0;
      const fy = ty - y0;
      const at = (y0 * width + x0) * 3;
      const low = at + width * 3;
      const w00 = (1 - fx) * (1 - fy);
      const w01 = fx * (1 - fy);
      const w10 = (1 - fx) * fy;
      const w11 = fx * fy;
      for (let c = 0; c < 3; c++) {
        const p = at + c;
        const q = low + c;
        const r = i * 9 + c * 3;
        const { x: sx, y: sy } = slopes;
        const f = to.features;
        raw[r] = sx[p]! * w00 + sx[p + 3]! * w01 + sx[q]! * w10 + sx[q + 3]! * w11;
        raw[r + 1] = sy[p]! * w00 + sy[p + 3]! * w01 + sy[q]! * w10 + sy[q + 3]! * w11;
        raw[r + 2] =
          f[p]! * w00 + f[p + 3]! * w01 + f[q]! * w10 + f[q + 3]! * w11 - from.features[i * 3 + c]!;
      }
    }
  }
  return { raw, products: new Float32Array(width * height * 5), trust: held };
}

function featureSlopes({ features, width, height }: Level) {
  const x = new Float32Array(features.length);
  const y = new Float32Array(features.length);
  const row = width * 3;
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const i = py * row + px * 3;
      const left = px > 0 ? 3 : 0;
      const right = px < width - 1 ? 3 : 0;
      const up = py > 0 ? row : 0;
      const down = py < height - 1 ? row : 0;
      for (let c = 0; c < 3; c++) {
        x[i + c] = (features[i + right + c]! - features[i - left + c]!) / 2;
        y[i + c] = (features[i + down + c]! - features[i - up + c]!) / 2;
      }
    }
  }
  return { x, y };
}

function weighRobustly({ raw, products, trust }: Data, field: Field, total: Field): void {
  for (let i = 0; i < trust.length; i++) {
    const stepX = total.x[i]! - field.x[i]!;
    const stepY = total.y[i]! - field.y[i]!;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    let xt = 0;
    let yt = 0;
    for (let c = 0; c < 3; c++) {
      const j = i * 9 + c * 3;
      const sx = raw[j]!;
      const sy = raw[j + 1]!;
      const left = raw[j + 2]! + sx * stepX + sy * stepY;
      // Charbonnier penalty; the slope in the divisor weighs strong and weak texture alike.
      const weight = channelWeight[c]! / Math.sqrt(left * left + 0.01) / (sx * sx + sy * sy + 0.06);
      xx += weight * sx * sx;
      xy += weight * sx * sy;
      yy += weight * sy * sy;
      xt += weight * sx * raw[j + 2]!;
      yt += weight * sy * raw[j + 2]!;
    }
    const k = i * 5;
    const t = trust[i]!;
    products[k] = xx * t;
    products[k + 1] = xy * t;
    products[k + 2] = yy * t;
    // The right sides, for the whole motion rather than its step.
    products[k + 3] = (xx * field.x[i]! + xy * field.y[i]! - xt) * t;
    products[k + 4] = (xy * field.x[i]! + yy * field.y[i]! - yt) * t;
  }
}

/** How strongly each pixel is tied to the next across (even) and down (odd), weaker at edges. */
function edgeTies({ luma, width, height }: Level, field: Field, smoothness: number): Float32Array {
  const ties = new Float32Array(width * height * 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const tie = (j: number) =>
        smoothness * (0.05 + Math.exp(-Math.abs(luma[i]! - luma[j]!) * 22)) * bondAt(field, i, j);
      if (x + 1 < width) ties[i * 2] = tie(i + 1);
      if (y + 1 < height) ties[i * 2 + 1] = tie(i + width);
    }
  }
  return ties;
}

/** One sweep of successive over-relaxation on the whole motion, field and step together. */
function relax(total: Field, { products }: Data, ties: Float32Array): void {
  const { width, height, x: tx, y: ty } = total;
  const over = 1.8;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const right = ties[i * 2]!;
      const down = ties[i * 2 + 1]!;
      let held = 1e-4 + right + down;
      // Ties past a border are zero, so what is read there does not matter, as long as it is there.
      const after = x + 1 < width ? i + 1 : i;
      const below = y + 1 < height ? i + width : i;
      let pullX = 1e-4 * tx[i]! + right * tx[after]! + down * tx[below]!;
      let pullY = 1e-4 * ty[i]! + right * ty[after]! + down * ty[below]!;
      if (x > 0) {
        const left = ties[i * 2 - 2]!;
        pullX += left * tx[i - 1]!;
        pullY += left * ty[i - 1]!;
        held += left;
      }
      if (y > 0) {
        const up = ties[(i - width) * 2 + 1]!;
        pullX += up * tx[i - width]!;
        pullY += up * ty[i - width]!;
        held += up;
      }
      const k = i * 5;
      const xy = products[k + 1]!;
      const nextX = (pullX + products[k + 3]! - xy * ty[i]!) / (held + products[k]!);
      tx[i]! += over * (nextX - tx[i]!);
      const nextY = (pullY + products[k + 4]! - xy * tx[i]!) / (held + products[k + 2]!);
      ty[i]! += over * (nextY - ty[i]!);
    }
  }
}

/** How alike two images are once one is brought over to the other: 1 the same, falling to 0. */
export function likeness(from: Level, to: Level, field: Field): Float32Array {
  const { width, height } = field;
  const a = from.features;
  const b = to.features;
  const made = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const tx = Math.min(width - 1.001, Math.max(0, x + field.x[i]!));
      const ty = Math.min(height - 1.001, Math.max(0, y + field.y[i]!));
      const x0 = Math.floor(tx);
      const y0 = Math.floor(ty);
      const fx = tx - x0;
      const fy = ty - y0;
      const p = (y0 * width + x0) * 3;
      const q = p + width * 3;
      let apart = 0;
      for (let c = 0; c < 3; c++) {
        const top = b[p + c]! + (b[p + 3 + c]! - b[p + c]!) * fx;
        const low = b[q + c]! + (b[q + 3 + c]! - b[q + c]!) * fx;
        apart += Math.abs(top + (low - top) * fy - a[i * 3 + c]!);
      }
      made[i] = 1 / (1 + (apart / 0.9) ** 2);
    }
  }
  return made;
}
