/**
 * The sky, or whatever plain backdrop takes its place: smooth, bright or blue, and hanging
 * together with the top of the picture.
 */

import { smoothStep } from '../../smooth-step.ts';
import { widestPaths } from './paths.ts';
import { colourDistance } from './region-graph.ts';
import type { Survey } from './survey.ts';

export interface Sky {
  /** Per patch, 0..1. */
  probability: Float32Array;
  /** Share of the picture. */
  share: number;
  /** Row, 0..1 of the height, that most of the sky ends at; 0 without sky. */
  bottom: number;
  /** 0..1: how surely it is the sky, and no ceiling, wall, road or table in its place. */
  open: number;
}

/** Find the sky. */
export function findSky(survey: Survey): Sky {
  const { graph, neighbours, height, width, fine } = survey;
  const likely = new Float32Array(graph.count);
  const tops: number[] = [];
  for (let k = 0; k < graph.count; k++) {
    const y = graph.y[k]! / height;
    const smooth = Math.exp(-((fine[k]! / 7) ** 2));
    const high = y < 0.55 ? 1 : Math.max(0, 1 - (y - 0.55) / 0.25);
    likely[k] = smooth * high * skyColour(graph.l[k]!, graph.a[k]!, graph.b[k]!);
    if (graph.onBorder[k * 4 + 2]! > 0) tops.push(k);
  }
  const open = new Float32Array(graph.links.count);
  for (let i = 0; i < open.length; i++) {
    // Clouds step by 10 to 20 among themselves; a roof against the sky steps by 40 and more.
    open[i] = 1 / (1 + (graph.links.step[i]! / 28) ** 4);
  }
  const probability = widestPaths(neighbours, likely, open, tops);
  seeThrough(survey, likely, probability);
  const ends = measureEnd(survey, probability);
  let share = 0;
  for (let k = 0; k < graph.count; k++) {
    probability[k] = ends * smoothStep(0.25, 0.6, probability[k]!);
    share += probability[k]! * graph.area[k]!;
  }
  share /= width * height;
  const bottom = skyBottom(survey, probability, share);
  // A few pale patches at the top are a ceiling or a window, and no sky.
  const outdoors = smoothStep(0.03, 0.09, share);
  for (let k = 0; k < graph.count; k++) probability[k]! *= outdoors;
  return { probability, share, bottom, open: judgeOpen(survey, probability) };
}

/** Sky seen between branches hangs together with nothing, but looks just like the sky nearby; a pale wall does not. */
function seeThrough(
  { graph, width }: Survey,
  likely: Float32Array,
  probability: Float32Array,
): void {
  const found: number[] = [];
  for (let k = 0; k < graph.count; k++) if (probability[k]! > 0.5) found.push(k);
  for (let k = 0; k < graph.count; k++) {
    if (likely[k]! < 0.4 || probability[k]! > 0.5) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (const m of found) {
      const away = Math.hypot(graph.x[k]! - graph.x[m]!, graph.y[k]! - graph.y[m]!) / width;
      const difference = colourDistance(
        graph.l[k]! - graph.l[m]!,
        graph.a[k]! - graph.a[m]!,
        graph.b[k]! - graph.b[m]!,
      );
      nearest = Math.min(nearest, difference + 60 * away);
    }
    probability[k] = Math.max(probability[k]!, likely[k]! * (1 - smoothStep(6, 16, nearest)));
  }
}

/** 0..1: whether the sky ends at something, and not just somewhere down an even surface. */
function measureEnd({ graph: { links } }: Survey, probability: Float32Array): number {
  let sum = 0;
  let length = 1e-6;
  for (let i = 0; i < links.count; i++) {
    const p = probability[links.from[i]!]! - 0.45;
    const q = probability[links.to[i]!]! - 0.45;
    if (p * q >= 0) continue;
    sum += links.length[i]! * links.step[i]!;
    length += links.length[i]!;
  }
  return smoothStep(3, 9, sum / length);
}

/**
 * The sky is blue somewhere, and mostly blue or white, and the picture's upper border is full of it.
 * What only might be (white without any blue, glowing) is taken for it where somebody says so.
 */
function judgeOpen({ graph, width }: Survey, probability: Float32Array): number {
  let sum = 1e-6;
  let blue = 0;
  let airy = 0;
  let glowing = 0;
  let top = 0;
  for (let k = 0; k < graph.count; k++) {
    const [l, a, b] = [graph.l[k]!, graph.a[k]!, graph.b[k]!];
    const weight = probability[k]! * graph.area[k]!;
    sum += weight;
    if (b < -4) blue += weight;
    if (b < -4 || l > 85) airy += weight;
    else if (l > 45 && a + b / 2 > 5 && Math.hypot(a, b) > 18) glowing += weight;
    top += probability[k]! * graph.onBorder[k * 4 + 2]!;
  }
  const wide = smoothStep(0.35, 0.65, top / width);
  const sure = wide * smoothStep(0.06, 0.2, blue / sum) * smoothStep(0.3, 0.55, airy / sum);
  return Math.max(sure, 0.6 * smoothStep(0.3, 0.55, (airy + glowing) / sum));
}

function skyColour(l: number, a: number, b: number): number {
  const chroma = Math.hypot(a, b);
  const blue = smoothStep(2, 14, -b) * smoothStep(18, 40, l) * (1 - smoothStep(2, 14, a - 12));
  const bright = smoothStep(62, 80, l) * (1 - smoothStep(22, 45, chroma));
  const cloud = smoothStep(30, 50, l) * (1 - smoothStep(8, 16, chroma)) * 0.75;
  const glowing = smoothStep(50, 72, l) * smoothStep(-2, 10, a + b * 0.5) * (a > -8 ? 0.7 : 0);
  const leafy = smoothStep(4, 14, -a) * smoothStep(2, 12, b);
  return Math.max(blue, bright, cloud, glowing) * (1 - leafy);
}

/** How far down the sky reaches: exceeded in three of ten columns that show any. */
function skyBottom({ superpixels, width, height }: Survey, sky: Float32Array, share: number) {
  if (share < 0.02) return 0;
  const ends: number[] = [];
  for (let x = 0; x < width; x++) {
    let end = -1;
    for (let y = 0; y < height; y++) {
      if (sky[superpixels.labels[y * width + x]!]! > 0.5) end = y;
    }
    if (end >= 0) ends.push(end);
  }
  if (ends.length === 0) return 0;
  ends.sort((one, other) => one - other);
  return ends[Math.floor(ends.length * 0.7)]! / height;
}
