/**
 * Patches joined into things. The two most alike neighbours are joined first, again and again;
 * how unlike the last two were that had to be joined to bring two patches together tells how
 * strong the outline between them is.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { RegionGraph } from './region-graph.ts';

/** For every patch the number of its thing, 0 .. count - 1. */
export interface Grouping {
  thing: Int32Array;
  count: number;
}

/** No fewer things than this are left, however alike they are. */
const fewest = 2;

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
  const { count, links } = graph;
  const measures = new Float32Array(count * 6);
  for (const [i, values] of [graph.area, graph.l, graph.a, graph.b, texture].entries()) {
    for (let k = 0; k < count; k++) measures[k * 6 + i] = values[k]!;
  }
  const pairs = new Int32Array(links.count * 4);
  const borders = new Float32Array(pairs.buffer);
  for (let i = 0; i < links.count; i++) {
    pairs[i * 4] = links.from[i]!;
    pairs[i * 4 + 1] = links.to[i]!;
    borders[i * 4 + 2] = links.length[i]!;
    borders[i * 4 + 3] = links.step[i]!;
  }
  const whole = graph.area.reduce((sum, n) => sum + n, 0);
  const room = openRoom();
  const parent = room.take(count * 4);
  const scratch = room.takeClear((3 * count + 1) * count * 4);
  const patches = room.put(measures);
  kernel.beginMerge(count, patches, whole, room.put(pairs), links.count, parent, scratch);
  return outlines.map((outline) => {
    kernel.mergeUpTo(outline, fewest);
    return numberThings(room.read(parent, new Int32Array(count)));
  });
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
