/** Where the eye rests: the pivot about which the camera orbits and toward which it travels. */

import type { Figure } from '../survey/figure.ts';
import type { Survey } from '../survey/survey.ts';

export interface Subject {
  /** Fractions of the picture's width and height. */
  x: number;
  y: number;
  depth: number;
}

/** Find the subject: what stands out, and is not far from the middle. */
export function findSubject(
  { graph, width, height, superpixels }: Survey,
  figure: Figure,
  depth: Float32Array,
): Subject {
  const weights = new Float32Array(graph.count);
  let x = 0;
  let y = 0;
  let total = 0;
  for (let k = 0; k < graph.count; k++) {
    const dx = graph.x[k]! / width - 0.5;
    const dy = graph.y[k]! / height - 0.52;
    const central = Math.exp(-(dx * dx) / 0.07 - (dy * dy) / 0.09);
    const outstanding = 0.08 + figure.probability[k]! * figure.probability[k]!;
    const weight = graph.area[k]! * central * outstanding;
    weights[k] = weight;
    x += weight * graph.x[k]!;
    y += weight * graph.y[k]!;
    total += weight;
  }
  if (!(total > 1e-6)) return { x: 0.5, y: 0.5, depth: depth[depth.length >> 1]! };
  return {
    x: x / total / width,
    y: y / total / height,
    depth: medianDepth(depth, superpixels.labels, weights, graph.area),
  };
}

function medianDepth(
  depth: Float32Array,
  labels: Int32Array,
  weights: Float32Array,
  area: Float32Array,
): number {
  const bins = new Float64Array(256);
  let total = 0;
  for (let i = 0; i < depth.length; i++) {
    const weight = weights[labels[i]!]! / area[labels[i]!]!;
    bins[Math.min(255, Math.floor(depth[i]! * 256))]! += weight;
    total += weight;
  }
  let sum = 0;
  for (let i = 0; i < 256; i++) {
    sum += bins[i]!;
    if (sum >= total / 2) return (i + 0.5) / 256;
  }
  return 0.5;
}
