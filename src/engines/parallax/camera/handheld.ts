/**
 * The sway of a hand: a few slow sines of unrelated periods per axis. Band-limited, so that it
 * never jitters, and starting from rest, so that the first frame is untouched.
 */

import { createRandom, type Random } from '../random.ts';
import { smoothStep } from '../smooth-step.ts';

/** Cycles per second: breathing, balance, grip. */
const frequencies = [0.31, 0.57, 0.93, 1.46];
const weights = [1, 0.7, 0.32, 0.12];

export interface Sway {
  /** -1..1 or so, in units the caller chooses. */
  x: number;
  y: number;
  roll: number;
}

/** A sway that is zero at 0 seconds and there in full after one. */
export function createSway(seed: number): (seconds: number) => Sway {
  const random = createRandom(seed, 'handheld');
  const axes = { x: createAxis(random), y: createAxis(random), roll: createAxis(random) };
  return (seconds) => {
    const strength = smoothStep(0, 1, seconds);
    return {
      x: strength * axes.x(seconds),
      y: strength * axes.y(seconds),
      roll: strength * axes.roll(seconds),
    };
  };
}

function createAxis(random: Random): (seconds: number) => number {
  const waves = frequencies.map((frequency, i) => ({
    speed: 2 * Math.PI * frequency * (0.85 + 0.3 * random()),
    phase: 2 * Math.PI * random(),
    weight: weights[i]! / 2,
  }));
  return (seconds) => {
    let sum = 0;
    for (const { speed, phase, weight } of waves) sum += weight * Math.sin(phase + speed * seconds);
    return sum;
  };
}
