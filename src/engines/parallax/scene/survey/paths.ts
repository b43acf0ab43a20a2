/** Best paths over the patches' graph: what hangs together, and how well. */
import type { Links } from './region-graph.ts';

/** Neighbours of every patch, as slices of one array. */
export interface Neighbours {
  /** `start[k] .. start[k + 1]` index `node` and `link`. */
  start: Int32Array;
  node: Int32Array;
  link: Int32Array;
}

/** Turn pairs into neighbour lists. */
export function listNeighbours(
  links: Pick<Links, 'count' | 'from' | 'to'>,
  count: number,
): Neighbours {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < links.count; i++) {
    start[links.from[i]! + 1]!++;
    start[links.to[i]! + 1]!++;
  }
  for (let k = 0; k < count; k++) start[k + 1]! += start[k]!;
  const fill = start.slice();
  const node = new Int32Array(links.count * 2);
  const link = new Int32Array(links.count * 2);
  for (let i = 0; i < links.count; i++) {
    const from = links.from[i]!;
    const to = links.to[i]!;
    node[fill[from]!] = to;
    link[fill[from]!++] = i;
    node[fill[to]!] = from;
    link[fill[to]!++] = i;
  }
  return { start, node, link };
}

/**
 * Length of the shortest path from any seed to every patch, Infinity beyond `limit`.
 * Label-correcting with a plain queue: on a few hundred nodes it beats a heap.
 */
export function shortestPaths(
  neighbours: Neighbours,
  cost: Float32Array,
  seeds: ArrayLike<number>,
  limit = Number.POSITIVE_INFINITY,
): Float32Array {
  const count = neighbours.start.length - 1;
  const out = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  const queue = new Int32Array(count);
  const queued = new Uint8Array(count);
  let head = 0;
  let waiting = 0;
  for (let i = 0; i < seeds.length; i++) {
    out[seeds[i]!] = 0;
    queue[waiting++] = seeds[i]!;
    queued[seeds[i]!] = 1;
  }
  while (waiting > 0) {
    const k = queue[head]!;
    head = head + 1 === count ? 0 : head + 1;
    waiting--;
    queued[k] = 0;
    const reached = out[k]!;
    for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
      const next = neighbours.node[i]!;
      const through = reached + cost[neighbours.link[i]!]!;
      if (through >= out[next]! || through > limit) continue;
      out[next] = through;
      if (queued[next] === 1) continue;
      queued[next] = 1;
      const tail = head + waiting;
      queue[tail < count ? tail : tail - count] = next;
      waiting++;
    }
  }
  return out;
}

/**
 * The widest path from seeds: every patch gets the best, over all paths, of the worst value met on
 * the way, its own included. Patches that no path reaches get 0.
 */
export function widestPaths(
  neighbours: Neighbours,
  node: Float32Array,
  link: Float32Array,
  seeds: readonly number[],
): Float32Array {
  const count = node.length;
  const out = new Float32Array(count);
  const queue: number[] = [];
  for (const k of seeds) {
    out[k] = node[k]!;
    queue.push(k);
  }
  for (let head = 0; head < queue.length; head++) {
    const k = queue[head]!;
    for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
      const next = neighbours.node[i]!;
      const width = Math.min(out[k]!, node[next]!, link[neighbours.link[i]!]!);
      if (width > out[next]!) {
        out[next] = width;
        queue.push(next);
      }
    }
  }
  return out;
}
