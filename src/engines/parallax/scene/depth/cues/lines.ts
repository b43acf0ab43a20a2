/**
 * Vanishing point: where the slanting straight edges of a street, a corridor or a row of columns
 * all point. Depth grows toward it.
 */

import { smoothStep } from '../../../smooth-step.ts';
import { boxMean } from '../../box-filter.ts';
import type { Survey } from '../../survey/survey.ts';

export interface Vanishing {
  /** Fractions of the picture's width and height. */
  x: number;
  y: number;
  /** 0..1: how much more the edges agree on this point than they would by chance. */
  confidence: number;
  /** x, y (pixels) and weight of every edge that points there. */
  supporters: Float32Array;
}

/** Sine of the largest angle between an edge and the direction to the point it supports. */
const tolerance = 0.05;
const columns = 25;
const rows = 17;

/** Find the point on which the slanting edges agree, somewhere in the middle of the picture. */
export function findVanishingPoint({ lab, width, height }: Survey): Vanishing {
  const edges = collectEdges(lab.l, width, height);
  const scores = new Float32Array(columns * rows);
  let best = 0;
  let total = 0;
  for (let j = 0; j < rows; j++) {
    const y = (0.15 + (0.7 * j) / (rows - 1)) * height;
    for (let i = 0; i < columns; i++) {
      const x = (0.1 + (0.8 * i) / (columns - 1)) * width;
      const score = support(edges.data, x, y, width);
      scores[j * columns + i] = score;
      total += score;
      if (score > scores[best]!) best = j * columns + i;
    }
  }
  // By chance a point gathers some 0.03; a street seen along its length gathers 0.08 and more.
  const agreement = scores[best]! / (total / scores.length + 1e-6);
  const enough = smoothStep(500, 1300, edges.found);
  const x = 0.1 + (0.8 * (best % columns)) / (columns - 1);
  const y = 0.15 + (0.7 * Math.floor(best / columns)) / (rows - 1);
  return {
    x,
    y,
    confidence: smoothStep(0.068, 0.09, scores[best]!) * smoothStep(2, 3.2, agreement) * enough,
    supporters: collectSupporters(edges.data, x * width, y * height),
  };
}

function collectSupporters(edges: Float32Array, x: number, y: number): Float32Array {
  const out: number[] = [];
  for (let i = 0; i < edges.length; i += 5) {
    const dx = x - edges[i]!;
    const dy = y - edges[i + 1]!;
    const across = dx * edges[i + 2]! + dy * edges[i + 3]!;
    if (across * across > (dx * dx + dy * dy) * tolerance * tolerance) continue;
    out.push(edges[i]!, edges[i + 1]!, edges[i + 4]!);
  }
  return Float32Array.from(out);
}

interface Edges {
  found: number;
  /** Five numbers for each of those kept. */
  data: Float32Array;
}

/** x, y, normal x, normal y, weight of every straight slanting edge pixel. */
function collectEdges(l: Float32Array, width: number, height: number): Edges {
  const size = width * height;
  const xx = new Float32Array(size);
  const yy = new Float32Array(size);
  const xy = new Float32Array(size);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const dx = l[at + 1]! - l[at - 1]!;
      const dy = l[at + width]! - l[at - width]!;
      xx[at] = dx * dx;
      yy[at] = dy * dy;
      xy[at] = dx * dy;
    }
  }
  boxMean(xx, width, height, 2, xx);
  boxMean(yy, width, height, 2, yy);
  boxMean(xy, width, height, 2, xy);
  const out: number[] = [];
  for (let y = 3; y < height - 3; y++) {
    for (let x = 3 + (y & 1); x < width - 3; x += 2) {
      const at = y * width + x;
      const sum = xx[at]! + yy[at]!;
      if (sum < 30) continue;
      const difference = xx[at]! - yy[at]!;
      const coherence = Math.sqrt(difference * difference + 4 * xy[at]! * xy[at]!) / sum;
      if (coherence < 0.85) continue;
      const angle = 0.5 * Math.atan2(2 * xy[at]!, difference);
      const nx = Math.cos(angle);
      const ny = Math.sin(angle);
      // Level and upright edges agree with whole rows and columns of points: they tell nothing.
      if (Math.abs(nx) < 0.12 || Math.abs(ny) < 0.12) continue;
      out.push(x, y, nx, ny, Math.min(Math.sqrt(sum), 25));
    }
  }
  return thinOut(out);
}

/** Some 1500 edges, taken evenly, tell as much as all of them. */
function thinOut(edges: readonly number[]): Edges {
  const found = edges.length / 5;
  const every = Math.max(1, Math.ceil(found / 1500));
  const kept: number[] = [];
  for (let i = 0; i < found; i += every) kept.push(...edges.slice(i * 5, i * 5 + 5));
  return { found, data: Float32Array.from(kept) };
}

/** Directions are counted in this many sectors, so that one long kerb cannot outvote a street. */
const sectors = 12;

/**
 * Share of the edges' weight that points at (x, y), no sector counting for more than a quarter of
 * what it holds on average.
 */
function support(edges: Float32Array, x: number, y: number, width: number): number {
  const near = (0.06 * width) ** 2;
  const toward = new Float32Array(sectors);
  let weights = 1e-6;
  for (let i = 0; i < edges.length; i += 5) {
    const dx = x - edges[i]!;
    const dy = y - edges[i + 1]!;
    const distance = dx * dx + dy * dy;
    const weight = edges[i + 4]!;
    weights += weight;
    if (distance < near) continue;
    const across = dx * edges[i + 2]! + dy * edges[i + 3]!;
    const off = (across * across) / (distance * tolerance * tolerance);
    if (off >= 1) continue;
    const slope = Math.atan2(dy, dx) / Math.PI + 1;
    toward[Math.min(sectors - 1, Math.floor((slope / 2) * sectors))]! += weight * (1 - off);
  }
  let sum = 0;
  for (let i = 0; i < sectors; i++) sum += Math.min(toward[i]! / weights, 0.03);
  return sum;
}
