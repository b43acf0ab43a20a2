/**
 * Patches joined into things. The two most alike neighbours are joined first, again and again;
 * how unlike the last two were that had to be joined to bring two patches together tells how
 * strong the outline between them is.
 */
import type { RegionGraph } from './region-graph.ts';

export interface Merging {
  /** For every patch, the thing it belongs to, 0 .. things - 1. */
  thing: Int32Array;
  things: number;
}

/** Texture (mean lightness step) at which a difference in colour counts for half. */
const leafiness = 7;

interface Pair {
  from: number;
  to: number;
  length: number;
  step: number;
  cost: number;
}

/**
 * Join patches until the most alike neighbours differ by more than `outline` (Lab units), or
 * `fewest` things are left.
 */
export function mergePatches(
  graph: RegionGraph,
  texture: Float32Array,
  outline: number,
  fewest: number,
  lightness = 0.7,
): Merging {
  const { count, links } = graph;
  const parent = Int32Array.from({ length: count }, (_, k) => k);
  const area = graph.area.slice();
  const l = graph.l.slice();
  const a = graph.a.slice();
  const b = graph.b.slice();
  const busy = texture.slice();
  const whole = area.reduce((sum, n) => sum + n, 0);

  const cost = (pair: Pair): number => {
    const { from, to } = pair;
    const dl = lightness * (l[from]! - l[to]!);
    const between = Math.hypot(dl, a[from]! - a[to]!, b[from]! - b[to]!);
    const rougher = 1.5 * Math.abs(busy[from]! - busy[to]!);
    const smaller = Math.min(area[from]!, area[to]!) / whole;
    // Small pieces join early, large ones only when they are truly alike.
    const size = Math.min(1.25, 0.35 + 0.9 * Math.sqrt(smaller / 0.01));
    // Among leaves, colours differ from patch to patch without meaning anything.
    const leafy = Math.min(busy[from]!, busy[to]!);
    const calm = 1 / (1 + (leafy / leafiness) ** 2);
    return ((0.65 * between + 0.5 * lightness * pair.step) * calm + rougher) * size;
  };

  const near: Map<number, Pair>[] = Array.from({ length: count }, () => new Map());
  for (let i = 0; i < links.count; i++) {
    const from = links.from[i]!;
    const to = links.to[i]!;
    const pair = { from, to, length: links.length[i]!, step: links.step[i]!, cost: 0 };
    pair.cost = cost(pair);
    near[from]!.set(to, pair);
    near[to]!.set(from, pair);
  }
  const alive = new Set<number>(parent);
  while (alive.size > fewest) {
    let best: Pair | undefined;
    for (const k of alive) {
      for (const [m, pair] of near[k]!) {
        if (m > k && (best === undefined || pair.cost < best.cost)) best = pair;
      }
    }
    if (best === undefined || best.cost > outline) break;
    const { from: keep, to: drop } = best;
    const n = area[keep]! + area[drop]!;
    const share = area[drop]! / n;
    for (const mean of [l, a, b, busy]) mean[keep]! += (mean[drop]! - mean[keep]!) * share;
    area[keep] = n;
    parent[drop] = keep;
    alive.delete(drop);
    near[keep]!.delete(drop);
    for (const [m, pair] of near[drop]!) {
      near[m]!.delete(drop);
      if (m === keep) continue;
      const known = near[keep]!.get(m);
      if (known === undefined) {
        const moved = { ...pair, from: keep, to: m };
        near[keep]!.set(m, moved);
        near[m]!.set(keep, moved);
      } else {
        const length = known.length + pair.length;
        known.step = (known.step * known.length + pair.step * pair.length) / length;
        known.length = length;
      }
    }
    near[drop]!.clear();
    for (const pair of near[keep]!.values()) pair.cost = cost(pair);
  }
  return numberThings(parent);
}

function numberThings(parent: Int32Array): Merging {
  const numbers = new Map<number, number>();
  const thing = new Int32Array(parent.length);
  for (let k = 0; k < parent.length; k++) {
    let root = k;
    while (parent[root] !== root) root = parent[root]!;
    let number = numbers.get(root);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(root, number);
    }
    thing[k] = number;
  }
  return { thing, things: numbers.size };
}
