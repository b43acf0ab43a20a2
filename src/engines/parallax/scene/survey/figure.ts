/**
 * Figure against ground: what stands out from everything that runs out of the picture. A patch
 * belongs to the background as far as what hangs together with it touches the border (after the
 * boundary-connectivity idea of Zhu et al., 2014); a figure is what differs from the background.
 */
import { smoothStep } from '../../smooth-step.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import { listNeighbours, shortestPaths } from './paths.ts';
import { colourDistance, type RegionGraph } from './region-graph.ts';
import type { Survey } from './survey.ts';

export interface Figure {
  /** Per patch, 0..1. */
  probability: Float32Array;
  /** 0..1: how clearly figure and background part. */
  clarity: number;
}

/** Differences in Lab below this come from texture and shading, not from another thing. */
const sameThing = 6;

/** Path cost (Lab units beyond `sameThing`) over which patches cease to hang together. */
const spread = 12;

/** What differs by this much (Lab) at most is grain and shading; what does by this much is a thing. */
const plain = 6;
const distinct = 12;

/** Find what stands out. */
export function findFigure(survey: Survey): Figure {
  const { graph } = survey;
  const cost = costLinks(graph);
  const background = judgeBackground(survey, cost);
  const contrast = judgeContrast(survey, background);
  const probability = settleFigure(survey, cost, background, contrast.share);
  let clarity = 0;
  let total = 0;
  for (let k = 0; k < graph.count; k++) {
    clarity += Math.abs(2 * probability[k]! - 1) * graph.area[k]!;
    total += graph.area[k]!;
  }
  return {
    probability,
    clarity: (clarity / total) * smoothStep(plain, distinct, contrast.highest),
  };
}

function costLinks(graph: RegionGraph): Float32Array {
  return graph.links.step.map((step, i) => {
    const from = graph.links.from[i]!;
    const to = graph.links.to[i]!;
    const between = colourDistance(
      graph.l[from]! - graph.l[to]!,
      graph.a[from]! - graph.a[to]!,
      graph.b[from]! - graph.b[to]!,
    );
    return Math.max(0, 0.5 * (between + step) - sameThing);
  });
}

/** Per patch 0..1: how much of the border belongs to what hangs together with it. */
function judgeBackground({ graph, neighbours }: Survey, cost: Float32Array): Float32Array {
  const plates = joinPlates(graph, cost);
  const area = new Float32Array(plates.count);
  const border = new Float32Array(plates.count);
  for (let k = 0; k < graph.count; k++) {
    const plate = plates.plate[k]!;
    area[plate]! += graph.area[k]!;
    const [left, right, top, bottom] = graph.onBorder.subarray(k * 4, k * 4 + 4);
    // A figure is often cut by the lower border (a bust, a bottle): that border counts less.
    border[plate]! += left! + right! + top! + 0.4 * bottom!;
  }
  const joined = listNeighbours(plates.links, plates.count);
  const probability = new Float32Array(plates.count);
  for (let p = 0; p < plates.count; p++) {
    const distances = shortestPaths(joined, plates.cost, [p], 3.5 * spread);
    let held = 0;
    let rim = 0;
    for (let q = 0; q < plates.count; q++) {
      if (distances[q] === Number.POSITIVE_INFINITY) continue;
      const away = distances[q]! / spread;
      const near = Math.exp((-away * away) / 2);
      held += near * area[q]!;
      rim += near * border[q]!;
    }
    probability[p] = 1 - Math.exp((-rim * rim) / held / 2);
  }
  return Float32Array.from({ length: neighbours.start.length - 1 }, (_, k) => {
    return probability[plates.plate[k]!]!;
  });
}

/** Patches with no cost between them have the same paths to everything: work on them as one. */
function joinPlates({ count, links }: RegionGraph, cost: Float32Array) {
  const parent = Int32Array.from({ length: count }, (_, k) => k);
  const rootOf = (k: number): number => {
    let root = k;
    while (parent[root] !== root) root = parent[root]!;
    parent[k] = root;
    return root;
  };
  for (let i = 0; i < links.count; i++) {
    if (cost[i] === 0) parent[rootOf(links.from[i]!)] = rootOf(links.to[i]!);
  }
  const number = new Int32Array(count).fill(-1);
  let plates = 0;
  const plate = Int32Array.from({ length: count }, (_, k) => {
    const root = rootOf(k);
    if (number[root] === -1) number[root] = plates++;
    return number[root]!;
  });
  const kept = Array.from(cost.keys()).filter((i) => plate[links.from[i]!] !== plate[links.to[i]!]);
  return {
    plate,
    count: plates,
    cost: Float32Array.from(kept, (i) => cost[i]!),
    links: {
      count: kept.length,
      from: Int32Array.from(kept, (i) => plate[links.from[i]!]!),
      to: Int32Array.from(kept, (i) => plate[links.to[i]!]!),
    },
  };
}

/** Patches this far apart, in picture sides, are compared half as much as close ones. */
const comparedWithin = 0.32;

/**
 * Per patch, how much it differs from the background, mostly from that nearby: as a share of the
 * highest, which is in Lab.
 */
function judgeContrast({ graph, width, height }: Survey, background: Float32Array) {
  const { count } = graph;
  const reach = (comparedWithin * Math.max(width, height)) ** 2;
  const { l, a, b, x, y, area } = graph;
  const patches = new Float32Array(count * 7);
  for (const [i, values] of [l, a, b, x, y, area, background].entries()) {
    for (let k = 0; k < count; k++) patches[k * 7 + i] = values[k]!;
  }
  const room = openRoom();
  const out = room.take(count * 4);
  const highest = kernel.contrastPatches(room.put(patches), count, reach, out);
  const share = room.read(out, new Float32Array(count)).map((value) => value / highest);
  return { share, highest };
}

/** Least squares over the graph: background to 0, what contrasts to 1, like to like. At most 1. */
function settleFigure(
  { graph, neighbours }: Survey,
  cost: Float32Array,
  background: Float32Array,
  contrast: Float32Array,
): Float32Array {
  const probability = contrast.slice();
  const ties = cost.map((c) => Math.exp(-((c / 8) ** 2)) + 0.02);
  for (let round = 0; round < 30; round++) {
    for (let k = 0; k < graph.count; k++) {
      const front = contrast[k]! * (1 - background[k]!);
      let sum = front;
      let weight = front + background[k]!;
      for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
        const tie = ties[neighbours.link[i]!]!;
        sum += tie * probability[neighbours.node[i]!]!;
        weight += tie;
      }
      probability[k] = sum / weight;
    }
  }
  const best = probability.reduce((most, value) => Math.max(most, value), 1e-6);
  return probability.map((value) => value / best);
}
