import type { Picture } from '../../../media/picture.ts';
import { yuvWeights } from '../../../media/yuv.ts';
import type { Flow } from './flow.ts';

/** How much each level of Y, U and V is off in the other image: 3 x 256 differences. */
interface Shift {
  toLast: Float32Array;
  toFirst: Float32Array;
}

/**
 * Follow a change of light between two images of one scene. What both images show is mixed and
 * needs nothing; what only one of them shows would keep its own light and stand out as a patch.
 * @returns the tables for a time 0..1 (see `BlendPlan`), or undefined where the light is the same to
 *   3 levels of 255
 */
export function createTones(
  first: Picture,
  last: Picture,
  flow: Flow,
): ((time: number) => Uint8Array) | undefined {
  const shift = measureShift(first, last, flow);
  const most = shift.toLast.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (most < 3) return undefined;
  const tones = new Uint8Array(6 * 256);
  return (time) => {
    for (let i = 0; i < 768; i++) {
      const level = i & 255;
      tones[i] = clamp(level + shift.toLast[i]! * time);
      tones[768 + i] = clamp(level + shift.toFirst[i]! * (1 - time));
    }
    return tones;
  };
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** Gather, over the pixels seen in both images, what each level turns into on average. */
function measureShift(first: Picture, last: Picture, flow: Flow): Shift {
  const rough = gatherShift(first, last, flow);
  // Once more without what is far off the first answer: not the light changed there, but the thing.
  return gatherShift(first, last, flow, rough);
}

function gatherShift(
  first: Picture,
  last: Picture,
  { forward, seenForward }: Flow,
  rough?: Shift,
): Shift {
  const { width, height } = forward;
  const scaleX = first.width / width;
  const scaleY = first.height / height;
  const there = createSums();
  const back = createSums();
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const i = y * width + x;
      if (seenForward[i]! < 0.8) continue;
      const from = levelsAt(first, (x + 0.5) * scaleX, (y + 0.5) * scaleY);
      const to = levelsAt(
        last,
        (x + 0.5 + forward.x[i]!) * scaleX,
        (y + 0.5 + forward.y[i]!) * scaleY,
      );
      for (let c = 0; c < 3; c++) {
        const a = from[c]!;
        const b = to[c]!;
        if (rough && Math.abs(b - a - rough.toLast[c * 256 + a]!) > 20) continue;
        addTo(there, c, a, b - a);
        addTo(back, c, b, a - b);
      }
    }
  }
  return { toLast: smoothSums(there), toFirst: smoothSums(back) };
}

/** Y, U and V of the pixel at a place, or the nearest there is. */
function levelsAt({ width, height, data }: Picture, x: number, y: number): number[] {
  const px = Math.max(0, Math.min(width - 1, Math.floor(x)));
  const py = Math.max(0, Math.min(height - 1, Math.floor(y)));
  const at = (py * width + px) * 3;
  const { y: luma, u, v } = yuvWeights;
  return [luma, u, v].map(
    ([r, g, b], c) =>
      (c === 0 ? 16 : 128) +
      Math.round((r! * data[at]! + g! * data[at + 1]! + b! * data[at + 2]!) / 65536),
  );
}

function createSums() {
  return { count: new Float64Array(768), total: new Float64Array(768) };
}

function addTo(sums: ReturnType<typeof createSums>, channel: number, level: number, off: number) {
  sums.count[channel * 256 + level]! += 1;
  sums.total[channel * 256 + level]! += off;
}

/** A smooth curve through the averages; levels that hardly occur follow their neighbours. */
function smoothSums({ count, total }: ReturnType<typeof createSums>): Float32Array {
  const curve = new Float32Array(768);
  for (let i = 0; i < 768; i++) {
    const channel = i & ~255;
    let weight = 1e-6;
    let sum = 0;
    for (let level = 0; level < 256; level++) {
      const far = Math.abs(level - (i & 255)) / 14;
      // Long tails: at the far end of an empty range there is still a neighbour to follow.
      const near = 1 / (1 + far * far * far * far);
      weight += near * count[channel + level]!;
      sum += near * total[channel + level]!;
    }
    curve[i] = sum / weight;
  }
  return curve;
}
