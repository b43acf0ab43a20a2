import type { Picture } from '../../../media/picture.ts';
import { adoptNearest } from './adopt.ts';
import { addAffine, fitAffine } from './affine.ts';
import { findCorners } from './corners.ts';
import { createField, type Field, resizeField, roundTripError } from './field.ts';
import { boxMean, buildLevels, type Level } from './level.ts';
import { likeness, refineField } from './refine.ts';
import { searchField } from './search.ts';
import { findCommonMotions, invertMotion, type Similarity } from './similarity.ts';
import { spreadField } from './smooth.ts';

/** Dense motion between two images, both ways, on a grid of at most 480 pixels' length. */
export interface Flow {
  /** From the first image to the last. */
  forward: Field;
  /** From the last image to the first. */
  backward: Field;
  /** How surely each pixel of the first image is seen in the last one, 0..1; and the reverse. */
  seenForward: Float32Array;
  seenBackward: Float32Array;
  /** 0: the images share nothing; 1: every textured spot of one was found in the other. */
  relatedness: number;
}

const levelCount = 4;

/**
 * Find how the content of one image moved to become the other.
 *
 * Corners first tell the motions of the whole picture, however large. A patch search from coarse
 * to fine settles every pixel to a whole pixel, both ways; only what survives the round trip is
 * trusted, and spreads to the rest along the image's edges, as a departure from the common motion
 * so that borders extrapolate a zoom as a zoom. A variational step adds the fraction.
 */
export function estimateFlow(first: Picture, last: Picture, random: () => number): Flow {
  const a = buildLevels(first, levelCount);
  const b = buildLevels(last, levelCount);
  const motions = findCommonMotions(findCorners(a[0]!), findCorners(b[0]!), random);
  const there = motions.map(({ motion }) => motion);
  const back = there.map(invertMotion);

  let forward = createField(a[levelCount - 1]!.width, a[levelCount - 1]!.height);
  let backward = createField(forward.width, forward.height);
  for (let index = levelCount - 1; index >= 1; index--) {
    const from = a[index]!;
    const to = b[index]!;
    forward = resizeField(forward, from.width, from.height);
    backward = resizeField(backward, from.width, from.height);
    const coarsest = index === levelCount - 1;
    const reach = coarsest ? Math.round(from.width / 3) : 2;
    const rounds = coarsest ? 6 : 2;
    const scale = from.width / a[0]!.width;
    const shared = { reach, rounds, random, thorough: coarsest };
    searchField(from, to, forward, {
      ...shared,
      motions: there.map((m) => shrinkMotion(m, scale)),
    });
    searchField(to, from, backward, {
      ...shared,
      motions: back.map((m) => shrinkMotion(m, scale)),
    });
    settle(from, to, forward, backward);
  }
  const agreement = agreementOf(a[1]!, b[1]!, forward, backward);

  const from = a[0]!;
  const to = b[0]!;
  forward = resizeField(forward, from.width, from.height);
  backward = resizeField(backward, from.width, from.height);
  const seen = trustBothWays(from, to, forward, backward, 3);
  refineField(from, to, forward, seen.forward, { warps: 2, sweeps: 10 });
  refineField(to, from, backward, seen.backward, { warps: 2, sweeps: 10 });
  const final = trustBothWays(from, to, forward, backward, 1.5);
  spreadAround(forward, final.forward, from, 12);
  spreadAround(backward, final.backward, to, 12);
  const followers = motions.reduce((sum, { followers }) => sum + followers, 0);
  return {
    forward,
    backward,
    seenForward: returning(forward, backward),
    seenBackward: returning(backward, forward),
    relatedness: Math.min(1, agreement + Math.min(0.3, followers / 200)),
  };
}

function shrinkMotion(motion: Similarity, scale: number): Similarity {
  return { ...motion, shiftX: motion.shiftX * scale, shiftY: motion.shiftY * scale };
}

/** After a search: keep what both directions confirm, fill the rest, sharpen to the sub-pixel. */
function settle(from: Level, to: Level, forward: Field, backward: Field): void {
  const trust = trustBothWays(from, to, forward, backward, 1.6);
  spreadAround(forward, trust.forward, from, 6);
  spreadAround(backward, trust.backward, to, 6);
  refineField(from, to, forward, trust.forward, { warps: 2, sweeps: 8 });
  refineField(to, from, backward, trust.backward, { warps: 2, sweeps: 8 });
}

function spreadAround(field: Field, plain: Float32Array, guide: Level, strength: number): void {
  // A clear sky agrees with any motion; it is to follow what stands around it.
  const trust = plain.map((value, i) => value * (0.1 + 0.9 * guide.texture[i]!));
  const common = fitAffine(field, trust);
  addAffine(field, common, -1);
  adoptNearest(field, trust, guide);
  spreadField(
    field,
    trust.map((value) => Math.max(0.05, value)),
    guide,
    strength,
  );
  addAffine(field, common, 1);
}

/** Trust in each pixel's motion: it must come back to where it started, onto what looks alike. */
function trustBothWays(from: Level, to: Level, forward: Field, backward: Field, slack: number) {
  const radius = Math.max(1, Math.round(from.width / 160));
  const weigh = (errors: Float32Array, alike: Float32Array) => {
    const trust = errors.map((error, i) =>
      Number.isFinite(error) ? alike[i]! / (1 + (error / slack) ** 4) : 0,
    );
    // A lone pixel that agrees among many that do not agrees by chance.
    const support = boxMean(trust, from.width, from.height, radius);
    return trust.map((value, i) => value * Math.min(1, Math.max(0, support[i]! * 3 - 0.6)));
  };
  return {
    forward: weigh(roundTripError(forward, backward), likeness(from, to, forward)),
    backward: weigh(roundTripError(backward, forward), likeness(to, from, backward)),
  };
}

/**
 * How surely a pixel is seen in both images: it returns to where it started. Likeness has no say
 * any more: beside an object's edge the features always differ, and what changed in place fades.
 */
function returning(there: Field, back: Field): Float32Array {
  return roundTripError(there, back).map((error) =>
    Number.isFinite(error) ? 1 / (1 + (error / 2) ** 4) : 0,
  );
}

/** Share of the textured pixels that find their like in the other image and back. */
function agreementOf(from: Level, to: Level, forward: Field, backward: Field): number {
  const trust = trustBothWays(from, to, forward, backward, 1);
  const share = (level: Level, field: Field, trusted: Float32Array) => {
    let all = 0;
    let inside = 0;
    let agreeing = 0;
    for (let i = 0; i < trusted.length; i++) {
      // Flat areas match anything; they have no say.
      const weight = Math.min(1, Math.abs(level.features[i * 3]!));
      all += weight;
      agreeing += weight * trusted[i]!;
      if (staysInside(field, i)) inside += weight;
    }
    // What left the picture cannot be found again; but something must be left to judge by.
    return agreeing / Math.max(inside, all * 0.25, 1);
  };
  return (share(from, forward, trust.forward) + share(to, backward, trust.backward)) / 2;
}

function staysInside({ width, height, x, y }: Field, i: number): boolean {
  const toX = (i % width) + x[i]!;
  const toY = Math.floor(i / width) + y[i]!;
  return toX > -0.5 && toY > -0.5 && toX < width - 0.5 && toY < height - 0.5;
}
