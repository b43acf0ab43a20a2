import type { Ease } from '../shot.ts';

/**
 * How far along a move is at `t`, both 0..1. Every ease starts at 0 and ends at 1; the speed is
 * continuous.
 */
export function easeProgress(ease: Ease, t: number): number {
  const x = Math.min(1, Math.max(0, t));
  switch (ease) {
    case 'smooth':
      // As an operator does it: up to speed, steady, and to rest again. At its fastest it is a
      // third faster than on average, where an S-curve is nearly twice as fast: it changes speed less.
      return cruise(x, 0.25);
    case 'accelerate':
      return x ** 2.5;
    case 'decelerate':
      return 1 - (1 - x) ** 2.5;
    case 'linear':
      return cruise(x, 1 / 12);
  }
}

/** Steady but for the first and the last `ramp`, where the speed follows an S-curve. */
function cruise(x: number, ramp: number): number {
  const speed = 1 / (1 - ramp);
  if (x > 0.5) return 1 - cruise(1 - x, ramp);
  if (x >= ramp) return speed * (x - ramp / 2);
  const u = x / ramp;
  return speed * ramp * u * u * u * (1 - u / 2);
}

/** From 0 to 1 as `t` does, fast in the middle: no jump in speed or acceleration at either end. */
export function sCurve(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * x * (x * (6 * x - 15) + 10);
}

/** A whip: still, then nearly all of the way in the middle third, then still. */
export function easeWhip(t: number): number {
  return sCurve((t - 0.28) / 0.44);
}
