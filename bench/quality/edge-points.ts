import { fitMotionAt, type Step } from './local-motion.ts';
import type { Track } from './tracker.ts';

/** How far the picture has moved at one place, from the first frame to the last, pixels. */
export interface Displacement {
  x: number;
  y: number;
}

/** The middles of the four edges: where the camera's motion is read off. */
export interface EdgePoints {
  top: Displacement;
  bottom: Displacement;
  left: Displacement;
  right: Displacement;
}

/** How far inside the frame the points lie, as a fraction of it: a tracked patch has to fit. */
const inset = 0.06;
/** How far around a point tracks speak for it, as a fraction of the frame's shorter side. */
const around = 0.15;

/**
 * Carry a point at the middle of each edge along with the tracks around it. A point that drifts
 * out of the frame goes on with the motion nearest to where it left.
 * @returns undefined when the clip has too little texture to follow
 */
export function carryEdgePoints(
  tracks: readonly Track[],
  { width, height, frames }: { width: number; height: number; frames: number },
): EdgePoints | undefined {
  const carry = (x: number, y: number) => carryPoint(tracks, x, y, { width, height, frames });
  const top = carry(width / 2, height * inset);
  const bottom = carry(width / 2, height * (1 - inset));
  const left = carry(width * inset, height / 2);
  const right = carry(width * (1 - inset), height / 2);
  return top && bottom && left && right ? { top, bottom, left, right } : undefined;
}

function carryPoint(
  tracks: readonly Track[],
  startX: number,
  startY: number,
  { width, height, frames }: { width: number; height: number; frames: number },
): Displacement | undefined {
  let x = startX;
  let y = startY;
  for (let frame = 0; frame + 1 < frames; frame++) {
    const px = Math.min(width * (1 - inset), Math.max(width * inset, x));
    const py = Math.min(height * (1 - inset), Math.max(height * inset, y));
    const step = motionAt(tracks, frame, px, py, around * Math.min(width, height));
    if (!step) return undefined;
    x += step.x;
    y += step.y;
  }
  return { x: x - startX, y: y - startY };
}

/** The motion of the tracks around a place, as it is at that place. */
function motionAt(
  tracks: readonly Track[],
  frame: number,
  atX: number,
  atY: number,
  spread: number,
): Displacement | undefined {
  const steps: Step[] = [];
  for (const { start, x, y } of tracks) {
    const i = frame - start;
    if (i < 0 || i + 1 >= x.length) continue;
    steps.push({ x: x[i]!, y: y[i]!, dx: x[i + 1]! - x[i]!, dy: y[i + 1]! - y[i]! });
  }
  const motion = fitMotionAt(steps, atX, atY, spread);
  return motion && { x: motion.dx, y: motion.dy };
}

/** The middle value; the mean of the middle two of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
