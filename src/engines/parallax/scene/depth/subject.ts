/** Where the eye rests: the pivot about which the camera orbits and toward which it travels. */

import type { Face, People } from '../people/people.ts';
import type { Figure } from '../survey/figure.ts';
import { meanPerPatch, type Survey } from '../survey/survey.ts';

export interface Subject {
  /** Fractions of the picture's width and height. */
  x: number;
  y: number;
  depth: number;
}

/** Find the subject: a face; else who or what stands out, and is not far from the middle. */
export function findSubject(
  survey: Survey,
  figure: Figure,
  people: People,
  depth: Float32Array,
): Subject {
  if (people.faces.length > 0) return lookAtFaces(survey, people.faces, depth);
  const { graph, width, height, superpixels } = survey;
  const somebody = meanPerPatch(superpixels, graph.area, people.mask.data);
  const weights = new Float32Array(graph.count);
  let x = 0;
  let y = 0;
  let total = 0;
  for (let k = 0; k < graph.count; k++) {
    const dx = graph.x[k]! / width - 0.5;
    const dy = graph.y[k]! / height - 0.52;
    const central = Math.exp(-(dx * dx) / 0.07 - (dy * dy) / 0.09);
    const outstanding = 0.08 + figure.probability[k]! ** 2 + 2 * somebody[k]! ** 2;
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

/** One face, or the middle of several: the larger and the surer, the more it has to say. */
function lookAtFaces({ width, height }: Survey, faces: Face[], depth: Float32Array): Subject {
  let x = 0;
  let y = 0;
  let near = 0;
  let total = 0;
  for (const face of faces) {
    const weight = face.score * face.width ** 2;
    const column = Math.min(width - 1, Math.max(0, Math.floor(face.x * width)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(face.y * height)));
    x += weight * ((column + 0.5) / width);
    y += weight * ((row + 0.5) / height);
    near += weight * depth[row * width + column]!;
    total += weight;
  }
  return { x: x / total, y: y / total, depth: near / total };
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
