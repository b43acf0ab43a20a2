/**
 * The ground: what lies below the horizon, hangs together with the lower border, and shows the
 * sideways-stretched texture of a surface seen at a grazing angle.
 */

import { smoothStep } from '../../smooth-step.ts';
import { shortestPaths } from './paths.ts';
import { colourDistance } from './region-graph.ts';
import { meanPerPatch, type Survey } from './survey.ts';

export interface Ground {
  /** Per patch, 0..1. */
  probability: Float32Array;
  share: number;
}

/** Find the ground below `horizon` (row, 0..1 of the height). */
export function findGround(survey: Survey, horizon: number, sky: Float32Array): Ground {
  const { graph, neighbours, width, height } = survey;
  const lying = lyingTexture(survey);
  const links = graph.links;
  const cost = new Float32Array(links.count);
  for (let i = 0; i < links.count; i++) {
    const k = links.from[i]!;
    const m = links.to[i]!;
    const between = colourDistance(
      graph.l[k]! - graph.l[m]!,
      graph.a[k]! - graph.a[m]!,
      graph.b[k]! - graph.b[m]!,
    );
    cost[i] = Math.max(0, 0.5 * (between + links.step[i]!) - 6);
  }
  const seeds: number[] = [];
  for (let k = 0; k < graph.count; k++) if (graph.onBorder[k * 4 + 3]! > 0) seeds.push(k);
  const away = shortestPaths(neighbours, cost, seeds);
  const probability = new Float32Array(graph.count);
  let share = 0;
  for (let k = 0; k < graph.count; k++) {
    const y = graph.y[k]! / height;
    const below = smoothStep(horizon - 0.03, horizon + 0.12 * (1 - horizon) + 0.02, y);
    const joined = Math.exp(-((away[k]! / 24) ** 2));
    probability[k] = below * (0.25 + 0.75 * joined) * (0.55 + 0.45 * lying[k]!) * (1 - sky[k]!);
    share += probability[k]! * graph.area[k]!;
  }
  return { probability, share: share / (width * height) };
}

/** 0 where texture stands upright, 1 where it lies, 0.6 where there is none. Per patch. */
function lyingTexture({ lab, superpixels, graph, width, height }: Survey): Float32Array {
  const across = new Float32Array(width * height);
  const along = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      across[at] = Math.abs(lab.l[at + 1]! - lab.l[at - 1]!);
      along[at] = Math.abs(lab.l[at + width]! - lab.l[at - width]!);
    }
  }
  const dx = meanPerPatch(superpixels, graph.area, across);
  const dy = meanPerPatch(superpixels, graph.area, along);
  const out = new Float32Array(graph.count);
  for (let k = 0; k < graph.count; k++) {
    const ratio = (dy[k]! + 0.3) / (dx[k]! + dy[k]! + 0.5);
    out[k] = smoothStep(0.35, 0.65, ratio);
  }
  return out;
}
