/** The cues weighed against each other: one depth per pixel of working size. */

import { smoothStep } from '../../smooth-step.ts';
import type { Lightness } from '../lab.ts';
import { smoothAlongSurfaces } from '../survey/smooth.ts';
import type { Survey } from '../survey/survey.ts';
import { type Figure, findFigure } from './cues/figure.ts';
import { judgeFlatness } from './cues/flatness.ts';
import { type Focus, judgeFocus } from './cues/focus.ts';
import { findGround, type Ground } from './cues/ground.ts';
import { findVanishingPoint, type Vanishing } from './cues/lines.ts';
import { findSky, type Sky } from './cues/sky.ts';
import { floorDepth, floorSlope, placeThings, type Stage, type Standing } from './standing.ts';

export interface Cues {
  sky: Sky;
  vanishing: Vanishing;
  focus: Focus;
  figure: Figure;
  ground: Ground;
  stage: Stage;
  standing: Standing;
  /** 0..1: the picture is a drawing. */
  flatness: number;
}

/** Look at a picture in every way there is. */
export function gatherCues(survey: Survey, detail: Lightness): Cues {
  const sky = findSky(survey);
  const vanishing = findVanishingPoint(survey);
  const focus = judgeFocus(survey, detail.l, detail.width, detail.height);
  const figure = findFigure(survey);
  dismissCeiling(survey, sky, vanishing);
  const horizon = findHorizon(sky, vanishing);
  const ground = findGround(survey, horizon, sky.probability);
  const stage = { horizon, floorTop: findFloorTop(survey, ground.probability, horizon) };
  const standing = placeThings(survey, ground.probability, figure.probability, stage);
  const flatness = judgeFlatness(survey, detail);
  return { sky, vanishing, focus, figure, ground, stage, standing, flatness };
}

/**
 * What looks like sky but holds edges that point at the vanishing point is a ceiling: there are no
 * straight lines in the sky.
 */
function dismissCeiling(survey: Survey, sky: Sky, { supporters, confidence }: Vanishing): void {
  if (sky.share === 0) return;
  let inSky = 0;
  let all = 1e-6;
  for (let i = 0; i < supporters.length; i += 3) {
    const at = supporters[i + 1]! * survey.width + supporters[i]!;
    all += supporters[i + 2]!;
    inSky += supporters[i + 2]! * sky.probability[survey.superpixels.labels[at]!]!;
  }
  const density = inSky / all / sky.share;
  const remains = 1 - smoothStep(0.5, 0.9, confidence) * smoothStep(0.6, 0.9, density);
  for (let k = 0; k < sky.probability.length; k++) sky.probability[k]! *= remains;
  sky.share *= remains;
}

/** Below the sky, at the height of the vanishing point; a third down where neither is seen. */
function findHorizon(sky: Sky, vanishing: Vanishing): number {
  const outdoors = smoothStep(0.03, 0.09, sky.share);
  const horizon = 0.3 + (Math.min(0.8, sky.bottom) - 0.3) * outdoors;
  return horizon + (vanishing.y - horizon) * vanishing.confidence * 0.8;
}

/** The row above which next to nothing of the floor lies. */
function findFloorTop({ graph, height }: Survey, ground: Float32Array, horizon: number): number {
  const bins = 20;
  const rows = new Float32Array(bins);
  let total = 0;
  for (let k = 0; k < graph.count; k++) {
    const weight = smoothStep(0.45, 0.75, ground[k]!) * graph.area[k]!;
    rows[Math.min(bins - 1, Math.floor((graph.y[k]! / height) * bins))]! += weight;
    total += weight;
  }
  let sum = 0;
  for (let i = 0; i < bins && total > 0; i++) {
    sum += rows[i]!;
    if (sum > 0.06 * total) return Math.max(horizon, Math.min(0.85, i / bins));
  }
  return Math.min(0.85, horizon);
}

/** Weigh the cues: 0 far .. 1 near, per pixel of working size. Jumps are as the patches left them. */
export function fuseDepth(survey: Survey, cues: Cues): Float32Array {
  const { graph, superpixels, width, height } = survey;
  const { sky, focus, standing, stage } = cues;
  const wanted = standing.depth.slice();
  approachSides(survey, cues, wanted);
  const byFocus = 0.75 * focus.shallow;
  const sharpness = byFocus > 0 ? gatherSharpness(survey, cues) : focus.sharpness;
  for (let k = 0; k < graph.count; k++) {
    const sharp = 0.1 + 0.75 * sharpness[k]!;
    wanted[k]! += (sharp - wanted[k]!) * byFocus;
    wanted[k]! *= 1 - sky.probability[k]!;
  }
  const hold = standing.lying.map((lies, k) => 0.3 + 0.7 * lies + 4 * sky.probability[k]!);
  const depth = relax(survey, wanted, hold, cues);
  const pixels = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const slope = (floorSlope(stage, y / height) / height) * (1 - byFocus);
    for (let x = 0; x < width; x++, at++) {
      const k = superpixels.labels[at]!;
      const lies = standing.lying[k]! * (1 - sky.probability[k]!);
      pixels[at] = depth[k]! + slope * lies * (y - graph.y[k]!);
    }
  }
  smoothAlongSurfaces(pixels, survey.lab, 10);
  return pixels;
}

/**
 * Toward the sides of a street things come nearer, and in a corridor toward every border: depth is
 * the distance from the vanishing point, in the one case of what stands, in the other of all.
 */
function approachSides(survey: Survey, { vanishing, sky, standing }: Cues, wanted: Float32Array) {
  const { graph, width, height } = survey;
  const { x, y, confidence } = vanishing;
  if (confidence === 0) return;
  const indoors = 1 - smoothStep(0.02, 0.08, sky.share);
  for (let k = 0; k < graph.count; k++) {
    const u = graph.x[k]! / width;
    const v = graph.y[k]! / height;
    const across = u < x ? (x - u) / x : (u - x) / (1 - x);
    const down = v < y ? (y - v) / y : (v - y) / (1 - y);
    const inside = 0.08 + 0.8 * Math.max(across, down);
    const outside = Math.max(wanted[k]!, 0.45 * across * (1 - 0.6 * standing.lying[k]!));
    const there = outside + (inside - outside) * indoors * 0.75;
    wanted[k]! += (there - wanted[k]!) * confidence * confidence;
  }
}

/** Patches this far apart, in picture widths, still count as one thing when they stand out alike. */
const together = 0.09;

/**
 * Sharpness of things instead of patches. Only edges tell sharp from blurred, and a petal has few;
 * what stands out from the background as much as its neighbours is as near as they are.
 */
function gatherSharpness({ graph, width }: Survey, { focus, figure }: Cues): Float32Array {
  const gathered = new Float32Array(graph.count);
  const reach = (together * width) ** 2;
  for (let k = 0; k < graph.count; k++) {
    let sum = 0;
    let weights = 0;
    for (let m = 0; m < graph.count; m++) {
      const dx = graph.x[k]! - graph.x[m]!;
      const dy = graph.y[k]! - graph.y[m]!;
      const away = (dx * dx + dy * dy) / reach;
      if (away > 6) continue;
      const other = (figure.probability[k]! - figure.probability[m]!) / 0.2;
      const unlike = (focus.sharpness[k]! - focus.sharpness[m]!) / 0.5;
      const weight = Math.exp(-away - other * other - unlike * unlike) * graph.area[m]!;
      sum += weight * (0.1 + focus.evidence[m]!) * focus.sharpness[m]!;
      weights += weight * (0.1 + focus.evidence[m]!);
    }
    gathered[k] = sum / weights;
  }
  return gathered;
}

/** Colour step (Lab) across a border at which patches stop sharing their depth. */
const parting = 9;

/**
 * Every patch keeps some of what the cues want for it and takes the rest from those like it; on
 * the floor, from how far those are above or below the floor where they lie.
 * @param hold how much it keeps, against 1 from a neighbour of the same colour.
 */
function relax(
  { graph, neighbours, height }: Survey,
  wanted: Float32Array,
  hold: Float32Array,
  { standing, stage }: Cues,
): Float32Array {
  const depth = wanted.slice();
  const ties = graph.links.step.map((step) => Math.exp(-((step / parting) ** 2)));
  const floor = graph.y.map((y) => floorDepth(stage, y / height));
  const rises = ties.map((_, i) => {
    const from = graph.links.from[i]!;
    const to = graph.links.to[i]!;
    return Math.min(standing.lying[from]!, standing.lying[to]!) * (floor[from]! - floor[to]!);
  });
  for (let round = 0; round < 25; round++) {
    for (let k = 0; k < graph.count; k++) {
      let weight = hold[k]!;
      let sum = weight * wanted[k]!;
      for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
        const link = neighbours.link[i]!;
        const rise = graph.links.from[link] === k ? rises[link]! : -rises[link]!;
        sum += ties[link]! * (depth[neighbours.node[i]!]! + rise);
        weight += ties[link]!;
      }
      depth[k] = sum / weight;
    }
  }
  return depth;
}
