import type { Warning } from '../../../engine/engine.ts';
import type { Picture } from '../../../media/picture.ts';
import { sCurve } from '../camera/ease.ts';
import { createRandom } from '../random.ts';
import { smoothStep } from '../smooth-step.ts';
import { createBetween } from './between.ts';
import { createDissolve } from './dissolve.ts';
import { estimateFlow } from './flow.ts';
import { startKernel } from './kernel/instance.ts';
import { reducedSize } from './level.ts';
import type { BlendPlan, Grid } from './plan.ts';
import { createTones } from './tone.ts';

/** How to paint the clip between two keyframes, frame by frame, in any order. */
export interface Morph {
  /** The images show the same thing: they morph. Otherwise they dissolve, and a warning says so. */
  related: boolean;
  /** 0..1: how much of either image was found in the other. */
  relatedness: number;
  warnings: Warning[];
  /** What the plans have their cells on. */
  grid: Grid;
  /** Plan frame `index`, 1..frames-2: a plan is good until the next one is made. */
  planFrame(index: number): BlendPlan;
}

/**
 * From here on two images count as related. Painted pairs: different scenes reach 0.17 (a drawing
 * has lines for everything), the same scene zoomed by 1.8 falls to 0.38, at 1.3 it keeps 0.86.
 */
const relatedFrom = 0.27;

/**
 * Prepare the clip from one image to another: the first frame is `first` itself, the last one
 * `last`, and between them what both show moves from its place in one to its place in the other,
 * slowly at both ends.
 * @throws RangeError if the two differ in size or there are fewer than two frames
 */
export function createMorph(
  first: Picture,
  last: Picture,
  { frames, seed }: { frames: number; seed: number },
): Morph {
  if (first.width !== last.width || first.height !== last.height) {
    throw new RangeError(
      `Expected two keyframes of one size but received ${first.width}x${first.height} and ${last.width}x${last.height}; crop both to the clip first`,
    );
  }
  if (!(frames >= 2)) throw new RangeError(`Expected at least 2 frames but received ${frames}`);
  const flow = estimateFlow(first, last, createRandom(seed, 'morph'));
  const related = flow.relatedness >= relatedFrom;
  const grid = reducedSize(first);
  const plan = related
    ? createBetween(startKernel(first, grid), flow)
    : createDissolve(first, grid);
  const tones = related ? createTones(first, last, flow) : undefined;
  return {
    related,
    relatedness: flow.relatedness,
    warnings: related ? [] : [unrelatedWarning],
    grid,
    planFrame(index) {
      const time = sCurve(index / (frames - 1));
      return { ...plan(time, takeOver(time)), tones: tones?.(time) };
    },
  };
}

const unrelatedWarning: Warning = {
  code: 'unrelated-keyframes',
  message:
    'The first and the last image share too little to move one into the other; the clip dissolves between them instead.',
};

/**
 * How far the last image has taken over from the first one where both show the same: the middle
 * half of the way. The rest of it is made of one image, which is sharper than the mean of two that
 * agree to half a pixel.
 */
function takeOver(time: number): number {
  return smoothStep(0.25, 0.75, time);
}
