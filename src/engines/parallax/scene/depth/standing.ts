/**
 * The picture as a stage: a floor that comes nearer downwards from the horizon, and things that
 * stand on it. Floor takes its depth from the row, things from the row of their feet. Judged at
 * three strengths of outline and averaged, since no single one cuts every picture right.
 */

import { smoothStep } from '../../smooth-step.ts';
import type { Survey } from '../survey/survey.ts';
import { findPieces, findThings, meanPerThing, type Things } from '../survey/things.ts';
import { findHosts, shareFeet } from './feet.ts';

export interface Stage {
  /** Rows, 0..1 of the height: where the floor would end at infinity, and where it is last seen. */
  horizon: number;
  floorTop: number;
}

export interface Standing {
  /** Per patch, 0..1. */
  depth: Float32Array;
  /** Per patch: how much its depth follows the row, 0..1. */
  lying: Float32Array;
}

/** Depth where the floor is last seen; what stands there still parts from the sky. */
const farFloor = 0.22;

const outlines = [9, 14, 20];

/** Depth of the floor at a row, and of the backdrop above it. */
export function floorDepth({ floorTop }: Stage, row: number): number {
  const t = (row - floorTop) / (1 - floorTop);
  return t < 0 ? Math.max(0.14, farFloor + 0.06 * t) : farFloor + (1 - farFloor) * t;
}

/** How fast the floor's depth grows per row, rows being 0..1. */
export function floorSlope({ floorTop }: Stage, row: number): number {
  return row > floorTop ? (1 - farFloor) / (1 - floorTop) : 0;
}

/** Place every patch on the stage. */
export function placeThings(
  survey: Survey,
  ground: Float32Array,
  figure: Float32Array,
  stage: Stage,
): Standing {
  const { graph, height } = survey;
  const atFeet = new Float32Array(graph.count);
  const standing = new Float32Array(graph.count);
  const levels = findThings(survey, outlines, stage.horizon);
  for (const things of levels) {
    const lying = judgeLying(survey, things, meanPerThing(things, graph.area, ground));
    const backdrop = judgeBackdrop(survey, things);
    const upright = lying.map((v) => 1 - v);
    const feet = shareFeet(survey, things, upright, levels[0]!);
    const lie = lying.map((v, t) => Math.max(v, backdrop[t]!));
    const { host, share } = findHosts(survey, things);
    for (let t = 0; t < things.count; t++) {
      const u = host[t]!;
      // What a thing surrounds is part of it, and so is what a backdrop surrounds all round (what
      // stands before the backdrop touches the floor); what the floor surrounds stands on it.
      if (u < 0 || lying[u]! > 0.5 || (lie[u]! > 0.5 && share[t]! < 0.93)) continue;
      feet[t] = feet[u]!;
      lie[t] = lie[u]!;
    }
    for (let k = 0; k < graph.count; k++) {
      const t = things.thing[k]!;
      const upright = 1 - lie[t]!;
      atFeet[k]! += upright * floorDepth(stage, feet[t]! / height);
      standing[k]! += upright;
    }
  }
  const votes = new Float32Array(graph.count).fill(outlines.length);
  const pieces = findPieces(survey, figure, 0.5, stage.horizon);
  const says = judgePieces(survey, pieces, meanPerThing(pieces, graph.area, figure));
  for (let k = 0; k < graph.count; k++) {
    const t = pieces.thing[k]!;
    atFeet[k]! += says[t]! * floorDepth(stage, pieces.foot[t]! / height);
    standing[k]! += says[t]!;
    votes[k]! += says[t]!;
  }
  const depth = new Float32Array(graph.count);
  const lying = new Float32Array(graph.count);
  for (let k = 0; k < graph.count; k++) {
    // Most of a vote decides: half lying would be neither, and tear off from what lies beside it.
    const lies = smoothStep(0.3, 0.8, 1 - standing[k]! / votes[k]!);
    const atFoot = standing[k]! > 0 ? atFeet[k]! / standing[k]! : 0;
    depth[k] = lies * floorDepth(stage, graph.y[k]! / height) + (1 - lies) * atFoot;
    lying[k] = lies;
  }
  return { depth, lying };
}

/** What is floor: flat rather than tall, below the horizon, and most surely along the lower border. */
function judgeLying({ width, height }: Survey, things: Things, ground: Float32Array): Float32Array {
  const lying = new Float32Array(things.count);
  for (let t = 0; t < things.count; t++) {
    const wide = things.right[t]! - things.left[t]! + 1;
    const tall = things.foot[t]! - things.head[t]! + 1;
    const share = things.area[t]! / (width * height);
    const flat = smoothStep(0.7, 2, wide / tall);
    let lies = smoothStep(0.24, 0.48, ground[t]! * (0.5 + 0.5 * flat));
    const alongBorder = things.onBorder[t * 4 + 3]! / width;
    if (alongBorder > 0.3 && wide > 0.5 * width) {
      lies = Math.max(lies, smoothStep(0.04, 0.12, share));
    }
    lying[t] = lies * (1 - smoothStep(0.05, 0.35, things.above[t]!));
  }
  return lying;
}

/** How much each piece of what stands out has to say, in votes: 2 for a clear one of a figure's size. */
function judgePieces(
  { width, height }: Survey,
  pieces: Things,
  clarity: Float32Array,
): Float32Array {
  const says = new Float32Array(pieces.count);
  for (let t = 1; t < pieces.count; t++) {
    const share = pieces.area[t]! / (width * height);
    const wide = (pieces.right[t]! - pieces.left[t]! + 1) / width;
    const size = smoothStep(0.004, 0.012, share) * (1 - smoothStep(0.2, 0.35, share));
    says[t] = 2 * smoothStep(0.5, 0.75, clarity[t]!) * size * (1 - smoothStep(0.55, 0.8, wide));
  }
  return says;
}

/** What is too large, and runs out of the picture on too many sides, to be a thing with a foot. */
function judgeBackdrop({ width, height }: Survey, things: Things): Float32Array {
  const backdrop = new Float32Array(things.count);
  for (let t = 0; t < things.count; t++) {
    const sides = (things.onBorder[t * 4]! + things.onBorder[t * 4 + 1]!) / (2 * height);
    const ceiling = things.onBorder[t * 4 + 2]! / width;
    const share = things.area[t]! / (width * height);
    backdrop[t] = smoothStep(0.08, 0.25, share + 0.3 * sides + 0.15 * ceiling);
  }
  return backdrop;
}
