/**
 * Small hollows and small heights levelled out. A patch that is farther than everything around it
 * is a mark on a surface (an eye, a badge, coffee in a cup) more often than a hole in it, and cut
 * out it tears; a gap that really shows what lies behind may move with its surroundings unnoticed.
 * The same goes for a patch that floats before a surface without standing on anything.
 *
 * This is the area closing and the area opening of mathematical morphology, by union-find over the
 * pixels in order of depth: A. Meijster, M. H. F. Wilkinson, "A comparison of algorithms for
 * connected set openings and closings", IEEE PAMI 24 (2002).
 */
import type { Plane } from './resample.ts';

/** Shares of the picture up to which a patch is levelled. */
export interface EnclosedSizes {
  hollow: number;
  height: number;
}

/** Fill the hollows, then take off the heights; in place. */
export function levelEnclosed({ data, width }: Plane, sizes: EnclosedSizes): void {
  closeArea(data, width, Math.round(sizes.hollow * data.length));
  for (let i = 0; i < data.length; i++) data[i] = -data[i]!;
  closeArea(data, width, Math.round(sizes.height * data.length));
  for (let i = 0; i < data.length; i++) data[i] = -data[i]!;
}

/** Raise every connected patch of fewer than `least` pixels to the lowest way out of it. */
function closeArea(data: Float32Array, width: number, least: number): void {
  const order = Uint32Array.from(data.keys()).sort((p, q) => data[p]! - data[q]! || p - q);
  const parent = new Int32Array(data.length).fill(-1);
  const area = new Int32Array(data.length);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[at] !== root) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  // Roots are the highest pixel so far. A patch that is large enough is never joined to a higher
  // one: it keeps its level, and so does whatever the water has reached by then.
  const join = (at: number, neighbour: number) => {
    if (neighbour < 0 || neighbour >= data.length || parent[neighbour] === -1) return;
    const root = find(neighbour);
    if (root === at) return;
    if (area[root]! < least || data[root] === data[at]) {
      parent[root] = at;
      area[at]! += area[root]!;
    } else area[at] = least;
  };
  for (const at of order) {
    parent[at] = at;
    area[at] = 1;
    const x = at % width;
    if (x > 0) join(at, at - 1);
    if (x + 1 < width) join(at, at + 1);
    join(at, at - width);
    join(at, at + width);
  }
  const level = data.slice();
  for (let i = 0; i < data.length; i++) data[i] = level[find(i)]!;
}
