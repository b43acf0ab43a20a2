/**
 * Flat pictures: drawings, diagrams and flat graphics have no depth to show, and are given next to
 * none. What gives them away is areas without any of the noise and shading of the seen world.
 */

import { smoothStep } from '../smooth-step.ts';
import type { Survey } from '../survey.ts';

/**
 * How surely the picture is flat art, 0..1.
 * @param l lightness at twice the working size.
 */
export function judgeFlatness(
  survey: Survey,
  { l, width, height }: { l: Float32Array; width: number; height: number },
): number {
  let even = 0;
  let shaded = 0;
  let stepped = 0;
  for (let y = 1; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const at = y * width + x;
      const step = Math.max(Math.abs(l[at]! - l[at - 1]!), Math.abs(l[at]! - l[at - width]!));
      if (step < 0.3) even++;
      else if (step < 5) shaded++;
      else stepped++;
    }
  }
  const whole = Math.max(1, even + shaded + stepped);
  const bare = smoothStep(0.45, 0.7, even / whole);
  // In the seen world ten steps are faint for one that is sharp.
  const drawn = 1 - smoothStep(0.5, 0.85, shaded / Math.max(1, shaded + stepped));
  return Math.max(bare * drawn, smoothStep(0.5, 0.8, paperShare(survey)) * drawn);
}

/** Share of the picture that has the most frequent colour, within a step of 4 in Lab. */
function paperShare({ lab }: Survey): number {
  const counts = new Map<number, number>();
  let most = 0;
  for (let i = 0; i < lab.l.length; i++) {
    const key =
      Math.round(lab.l[i]! / 4) +
      64 * (Math.round(lab.a[i]! / 4) + 32) +
      4096 * (Math.round(lab.b[i]! / 4) + 32);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) most = count;
  }
  return most / lab.l.length;
}
