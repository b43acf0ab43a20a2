/** Water: a sea below the line where the sky ends, or what lies and mirrors what stands behind it. */
import { smoothStep } from '../../smooth-step.ts';
import type { Ground } from './ground.ts';
import { widestPaths } from './paths.ts';
import { colourDistance } from './region-graph.ts';
import type { Sky } from './sky.ts';
import type { Survey } from './survey.ts';
import { type Waterline, waterlineAt } from './waterline.ts';

/** How surely each patch is water, 0..1. */
export function findWater(
  survey: Survey,
  sky: Sky,
  ground: Ground,
  horizon: number,
  waterline: Waterline | undefined,
): Float32Array {
  const probability = judgeByMirror(survey, sky, ground, horizon);
  if (!waterline) return probability;
  const sea = judgeByWaterline(survey, waterline);
  return probability.map((value, k) => Math.max(value, sea[k]!));
}

/** Below the line on which the sky ends, water goes on as it begins there. */
function judgeByWaterline(survey: Survey, waterline: Waterline): Float32Array {
  const { graph, neighbours, fine, height } = survey;
  const likely = new Float32Array(graph.count);
  const seeds: number[] = [];
  for (let k = 0; k < graph.count; k++) {
    const below = graph.y[k]! - waterlineAt(waterline, graph.x[k]!);
    if (below < 2) continue;
    const [a, b] = [graph.a[k]!, graph.b[k]!];
    const blue = smoothStep(8, 18, -b) * (1 - smoothStep(10, 24, a));
    const teal = smoothStep(7, 16, -a) * (1 - smoothStep(0, 8, b));
    // Under a grey sky water is grey.
    const grey = 0.8 * (1 - smoothStep(9, 15, Math.hypot(a, b)));
    likely[k] = Math.max(blue, teal, grey) * (1 - smoothStep(6, 11, fine[k]!));
    const under = waterline.columns[Math.round(graph.x[k]!)]!;
    if (under && below < 0.1 * height) seeds.push(k);
  }
  const open = graph.links.step.map((step) => 1 / (1 + (step / 18) ** 4));
  const found = widestPaths(neighbours, likely, open, seeds);
  // Whoever stands before it may part it in two: what looks alike at the same height is of it, too.
  const beside = [...likely.keys()].filter((k) => {
    return likely[k]! > 0.3 && looksLikeFound(survey, found, k);
  });
  return widestPaths(neighbours, likely, open, [...seeds, ...beside]);
}

function looksLikeFound({ graph, height }: Survey, found: Float32Array, k: number): boolean {
  return found.some((value, m) => {
    if (value < 0.3 || Math.abs(graph.y[k]! - graph.y[m]!) > 0.06 * height) return false;
    const difference = colourDistance(
      graph.l[k]! - graph.l[m]!,
      graph.a[k]! - graph.a[m]!,
      graph.b[k]! - graph.b[m]!,
    );
    return difference < 8;
  });
}

/** Water lies, in colours of the sky or its own blue and green, and mirrors what stands behind it. */
function judgeByMirror(survey: Survey, sky: Sky, ground: Ground, horizon: number): Float32Array {
  const { graph, height, fine } = survey;
  const above = meanColour(survey, sky.probability);
  const mirrors = measureMirroring(survey, horizon);
  const probability = new Float32Array(graph.count);
  for (let k = 0; k < graph.count; k++) {
    if (graph.y[k]! < horizon * height) continue;
    const a = graph.a[k]!;
    const b = graph.b[k]!;
    // A road in the shade is faintly blue too: without a mirror image the colour must be strong.
    const blue = smoothStep(11, 22, -b) * (1 - smoothStep(10, 24, a));
    const teal = smoothStep(10, 20, -a) * (1 - smoothStep(0, 8, b));
    const likeSky = above ? 1 - smoothStep(6, 20, Math.hypot(a - above.a, b - above.b)) : 0;
    const calm = 1 - smoothStep(7, 13, fine[k]!);
    const colour = Math.max(blue, teal, likeSky * mirrors);
    probability[k] =
      smoothStep(0.3, 0.75, colour + 0.25 * mirrors) *
      calm *
      smoothStep(0.35, 0.7, ground.probability[k]!);
  }
  const shore = measureShore(survey, probability);
  return probability.map((value) => shore * value);
}

function meanColour({ graph }: Survey, weights: Float32Array): { a: number; b: number } | null {
  let a = 0;
  let b = 0;
  let sum = 0;
  for (let k = 0; k < graph.count; k++) {
    const weight = weights[k]! * graph.area[k]!;
    a += weight * graph.a[k]!;
    b += weight * graph.b[k]!;
    sum += weight;
  }
  return sum > 0 ? { a: a / sum, b: b / sum } : null;
}

/** 0..1: whether it begins at something, and is not just the sky further down. */
function measureShore({ graph }: Survey, probability: Float32Array): number {
  const { links } = graph;
  let sum = 0;
  let length = 1e-6;
  for (let i = 0; i < links.count; i++) {
    const [k, m] = [links.from[i]!, links.to[i]!];
    const [upper, lower] = graph.y[k]! < graph.y[m]! ? [k, m] : [m, k];
    const level = Math.abs(graph.x[k]! - graph.x[m]!) < graph.y[lower]! - graph.y[upper]!;
    if (!level || probability[lower]! < 0.4 || probability[upper]! > 0.4) continue;
    sum += links.length[i]! * links.step[i]!;
    length += links.length[i]!;
  }
  return smoothStep(4, 9, sum / length);
}

/** 0..1: how much the floor looks like the picture above it, upside down. */
function measureMirroring({ lab, width, height }: Survey, floorTop: number): number {
  const edge = Math.round(floorTop * height);
  const rows = Math.min(edge, height - edge, Math.round(0.3 * height));
  let below = 0;
  let above = 0;
  let squaresBelow = 0;
  let squaresAbove = 0;
  let both = 0;
  let count = 0;
  for (let j = 3; j < rows; j += 2) {
    for (let x = 0; x < width; x += 2) {
      const p = lab.l[(edge + j) * width + x]!;
      const q = lab.l[(edge - j) * width + x]!;
      below += p;
      above += q;
      squaresBelow += p * p;
      squaresAbove += q * q;
      both += p * q;
      count++;
    }
  }
  if (count < 200) return 0;
  const covariance = both / count - (below / count) * (above / count);
  const spread =
    (squaresBelow / count - (below / count) ** 2) * (squaresAbove / count - (above / count) ** 2);
  return smoothStep(0.25, 0.6, covariance / Math.sqrt(spread + 1));
}
