/**
 * Things: patches joined at one strength of outline, and how each of them stands in space. A thing
 * that lies (ground, water, a table) comes nearer downwards; a thing that stands takes the depth
 * of its foot as a whole, or a tree would lean when the camera travels.
 */

import { kernel, openRoom } from '../kernel/kernel.ts';
import { type Grouping, mergePatches } from './merge.ts';
import type { Survey } from './survey.ts';

export interface Things {
  count: number;
  /** Per patch. */
  thing: Int32Array;
  /** Per thing, in pixels. The foot is the row that all but the lowest 0.4 % of it lies above. */
  area: Float32Array;
  foot: Float32Array;
  head: Float32Array;
  left: Int32Array;
  right: Int32Array;
  /** Pixels on the picture's left, right, top and bottom border: four per thing. */
  onBorder: Float32Array;
  /** Share of the thing that lies above the horizon. */
  above: Float32Array;
}

/** Join patches at each of some rising strengths of outline, and measure what comes of it. */
export function findThings(survey: Survey, outlines: readonly number[], horizon: number): Things[] {
  const groupings = mergePatches(survey.graph, survey.fine, outlines);
  return groupings.map((grouping) => measureThings(survey, grouping, horizon));
}

/**
 * The pieces of what stands out: patches above `threshold` that hang together. Thing 0 is all the
 * rest.
 */
export function findPieces(
  survey: Survey,
  values: Float32Array,
  threshold: number,
  horizon: number,
): Things {
  const { graph, neighbours } = survey;
  const thing = new Int32Array(graph.count);
  let count = 1;
  for (let seed = 0; seed < graph.count; seed++) {
    if (values[seed]! < threshold || thing[seed] !== 0) continue;
    const members = [seed];
    thing[seed] = count;
    for (let head = 0; head < members.length; head++) {
      const k = members[head]!;
      for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
        const m = neighbours.node[i]!;
        if (values[m]! < threshold || thing[m] !== 0) continue;
        thing[m] = count;
        members.push(m);
      }
    }
    count++;
  }
  return measureThings(survey, { thing, count }, horizon);
}

function measureThings(survey: Survey, { thing, count }: Grouping, horizon: number): Things {
  const { graph, superpixels, width, height } = survey;
  const room = openRoom();
  const counts = room.takeClear(count * height * 4);
  kernel.countRows(room.put(superpixels.labels), width, height, room.put(thing), counts);
  const rows = room.read(counts, new Int32Array(count * height));
  const area = new Float32Array(count);
  const foot = new Float32Array(count);
  const head = new Float32Array(count);
  const above = new Float32Array(count);
  for (let t = 0; t < count; t++) {
    const own = rows.subarray(t * height, (t + 1) * height);
    const whole = own.reduce((sum, n) => sum + n, 0);
    area[t] = whole;
    head[t] = rowAtShare(own, 0.03 * whole);
    foot[t] = rowAtShare(own, 0.996 * whole);
    const over = own.subarray(0, Math.floor(horizon * height)).reduce((sum, n) => sum + n, 0);
    above[t] = over / whole;
  }
  const left = new Int32Array(count).fill(width);
  const right = new Int32Array(count);
  const onBorder = new Float32Array(count * 4);
  for (let k = 0; k < graph.count; k++) {
    const t = thing[k]!;
    left[t] = Math.min(left[t]!, graph.left[k]!);
    right[t] = Math.max(right[t]!, graph.right[k]!);
    for (let side = 0; side < 4; side++) {
      onBorder[t * 4 + side]! += graph.onBorder[k * 4 + side]!;
    }
  }
  return { count, thing, area, foot, head, left, right, onBorder, above };
}

function rowAtShare(rows: Int32Array, share: number): number {
  let sum = 0;
  for (let y = 0; y < rows.length; y++) {
    sum += rows[y]!;
    if (sum >= share) return y;
  }
  return rows.length - 1;
}

/** Average a value of the patches over every thing. */
export function meanPerThing(
  { count, thing, area }: Things,
  patchArea: Float32Array,
  values: Float32Array,
): Float32Array {
  const out = new Float32Array(count);
  for (let k = 0; k < thing.length; k++) out[thing[k]!]! += values[k]! * patchArea[k]!;
  for (let t = 0; t < count; t++) out[t]! /= area[t]!;
  return out;
}
