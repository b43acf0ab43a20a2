import { createField, type Field, samplePlane } from './field.ts';
import type { Level } from './level.ts';

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
  for (let warp = 0; warp < warps; warp++) {
    const data = linearise(from, to, field, trust);
    const step = createField(field.width, field.height);
    const ties = edgeTies(from, smoothness);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      if (sweep % 5 === 0) weighRobustly(data, step);
      relax(field, step, data, ties);
    }
    for (let i = 0; i < step.x.length; i++) {
      // One linearisation is good for about a pixel; more is a wrong guess running away.
      field.x[i]! += Math.max(-1.5, Math.min(1.5, step.x[i]!));
      field.y[i]! += Math.max(-1.5, Math.min(1.5, step.y[i]!));
    }
  }
}

/** Per pixel and channel the slope and the remaining difference, then their weighted products. */
interface Data {
  /** slope x, slope y, difference, for luma and two colours: 9 per pixel */
  raw: Float32Array;
  /** xx, xy, yy, xt, yt: 5 per pixel */
  products: Float32Array;
  trust: Float32Array;
}

const channelWeight = [1, 0.5, 0.5] as const;

function linearise(from: Level, to: Level, field: Field, trust: Float32Array): Data {
  const { width, height } = field;
  const raw = new Float32Array(width * height * 9);
  const slopes = featureSlopes(to);
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
      for (let c = 0; c < 3; c++) {
        const weigh = (plane: Float32Array) => {
          const upper = plane[at + c]! + (plane[at + 3 + c]! - plane[at + c]!) * fx;
          const lower = plane[low + c]! + (plane[low + 3 + c]! - plane[low + c]!) * fx;
          return upper + (lower - upper) * fy;
        };
        raw[i * 9 + c * 3] = weigh(slopes.x);
        raw[i * 9 + c * 3 + 1] = weigh(slopes.y);
        raw[i * 9 + c * 3 + 2] = weigh(to.features) - from.features[i * 3 + c]!;
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

function weighRobustly({ raw, products, trust }: Data, step: Field): void {
  for (let i = 0; i < trust.length; i++) {
    let xx = 0;
    let xy = 0;
    let yy = 0;
    let xt = 0;
    let yt = 0;
    for (let c = 0; c < 3; c++) {
      const j = i * 9 + c * 3;
      const sx = raw[j]!;
      const sy = raw[j + 1]!;
      const left = raw[j + 2]! + sx * step.x[i]! + sy * step.y[i]!;
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
    products[k + 3] = xt * t;
    products[k + 4] = yt * t;
  }
}

/** How strongly each pixel is tied to the next across (even) and down (odd), weaker at edges. */
function edgeTies({ luma, width, height }: Level, smoothness: number): Float32Array {
  const ties = new Float32Array(width * height * 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const tie = (j: number) =>
        smoothness * (0.05 + Math.exp(-Math.abs(luma[i]! - luma[j]!) * 22));
      if (x + 1 < width) ties[i * 2] = tie(i + 1);
      if (y + 1 < height) ties[i * 2 + 1] = tie(i + width);
    }
  }
  return ties;
}

function relax(field: Field, step: Field, { products }: Data, ties: Float32Array): void {
  const { width, height } = field;
  const over = 1.8;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      let pullX = 0;
      let pullY = 0;
      let held = 1e-4;
      const fx = field.x[i]!;
      const fy = field.y[i]!;
      const lean = (j: number, tie: number) => {
        pullX += tie * (field.x[j]! + step.x[j]! - fx);
        pullY += tie * (field.y[j]! + step.y[j]! - fy);
        held += tie;
      };
      if (x > 0) lean(i - 1, ties[(i - 1) * 2]!);
      if (x + 1 < width) lean(i + 1, ties[i * 2]!);
      if (y > 0) lean(i - width, ties[(i - width) * 2 + 1]!);
      if (y + 1 < height) lean(i + width, ties[i * 2 + 1]!);
      const k = i * 5;
      const xy = products[k + 1]!;
      const nextX = (pullX - products[k + 3]! - xy * step.y[i]!) / (held + products[k]!);
      step.x[i]! += over * (nextX - step.x[i]!);
      const nextY = (pullY - products[k + 4]! - xy * step.x[i]!) / (held + products[k + 2]!);
      step.y[i]! += over * (nextY - step.y[i]!);
    }
  }
}

/** Where two images differ after one is brought over to the other: 1 alike, falling to 0. */
export function likeness(from: Level, to: Level, field: Field): Float32Array {
  const { width, height } = field;
  const planes = splitChannels(to);
  const made = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const tx = x + field.x[i]!;
      const ty = y + field.y[i]!;
      let apart = 0;
      for (let c = 0; c < 3; c++) {
        const there = samplePlane(planes[c]!, width, height, tx, ty);
        apart += Math.abs(there - from.features[i * 3 + c]!);
      }
      made[i] = 1 / (1 + (apart / 0.9) ** 2);
    }
  }
  return made;
}

function splitChannels({ features, width, height }: Level): Float32Array[] {
  return [0, 1, 2].map((c) => {
    const plane = new Float32Array(width * height);
    for (let i = 0; i < plane.length; i++) plane[i] = features[i * 3 + c]!;
    return plane;
  });
}
