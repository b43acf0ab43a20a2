/**
 * Where things stand. What one sees of a thing may end far above its foot: a crown ends where the
 * trunk begins, a shirt at the belt, a face at the collar. Its foot is then that of what carries
 * or surrounds it.
 */
import { smoothStep } from '../../smooth-step.ts';
import type { Survey } from '../survey/survey.ts';
import type { Things } from '../survey/things.ts';

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

export interface Hosts {
  /** For every thing the larger one that makes up most of its outline, or -1. */
  host: Int32Array;
  /** How much of the outline that is, 0..1. */
  share: Float32Array;
}

/** Find what surrounds what: a house its windows, a head its face. */
export function findHosts({ graph }: Survey, things: Things): Hosts {
  const { links } = graph;
  const outline = new Float32Array(things.count);
  const shared = new Map<number, number>();
  for (let t = 0; t < things.count; t++) {
    for (let side = 0; side < 4; side++) outline[t]! += things.onBorder[t * 4 + side]!;
  }
  for (let i = 0; i < links.count; i++) {
    const t = things.thing[links.from[i]!]!;
    const u = things.thing[links.to[i]!]!;
    if (t === u) continue;
    const length = links.length[i]!;
    outline[t]! += length;
    outline[u]! += length;
    shared.set(t * 65536 + u, (shared.get(t * 65536 + u) ?? 0) + length);
    shared.set(u * 65536 + t, (shared.get(u * 65536 + t) ?? 0) + length);
  }
  const host = new Int32Array(things.count).fill(-1);
  const share = new Float32Array(things.count);
  for (const [key, length] of shared) {
    const t = Math.floor(key / 65536);
    const u = key % 65536;
    const part = length / outline[t]!;
    if (part < 0.6 || things.area[u]! < things.area[t]!) continue;
    host[t] = u;
    share[t] = part;
  }
  return { host, share };
}
