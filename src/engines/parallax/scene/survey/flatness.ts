/**
 * Flat pictures: drawings, diagrams and flat graphics have no depth to show, and are given next to
 * none. What gives them away is areas without any of the noise and shading of the seen world.
 */

import { smoothStep } from '../../smooth-step.ts';
import { kernel, openRoom } from '../kernel/kernel.ts';
import type { Survey } from './survey.ts';

/** Steps in lightness that noise and shading begin with, and edges. */
const leastShading = 0.3;
const leastEdge = 5;

/**
 * How surely the picture is flat art, 0..1.
 * @param l lightness at twice the working size.
 */
export function judgeFlatness(
  survey: Survey,
  { l, width, height }: { l: Float32Array; width: number; height: number },
): number {
  const room = openRoom();
  const counts = room.take(12);
  kernel.countSteps(room.put(l), width, height, leastShading, leastEdge, counts);
  const [even = 0, shaded = 0, stepped = 0] = room.read(counts, new Int32Array(3));
  const whole = Math.max(1, even + shaded + stepped);
  const bare = smoothStep(0.45, 0.7, even / whole);
  // In the seen world ten steps are faint for one that is sharp.
  const drawn = 1 - smoothStep(0.5, 0.85, shaded / Math.max(1, shaded + stepped));
  return Math.max(bare * drawn, smoothStep(0.5, 0.8, paperShare(survey)) * drawn);
}

/** Share of the picture that has the most frequent colour, within a step of 4 in Lab. */
function paperShare({ lab }: Survey): number {
  const room = openRoom();
  const pixels = lab.l.length;
  const counts = room.takeClear((66 << 12) * 4);
  const most = kernel.countPaper(room.put(lab.l), room.put(lab.a), room.put(lab.b), pixels, counts);
  return most / pixels;
}
