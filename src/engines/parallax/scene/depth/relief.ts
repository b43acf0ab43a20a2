/**
 * Depth without a model. Nearly every picture comes nearer from top to bottom, and people, and what
 * stands out from all that runs out of the picture, are nearly always in front of it. More than that
 * no cue has told on pictures it was not made for. So the picture is a ramp from which those rise,
 * softly: nowhere is there a jump that would have to be cut.
 */
import { smoothStep } from '../../smooth-step.ts';
import { boxMean } from '../box-filter.ts';
import type { People } from '../people/people.ts';
import type { Figure } from '../survey/figure.ts';
import { type Survey, spreadOverPatches } from '../survey/survey.ts';

export interface Relief {
  /** Per pixel of working size: 0 far .. 1 near. */
  depth: Float32Array;
  /** 0..1. */
  confidence: number;
}

/** How far the figure's rise is spread to every side, as a share of the longer side. */
const softness = 0.08;

/** Clarity of a figure from which it begins to count, and from which it counts whole. */
const clear = { from: 0.35, surely: 0.65 };

/** How far a figure rises where people rise wholly: rooms have figures, too, and lines that would bend. */
const figureRise = 0.6;

/** The range of depth that a guess is given. */
const range = 0.6;

/** What a ramp alone is worth, and what a figure adds. */
const trust = { ramp: 0.2, figure: 0.3 };

/**
 * Raise figure and people from the ramp.
 * @param flatness 0..1: how surely the picture is a drawing, which is kept next to flat.
 */
export function raiseRelief(
  survey: Survey,
  figure: Figure,
  { mask }: People,
  flatness: number,
): Relief {
  const { width, height, superpixels } = survey;
  const clarity = smoothStep(clear.from, clear.surely, figure.clarity);
  const reach = Math.max(1, Math.round(softness * Math.max(width, height)));
  const shape = spreadOverPatches(superpixels, figure.probability);
  for (let at = 0; at < shape.length; at++) {
    shape[at] = Math.max(figureRise * clarity * shape[at]!, mask.data[at]!);
  }
  const raised = boxMean(boxMean(shape, width, height, reach), width, height, reach);
  const span = range * (1 - 0.85 * flatness);
  const depth = new Float32Array(width * height);
  let share = 0;
  for (let y = 0, at = 0; y < height; y++) {
    const ramp = (y + 0.5) / height;
    for (let x = 0; x < width; x++, at++) {
      const rise = raised[at]!;
      share += rise;
      depth[at] = 0.5 + span * (ramp + (1 - ramp) * rise - 0.5);
    }
  }
  const present = smoothStep(0.01, 0.05, share / depth.length);
  const confidence = (trust.ramp + trust.figure * present) * (1 - flatness);
  return { depth, confidence };
}
