/**
 * Focus: with a shallow depth of field what is sharp is near the subject, and what is blurred is
 * (nearly always) behind it. Sharpness is read off edges alone, by how much a known extra blur
 * flattens them: that ratio does not depend on their contrast, nor on how busy the place is.
 */
import { boxMean } from '../box-filter.ts';
import { smoothStep } from '../smooth-step.ts';
import type { Survey } from '../survey.ts';

export interface Focus {
  /** Per patch: 1 sharp, 0 blurred. */
  sharpness: Float32Array;
  /** Per patch 0..1: how much there is to judge by. */
  evidence: Float32Array;
  /** 0..1: how shallow the depth of field looks; 0 when everything is equally sharp. */
  shallow: number;
}

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
  for (let y = 2; y < height - 2; y++) {
    const row =
      Math.min(survey.height - 1, Math.floor((y * survey.height) / height)) * survey.width;
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      const dx = l[at + 1]! - l[at - 1]!;
      const dy = l[at + width]! - l[at - width]!;
      const steep = dx * dx + dy * dy;
      if (steep < 14) continue;
      // Only the crest of an edge: its flanks look blurred however sharp it is.
      const aside = Math.abs(dx) > Math.abs(dy) ? 1 : width;
      if (steep < slope(l, at - aside, width) || steep < slope(l, at + aside, width)) continue;
      const ratio = Math.sqrt(steep / (slope(blurred, at, width) + 0.01));
      const column = Math.min(survey.width - 1, Math.floor((x * survey.width) / width));
      const k = superpixels.labels[row + column]!;
      const weight = Math.min(Math.sqrt(steep), 40);
      evidence[k]! += weight;
      sharpness[k]! += weight * smoothStep(blurredRatio, sharpRatio, ratio);
    }
  }
  for (let k = 0; k < graph.count; k++) {
    sharpness[k] = evidence[k]! > 0 ? sharpness[k]! / evidence[k]! : 0;
    evidence[k] = 1 - Math.exp(-evidence[k]! / 120);
  }
  const spread = spreadSharpness(survey, sharpness, evidence);
  return { sharpness: spread, evidence, shallow: shallowness(spread, evidence, graph.area) };
}

function slope(l: Float32Array, at: number, width: number): number {
  const dx = l[at + 1]! - l[at - 1]!;
  const dy = l[at + width]! - l[at - width]!;
  return dx * dx + dy * dy;
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
