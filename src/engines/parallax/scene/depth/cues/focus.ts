/**
 * Focus: with a shallow depth of field what is sharp is near the subject, and what is blurred is
 * (nearly always) behind it. Sharpness is read off edges alone, by how much a known extra blur
 * flattens them: that ratio does not depend on their contrast, nor on how busy the place is.
 */

import { smoothStep } from '../../../smooth-step.ts';
import { boxMean } from '../../box-filter.ts';
import { kernel, openRoom } from '../../kernel/kernel.ts';
import type { Survey } from '../../survey/survey.ts';

export interface Focus {
  /** Per patch: 1 sharp, 0 blurred. */
  sharpness: Float32Array;
  /** Per patch 0..1: how much there is to judge by. */
  evidence: Float32Array;
  /** 0..1: how shallow the depth of field looks; 0 when everything is equally sharp. */
  shallow: number;
}

/** Squared slope (of lightness over two pixels) below which nothing is an edge. */
const leastSteep = 14;

/** An edge in focus loses a good half of its slope to the extra blur, a blurred one nearly none. */
const blurredRatio = 1.12;
const sharpRatio = 2;

/**
 * Judge sharpness.
 * @param l lightness at twice the working size, where a blur of a few output pixels still shows.
 */
export function judgeFocus(survey: Survey, l: Float32Array, width: number, height: number): Focus {
  const { superpixels, graph } = survey;
  const evidence = new Float32Array(graph.count);
  const sharpness = new Float32Array(graph.count);
  const blurred = boxMean(boxMean(l, width, height, 1), width, height, 1);
  const room = openRoom();
  const planes = [room.put(l), room.put(blurred), width, height] as const;
  const patches = [room.put(superpixels.labels), survey.width, survey.height] as const;
  const ratios = [blurredRatio, sharpRatio] as const;
  const sums = [room.put(evidence), room.put(sharpness)] as const;
  kernel.judgeEdges(...planes, ...patches, leastSteep, ...ratios, ...sums);
  room.read(sums[0], evidence);
  room.read(sums[1], sharpness);
  for (let k = 0; k < graph.count; k++) {
    sharpness[k] = evidence[k]! > 0 ? sharpness[k]! / evidence[k]! : 0;
    evidence[k] = 1 - Math.exp(-evidence[k]! / 120);
  }
  const spread = spreadSharpness(survey, sharpness, evidence);
  return { sharpness: spread, evidence, shallow: shallowness(spread, evidence, graph.area) };
}

/**
 * Plain patches take the sharpness of what they hang together with; those that hang together with
 * nothing sharp are taken for background.
 */
function spreadSharpness(
  { graph, neighbours }: Survey,
  sharpness: Float32Array,
  evidence: Float32Array,
): Float32Array {
  const { step } = graph.links;
  const ties = step.map((s) => 0.2 * Math.exp(-((s / 14) ** 2)));
  const smooth = sharpness.map((s, k) => evidence[k]! * s);
  for (let round = 0; round < 20; round++) {
    for (let k = 0; k < graph.count; k++) {
      let sum = evidence[k]! * sharpness[k]!;
      let weight = evidence[k]! + 0.004;
      for (let i = neighbours.start[k]!; i < neighbours.start[k + 1]!; i++) {
        const tie = ties[neighbours.link[i]!]!;
        sum += tie * smooth[neighbours.node[i]!]!;
        weight += tie;
      }
      smooth[k] = sum / weight;
    }
  }
  return smooth;
}

/**
 * How far apart the clearly sharp and the clearly blurred are, each a good part of what there is
 * to judge by. Plain patches have next to no say: an even wall is neither.
 */
function shallowness(sharpness: Float32Array, evidence: Float32Array, area: Float32Array): number {
  const order = Array.from(sharpness.keys()).sort((p, q) => sharpness[p]! - sharpness[q]!);
  const say = (k: number) => area[k]! * (0.02 + evidence[k]!);
  let total = 1e-6;
  for (const k of order) total += say(k);
  let sum = 0;
  let low = 0;
  let high = 0;
  for (const k of order) {
    sum += say(k);
    if (sum < 0.25 * total) low = sharpness[k]!;
    if (sum < 0.88 * total) high = sharpness[k]!;
  }
  return smoothStep(0.25, 0.55, high - low);
}
