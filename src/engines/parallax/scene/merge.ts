/**
 * Patches joined into things. The two most alike neighbours are joined first, again and again;
 * how unlike the last two were that had to be joined to bring two patches together tells how
 * strong the outline between them is.
 */
import type { RegionGraph } from './region-graph.ts';

/** For every patch the number of its thing, 0 .. count - 1. */
export interface Grouping {
  thing: Int32Array;
  count: number;
}

/** Lightness counts less than hue: a shadow is not an outline. */
const lightness = 0.7;

/** Texture (mean lightness step) at which a difference in colour counts for half. */
const leafiness = 7;

/** No fewer things than this are left, however alike they are. */
const fewest = 2;

const apart = Number.POSITIVE_INFINITY;

/**
 * Join patches across ever stronger outlines.
 * @param texture mean lightness step per patch.
 * @param outlines differences (Lab units), rising, at each of which the grouping is noted: its
 *   things differ by more from all their neighbours.
 */
export function mergePatches(
  graph: RegionGraph,
  texture: Float32Array,
  outlines: readonly number[],
): Grouping[] {
  const merger = createMerger(graph, texture);
  return outlines.map((outline) => {
    while (merger.left() > fewest && merger.leastCost() <= outline) merger.join();
    return numberThings(merger.parent);
  });
}

/** A full matrix of costs and, for every patch, its likest neighbour: 600 joins take 6 ms. */
function createMerger(graph: RegionGraph, texture: Float32Array) {
  const { count, links } = graph;
  const parent = Int32Array.from({ length: count }, (_, k) => k);
  const alive = new Uint8Array(count).fill(1);
  const area = graph.area.slice();
  const l = graph.l.slice();
  const a = graph.a.slice();
  const b = graph.b.slice();
  const busy = texture.slice();
  const whole = area.reduce((sum, n) => sum + n, 0);
  const lengths = new Float32Array(count * count);
  const steps = new Float32Array(count * count);
  const costs = new Float32Array(count * count).fill(apart);
  const likest = new Int32Array(count).fill(-1);
  let left = count;
  let from = -1;

  function measure(k: number, m: number): number {
    const dl = lightness * (l[k]! - l[m]!);
    const da = a[k]! - a[m]!;
    const db = b[k]! - b[m]!;
    const between = Math.sqrt(dl * dl + da * da + db * db);
    const rougher = 1.5 * Math.abs(busy[k]! - busy[m]!);
    // Small pieces join early, large ones only when they are truly alike.
    const smaller = Math.min(area[k]!, area[m]!) / whole;
    const size = Math.min(1.25, 0.35 + 0.9 * Math.sqrt(smaller / 0.01));
    // Among leaves, colours differ from patch to patch without meaning anything.
    const leafy = Math.min(busy[k]!, busy[m]!) / leafiness;
    const differ = (0.65 * between + 0.35 * steps[k * count + m]!) / (1 + leafy * leafy);
    return (differ + rougher) * size;
  }

  function setPair(k: number, m: number, length: number, step: number): void {
    lengths[k * count + m] = length;
    lengths[m * count + k] = length;
    steps[k * count + m] = step;
    steps[m * count + k] = step;
  }

  function setCost(k: number, m: number, cost: number): void {
    costs[k * count + m] = cost;
    costs[m * count + k] = cost;
  }

  function findLikest(k: number): void {
    let best = -1;
    let least = apart;
    for (let m = 0; m < count; m++) {
      if (costs[k * count + m]! < least) {
        least = costs[k * count + m]!;
        best = m;
      }
    }
    likest[k] = best;
  }

  for (let i = 0; i < links.count; i++) {
    const k = links.from[i]!;
    const m = links.to[i]!;
    setPair(k, m, links.length[i]!, links.step[i]!);
    setCost(k, m, measure(k, m));
  }
  for (let k = 0; k < count; k++) findLikest(k);

  function absorb(keep: number, drop: number): void {
    const n = area[keep]! + area[drop]!;
    const share = area[drop]! / n;
    for (const mean of [l, a, b, busy]) mean[keep]! += (mean[drop]! - mean[keep]!) * share;
    area[keep] = n;
    parent[drop] = keep;
    alive[drop] = 0;
    left--;
    setCost(keep, drop, apart);
    for (let m = 0; m < count; m++) {
      if (alive[m] === 0 || m === keep) continue;
      const added = lengths[drop * count + m]!;
      if (added > 0) {
        const had = lengths[keep * count + m]!;
        const sum = had * steps[keep * count + m]! + added * steps[drop * count + m]!;
        setPair(keep, m, had + added, sum / (had + added));
        setCost(drop, m, apart);
      }
      if (lengths[keep * count + m]! === 0) continue;
      const cost = measure(keep, m);
      setCost(keep, m, cost);
      const best = likest[m]!;
      if (best === keep || best === drop) findLikest(m);
      else if (cost < costs[m * count + best]!) likest[m] = keep;
    }
    findLikest(keep);
  }

  return {
    parent,
    left: () => left,
    /** How unlike the two are that come next. */
    leastCost(): number {
      let least = apart;
      for (let k = 0; k < count; k++) {
        if (alive[k] === 0 || likest[k]! < 0) continue;
        const cost = costs[k * count + likest[k]!]!;
        if (cost < least) {
          least = cost;
          from = k;
        }
      }
      return least;
    },
    /** Join the two that `leastCost` has found. */
    join(): void {
      const to = likest[from]!;
      absorb(Math.min(from, to), Math.max(from, to));
    },
  };
}

function numberThings(parent: Int32Array): Grouping {
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
  return { thing, count: numbers.size };
}
