/**
 * What could move by itself: sky, water, foliage and smoke, as soft masks for slow motion inside
 * them. A mask that is not sure is dim, and its confidence tells how far to trust it as a whole:
 * motion in the wrong place is worse than none.
 */

import { smoothStep } from '../smooth-step.ts';
import { boxMean } from './box-filter.ts';
import type { Plane } from './resample.ts';
import { findGround, type Ground } from './survey/ground.ts';
import { findSky, type Sky } from './survey/sky.ts';
import { type Survey, spreadOverPatches } from './survey/survey.ts';
import { findWater } from './survey/water.ts';
import { findWaterline, takeFromSky } from './survey/waterline.ts';

export interface Region {
  /** 0..255 per cell; fades out inside the region's edge. */
  mask: Uint8Array;
  /** 0..1. */
  confidence: number;
}

export interface Regions {
  /** Cells of `size` x `size` pixels, in rows from the upper left pixel. */
  size: number;
  width: number;
  height: number;
  sky: Region;
  water: Region;
  foliage: Region;
  smoke: Region;
}

/**
 * Find the regions of a picture in cells of `size` pixels.
 * @param flatness 0..1: how surely it is a drawing, in which nothing moves.
 * @param people 0..1 per pixel of the survey: how surely it is of somebody.
 */
export function findRegions(
  survey: Survey,
  flatness: number,
  people: Plane,
  size: number,
): Regions {
  const above = findSky(survey);
  const waterline = findWaterline(survey, above);
  const sky = waterline ? takeFromSky(survey, above, waterline) : above;
  const horizon = findHorizon(sky);
  const ground = findGround(survey, horizon, sky.probability);
  const still = 1 - flatness;
  // Without a sky above it, water is more often a floor that shines.
  const outdoors = 0.55 + 0.45 * sky.open * smoothStep(0.02, 0.06, sky.share);
  const regionOf = (probability: Float32Array, least: number, trust: number) =>
    leaveOutPeople(makeRegion(survey, probability, least, trust), people);
  return {
    size,
    width: survey.width,
    height: survey.height,
    sky: leaveOutThin(regionOf(sky.probability, 0.03, sky.open * still), survey),
    water: regionOf(findWater(survey, sky, ground, horizon, waterline), 0.03, outdoors * still),
    foliage: regionOf(judgeFoliage(survey, sky), 0.03, still),
    smoke: regionOf(judgeSmoke(survey, sky, ground, horizon), 0.01, 0.5 * still),
  };
}

/** Where the sky ends, as a share of the height; a third down where there is none. */
function findHorizon(sky: Sky): number {
  const outdoors = smoothStep(0.03, 0.09, sky.share);
  return 0.3 + (Math.min(0.8, sky.bottom) - 0.3) * outdoors;
}

/** A mask from per-patch probabilities; sure when they are clear and cover more than `least`. */
function makeRegion(
  survey: Survey,
  probability: Float32Array,
  least: number,
  trust: number,
): Region {
  const { graph, superpixels, width, height } = survey;
  let sum = 0;
  let clear = 0;
  for (let k = 0; k < graph.count; k++) {
    sum += probability[k]! * graph.area[k]!;
    clear += probability[k]! ** 2 * graph.area[k]!;
  }
  const share = sum / (width * height);
  const confidence = sum > 0 ? trust * (clear / sum) * smoothStep(least / 2, least * 2, share) : 0;
  const mask = new Uint8Array(width * height);
  if (confidence === 0) return { mask, confidence };
  const blurred = boxMean(spreadOverPatches(superpixels, probability), width, height, 3);
  // From a half up: the slope then lies inside the region, and its edge is left alone.
  for (let i = 0; i < mask.length; i++) mask[i] = 255 * Math.max(0, 2 * blurred[i]! - 1) + 0.5;
  return { mask, confidence };
}

/** Somebody's hair and clothes may look like anything, and never are it. */
function leaveOutPeople({ mask, confidence }: Region, people: Plane): Region {
  const rest = mask.map((value, i) => value * (1 - smoothStep(0.2, 0.5, people.data[i]!)));
  return { mask: rest, confidence };
}

/** What is darker than its patch of sky by this much (Lab) stands before it. */
const darker = 12;

/** Take out what stands before the sky and is thinner than a patch of it: masts, spires, twigs. */
function leaveOutThin(sky: Region, survey: Survey): Region {
  const { graph, lab, superpixels } = survey;
  const mask = sky.mask.map((value, i) => {
    const dark = lab.l[i]! < graph.l[superpixels.labels[i]!]! - darker;
    return dark ? 0 : value;
  });
  return { mask, confidence: sky.confidence };
}

/** Leaves: green or yellow green, and busy. */
function judgeFoliage({ graph, fine }: Survey, sky: Sky): Float32Array {
  const probability = new Float32Array(graph.count);
  for (let k = 0; k < graph.count; k++) {
    const green = smoothStep(4, 13, -graph.a[k]!) * smoothStep(5, 16, graph.b[k]!);
    const busy = smoothStep(1.5, 4, fine[k]!);
    probability[k] = green * busy * (1 - sky.probability[k]!);
  }
  return probability;
}

/** Smoke and mist: pale, without colour, without an edge, and before something else. */
function judgeSmoke(
  { graph, fine, height }: Survey,
  sky: Sky,
  ground: Ground,
  horizon: number,
): Float32Array {
  const probability = new Float32Array(graph.count);
  for (let k = 0; k < graph.count; k++) {
    const pale = smoothStep(45, 65, graph.l[k]!) * (1 - smoothStep(88, 97, graph.l[k]!));
    const grey = 1 - smoothStep(5, 11, Math.hypot(graph.a[k]!, graph.b[k]!));
    const soft = 1 - smoothStep(0.8, 2, fine[k]!);
    const high = 1 - smoothStep(horizon, horizon + 0.2, graph.y[k]! / height);
    probability[k] =
      pale * grey * soft * high * (1 - sky.probability[k]!) * (1 - ground.probability[k]!);
  }
  return probability;
}

/** Lay the regions out on a larger grid of cells; beyond the picture they go on as at its border. */
export function spreadRegions(
  regions: Regions,
  left: number,
  top: number,
  width: number,
  height: number,
): Regions {
  const spread = ({ mask, confidence }: Region): Region => {
    const out = new Uint8Array(width * height);
    if (confidence === 0) return { mask: out, confidence };
    const right = left + regions.width;
    for (let y = 0; y < height; y++) {
      const row = Math.min(regions.height - 1, Math.max(0, y - top)) * regions.width;
      const line = mask.subarray(row, row + regions.width);
      const start = y * width;
      out.fill(line[0]!, start, start + left).set(line, start + left);
      out.fill(line[line.length - 1]!, start + right, start + width);
    }
    return { mask: out, confidence };
  };
  return {
    size: regions.size,
    width,
    height,
    sky: spread(regions.sky),
    water: spread(regions.water),
    foliage: spread(regions.foliage),
    smoke: spread(regions.smoke),
  };
}
