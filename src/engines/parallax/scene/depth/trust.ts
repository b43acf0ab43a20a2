/** How far the cues are to be believed, and depth made as shallow as they are doubtful. */

import { smoothStep } from '../../smooth-step.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Survey } from '../survey/survey.ts';
import type { Cues } from './fuse.ts';

/** Even when no cue speaks, the lower part of a picture is the nearer one: a third of full depth. */
const leastGain = 0.33;

/** 0..1: how surely the picture shows a space, and the cues have understood it. */
export function judgeTrust(survey: Survey, cues: Cues): number {
  const { sky, vanishing, focus, figure, flatness } = cues;
  const evidence = [
    0.75 * smoothStep(0.04, 0.2, sky.share),
    0.6 * vanishing.confidence,
    0.85 * focus.shallow,
    0.45 * smoothStep(0.08, 0.25, floorShare(survey, cues)),
    0.35 * figureShare(survey, figure.probability),
  ];
  const doubt = evidence.reduce((product, e) => product * (1 - e), 1);
  return (1 - doubt) * (1 - flatness);
}

/** Depth that spans less than this where it is certain is drawn out, by a quarter at most. */
const fullSpan = 0.8;

/** Draw depth together about its middle as far as it is doubtful; in place. */
export function flattenByDoubt(depth: Float32Array, trust: number, flatness: number): void {
  const sure = smoothStep(0.2, 0.85, trust);
  const { low, high, mean } = spanOf(depth);
  const stretch = 1 + (Math.min(1.25, Math.max(1, fullSpan / (high - low + 1e-3))) - 1) * sure;
  const gain = (leastGain + (1 - leastGain) * sure) * (1 - 0.85 * flatness) * stretch;
  const room = openRoom();
  const plane = room.put(depth);
  kernel.drawTogether(plane, depth.length, mean, gain);
  room.read(plane, depth);
}

/** The depths that 2 % lie below and 2 % above, and the mean. */
function spanOf(depth: Float32Array): { low: number; high: number; mean: number } {
  const room = openRoom();
  const counts = room.takeClear(256 * 4);
  const sum = kernel.binDepths(room.put(depth), depth.length, counts);
  const bins = room.read(counts, new Int32Array(256));
  const depthAtShare = (share: number): number => {
    let count = 0;
    for (let i = 0; i < 256; i++) {
      count += bins[i]!;
      if (count >= share * depth.length) return (i + 0.5) / 256;
    }
    return 1;
  };
  return { low: depthAtShare(0.02), high: depthAtShare(0.98), mean: sum / depth.length };
}

/** How much of the picture is a floor that ends somewhere below the top. */
function floorShare({ graph, width, height }: Survey, { ground, stage }: Cues): number {
  let share = 0;
  for (let k = 0; k < graph.count; k++) {
    if (graph.y[k]! / height < stage.floorTop) continue;
    share += graph.area[k]! * smoothStep(0.5, 0.8, ground.probability[k]!);
  }
  return share / (width * height);
}

/** 1 where a figure of reasonable size stands out, 0 where nothing or everything does. */
function figureShare({ graph, width, height }: Survey, figure: Float32Array): number {
  let share = 0;
  for (let k = 0; k < graph.count; k++) {
    share += graph.area[k]! * smoothStep(0.4, 0.7, figure[k]!);
  }
  share /= width * height;
  return smoothStep(0.02, 0.07, share) * (1 - smoothStep(0.35, 0.55, share));
}
