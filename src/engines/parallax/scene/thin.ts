/**
 * Thin things before the sky: lamp posts, masts, twigs. They are narrower than the patches that
 * depth is decided by, and would stay behind with the sky while what they stand on moves on.
 */
import { boxMean } from './box-filter.ts';
import { colourDistance } from './region-graph.ts';
import type { Survey } from './survey.ts';

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
  const behind = findSkyBehind(survey, sky);
  const standsOut = (at: number): boolean => {
    if (depth[at]! > farthest) return false;
    const k = superpixels.labels[at]! * 3;
    const l = lab.l[at]! - behind[k]!;
    // Without sky behind it the difference is NaN, and never more than anything.
    return colourDistance(l, lab.a[at]! - behind[k + 1]!, lab.b[at]! - behind[k + 2]!) > apart;
  };
  const thin = markThin(width, height, standsOut);
  const attached = new Uint8Array(depth.length);
  const queue: number[] = [];
  for (let at = 0; at < depth.length; at++) if (depth[at]! > farthest) queue.push(at);
  for (let head = 0; head < queue.length; head++) {
    const from = queue[head]!;
    const x = from % width;
    const y = (from - x) / width;
    for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
      for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
        const at = j * width + i;
        if (thin[at] === 0 || depth[from]! - depth[at]! < leastRise) continue;
        thin[at] = 0;
        depth[at] = depth[from]!;
        attached[at] = 1;
        queue.push(at);
      }
    }
  }
  return attached;
}

/** Marks the cells that stand out, but few of those around them. */
function markThin(width: number, height: number, standsOut: (at: number) => boolean): Uint8Array {
  const marks = Float32Array.from({ length: width * height }, (_, at) => (standsOut(at) ? 1 : 0));
  const shares = boxMean(marks, width, height, around);
  return Uint8Array.from(marks, (mark, at) => (shares[at]! < slight ? mark : 0));
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
