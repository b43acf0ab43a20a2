/**
 * Thin things before the sky: lamp posts, masts, twigs. They are narrower than the patches that
 * depth is decided by, and would stay behind with the sky while what they stand on moves on.
 */
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Survey } from '../survey/survey.ts';

/** Colour step (Lab) from the patch of sky around it at which a cell is something else. */
const apart = 9;

/** A thing is thin when it fills less than this of the square of so many cells to every side. */
const slight = 0.45;
const around = 4;

/** A patch is sky from this probability on. */
const surely = 0.5;

/** Nearer than this is no sky, whatever it looks like. */
const farthest = 0.12;

/** Less than this nearer than the sky, nothing has to be attached to. */
const leastRise = 0.05;

/**
 * Give what stands out from the sky the depth of the thing that it grows from, cell by cell; in
 * place.
 * @param sky per patch, 0..1.
 * @returns marks of the cells that were given another depth.
 */
export function attachThin(depth: Float32Array, survey: Survey, sky: Float32Array): Uint8Array {
  const { width, height, lab, superpixels } = survey;
  const room = openRoom();
  const plane = room.put(depth);
  const colours = [room.put(lab.l), room.put(lab.a), room.put(lab.b)] as const;
  const behind = room.put(findSkyBehind(survey, sky));
  const labels = room.put(superpixels.labels);
  const marks = room.take(depth.byteLength);
  kernel.markApart(plane, labels, ...colours, depth.length, behind, farthest, apart, marks);
  const scratch = [room.take(depth.byteLength), room.take(width * 4)] as const;
  const shares = room.take(depth.byteLength);
  kernel.boxMean(marks, width, height, around, shares, ...scratch);
  const attached = room.takeClear(depth.length);
  const limits = [slight, farthest, leastRise] as const;
  kernel.attachThin(plane, width, height, marks, shares, ...limits, attached, scratch[0]);
  room.read(plane, depth);
  return room.read(attached, new Uint8Array(depth.length));
}

/** Per patch, the colour (L, a, b) of the sky that it is, or that it touches; NaN without any. */
function findSkyBehind({ graph }: Survey, sky: Float32Array): Float32Array {
  const sums = new Float32Array(graph.count * 3);
  const areas = new Float32Array(graph.count);
  const add = (k: number, from: number) => {
    if (sky[from]! < surely) return;
    const area = graph.area[from]!;
    sums[k * 3]! += area * graph.l[from]!;
    sums[k * 3 + 1]! += area * graph.a[from]!;
    sums[k * 3 + 2]! += area * graph.b[from]!;
    areas[k]! += area;
  };
  for (let k = 0; k < graph.count; k++) add(k, k);
  const { links } = graph;
  for (let i = 0; i < links.count; i++) {
    const from = links.from[i]!;
    const to = links.to[i]!;
    if (sky[from]! < surely) add(from, to);
    if (sky[to]! < surely) add(to, from);
  }
  return sums.map((sum, i) => sum / areas[Math.floor(i / 3)]!);
}
