/**
 * Things: patches joined at one strength of outline, and how each of them stands in space. A thing
 * that lies (ground, water, a table) comes nearer downwards; a thing that stands takes the depth
 * of its foot as a whole, or a tree would lean when the camera travels.
 */

import { smoothStep } from './cues/sky.ts';
import { mergePatches } from './merge.ts';
import type { Survey } from './survey.ts';

export interface Things {
  count: number;
  /** Per patch. */
  thing: Int32Array;
  /** Per thing, in pixels. The foot is the row that all but the lowest 1 % of it lies above. */
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

/** Join patches whose outline is weaker than `outline`, and measure what comes of it. */
export function findThings(survey: Survey, outline: number, horizon: number): Things {
  const { graph, superpixels, width, height } = survey;
  const { thing, things: count } = mergePatches(graph, survey.fine, outline, 2);
  const rows = new Int32Array(count * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      rows[thing[superpixels.labels[at]!]! * height + y]!++;
    }
  }
  const area = new Float32Array(count);
  const foot = new Float32Array(count);
  const head = new Float32Array(count);
  const above = new Float32Array(count);
  for (let t = 0; t < count; t++) {
    const own = rows.subarray(t * height, (t + 1) * height);
    const whole = own.reduce((sum, n) => sum + n, 0);
    area[t] = whole;
    head[t] = rowAtShare(own, 0.03 * whole);
    foot[t] = rowAtShare(own, 0.99 * whole);
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

/**
 * Give things that rest on other things the feet of those: a crown its trunk's, a shirt its
 * trousers'. What is much wider than the thing above it (a wood before a mountain), or what the
 * thing above reaches far down beside (a wall beside a man), hides its foot and does not carry it.
 * @param standing per thing, 0..1.
 * @param fine things cut at the weakest outlines, among which posts and trunks are still apart.
 */
export function shareFeet(
  survey: Survey,
  things: Things,
  standing: Float32Array,
  fine: Things,
): Float32Array {
  const rests = findRests(survey, things, fine);
  const feet = things.foot.slice();
  const size = survey.width * survey.height;
  // From the lowest foot up, so that a hat gets what the head has already got from the body.
  const order = Array.from(feet.keys()).sort((p, q) => things.foot[q]! - things.foot[p]!);
  for (const t of order) {
    const boundless = things.onBorder[t * 4]! > 0 && things.onBorder[t * 4 + 1]! > 0;
    if (boundless || things.area[t]! > 0.2 * size) continue;
    let drop = 0;
    for (const { on, post, share } of rests[t]!) {
      const carrier = post ? fine : things;
      const tall = carrier.foot[on]! - carrier.head[on]!;
      if (carrier.foot[on]! < things.foot[t]! + 2) continue;
      if (things.foot[t]! > carrier.head[on]! + 0.45 * tall) continue;
      if (spanOf(carrier, on) > 2.2 * spanOf(things, t)) continue;
      const strength = post ? smoothStep(0.12, 0.4, share) : smoothStep(0.25, 0.7, share);
      const carries = strength * standing[t]! * (post ? 1 : standing[on]!);
      drop = Math.max(drop, carries * ((post ? carrier.foot[on]! : feet[on]!) - things.foot[t]!));
    }
    feet[t]! += drop;
  }
  return feet;
}

interface Rest {
  /** A thing, or a fine thing where `post` says so. */
  on: number;
  post: boolean;
  /** How much of the one's underside or the other's top the contact makes up, 0..1. */
  share: number;
}

function spanOf({ left, right }: Things, t: number): number {
  return right[t]! - left[t]! + 1;
}

/** What every thing lies directly on top of. */
function findRests(survey: Survey, things: Things, fine: Things): Rest[][] {
  const { links } = survey.graph;
  const contacts = new Map<number, number>();
  const underside = new Float32Array(things.count);
  const topside = new Float32Array(things.count);
  const postTop = new Float32Array(fine.count);
  const posts = fine !== things;
  const touch = (upper: number, lower: number, length: number): void => {
    if (length === 0) return;
    const t = things.thing[upper]!;
    const u = things.thing[lower]!;
    const post = fine.thing[lower]!;
    if (t !== u) {
      add(t * 65536 + u, length);
      underside[t]! += length;
      topside[u]! += length;
    }
    if (posts && fine.thing[upper] !== post && isPostTop(survey, fine, post, lower)) {
      postTop[post]! += length;
      if (t !== u) add(t * 65536 + 32768 + post, length);
    }
  };
  const add = (key: number, length: number) => contacts.set(key, (contacts.get(key) ?? 0) + length);
  for (let i = 0; i < links.count; i++) {
    touch(links.from[i]!, links.to[i]!, links.fromAbove[i]!);
    touch(links.to[i]!, links.from[i]!, links.toAbove[i]!);
  }
  const rests: Rest[][] = Array.from({ length: things.count }, () => []);
  for (const [key, length] of contacts) {
    const t = Math.floor(key / 65536);
    const post = key % 65536 >= 32768;
    const on = key % 32768;
    const share = post
      ? (0.9 * length) / postTop[on]!
      : Math.max(length / underside[t]!, (0.9 * length) / topside[on]!);
    rests[t]!.push({ on, post, share });
  }
  return rests;
}

/** Whether a patch is in the upper part of something upright and slender: a trunk, a pole, a leg. */
function isPostTop({ height, graph }: Survey, fine: Things, t: number, patch: number): boolean {
  const tall = fine.foot[t]! - fine.head[t]! + 1;
  if (tall < 0.08 * height || tall < 1.4 * spanOf(fine, t)) return false;
  return graph.y[patch]! < fine.head[t]! + 0.4 * tall;
}
