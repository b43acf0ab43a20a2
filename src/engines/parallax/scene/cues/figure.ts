/**
 * Figure against ground: what stands out from everything that runs out of the picture. A patch
 * belongs to the background as far as what hangs together with it touches the border (after the
 * boundary-connectivity idea of Zhu et al., 2014); a figure is what differs from the background.
 */
import { shortestPaths } from '../paths.ts';
import { colourDistance } from '../region-graph.ts';
import type { Survey } from '../survey.ts';

export interface Figure {
  /** Per patch, 0..1. */
  probability: Float32Array;
  /** 0..1: how clearly figure and background part. */
  clarity: number;
  background: Float32Array;
}

/** Differences in Lab below this come from texture and shading, not from another thing. */
const sameThing = 6;

/** Find what stands out. */
export function findFigure(survey: Survey): Figure {
  const { graph, neighbours, width, height } = survey;
  const { count, links } = graph;
  const cost = new Float32Array(links.count);
  for (let i = 0; i < links.count; i++) {
    const from = links.from[i]!;
    const to = links.to[i]!;
    const between = colourDistance(
      graph.l[from]! - graph.l[to]!,
      graph.a[from]! - graph.a[to]!,
      graph.b[from]! - graph.b[to]!,
    );
    cost[i] = Math.max(0, 0.5 * (between + links.step[i]!) - sameThing);
  }
  const background = new Float32Array(count);
  const distances = new Float32Array(count);
  const contrast = new Float32Array(count);
  const queue = new Int32Array(count);
  const spread = 12;
  for (let k = 0; k < count; k++) {
    shortestPaths(neighbours, cost, [k], distances, queue);
    let area = 0;
    let rim = 0;
    for (let m = 0; m < count; m++) {
      const away = distances[m]! / spread;
      if (away > 3.5) continue;
      const near = Math.exp((-away * away) / 2);
      area += near * graph.area[m]!;
      // A figure is often cut by the lower border (a bust, a bottle): that border counts less.
      const border =
        graph.onBorder[m * 4]! + graph.onBorder[m * 4 + 1]! + graph.onBorder[m * 4 + 2]!;
      rim += near * (border + 0.4 * graph.onBorder[m * 4 + 3]!);
    }
    const connectivity = rim / Math.sqrt(area);
    background[k] = 1 - Math.exp(-((connectivity / 1) ** 2) / 2);
  }
  const scale = Math.max(width, height);
  let highest = 1e-6;
  for (let k = 0; k < count; k++) {
    let sum = 0;
    let weights = 0;
    for (let m = 0; m < count; m++) {
      const dx = (graph.x[k]! - graph.x[m]!) / scale;
      const dy = (graph.y[k]! - graph.y[m]!) / scale;
      // A bell of a quarter of the picture, near enough: one division instead of an exponential.
      const away = 1 + (dx * dx + dy * dy) / (4 * 0.25 * 0.25);
      const weight = graph.area[m]! / (away * away);
      const difference = colourDistance(
        graph.l[k]! - graph.l[m]!,
        graph.a[k]! - graph.a[m]!,
        graph.b[k]! - graph.b[m]!,
      );
      sum += weight * background[m]! * difference;
      weights += weight;
    }
    contrast[k] = sum / weights;
    if (contrast[k]! > highest) highest = contrast[k]!;
  }
  // Least squares over the graph: background patches to 0, contrasting ones to 1, like to like.
  const probability = new Float32Array(count);
  for (let k = 0; k < count; k++) probability[k] = contrast[k]! / highest;
  for (let round = 0; round < 30; round++) {
    for (let k = 0; k < count; k++) {
      const front = (contrast[k]! / highest) * (1 - background[k]!);
      let top = front;
      let bottom = front + background[k]!;
      for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
        const tie = Math.exp(-((cost[neighbours.link[i]!]! / 8) ** 2)) + 0.02;
        top += tie * probability[neighbours.node[i]!]!;
        bottom += tie;
      }
      probability[k] = top / bottom;
    }
  }
  let best = 1e-6;
  for (let k = 0; k < count; k++) if (probability[k]! > best) best = probability[k]!;
  let clarity = 0;
  let total = 0;
  for (let k = 0; k < count; k++) {
    probability[k]! /= best;
    clarity += Math.abs(2 * probability[k]! - 1) * graph.area[k]!;
    total += graph.area[k]!;
  }
  return { probability, clarity: clarity / total, background };
}
