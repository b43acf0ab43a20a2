import type { Ease } from '../shot.ts';

/**
 * How far along a move is at `t`, both 0..1. Every ease starts at 0 and ends at 1; the speed is
 * continuous but for `linear`, whose ends are rounded over a twelfth of the move.
 */
export function easeProgress(ease: Ease, t: number): number {
  const x = Math.min(1, Math.max(0, t));
  switch (ease) {
    case 'smooth':
      return x * x * x * (x * (6 * x - 15) + 10);
    case 'accelerate':
      return x ** 2.5;
    case 'decelerate':
      return 1 - (1 - x) ** 2.5;
    case 'linear':
      return roundedLine(x, 1 / 12);
  }
}

/** A straight line whose first and last `ramp` are parabolas: constant speed in between. */
function roundedLine(x: number, ramp: number): number {
  const speed = 1 / (1 - ramp);
  if (x < ramp) return (speed * x * x) / (2 * ramp);
  if (x > 1 - ramp) return 1 - (speed * (1 - x) * (1 - x)) / (2 * ramp);
  return speed * (x - ramp / 2);
}

/** A whip: still, then nearly all of the way in the middle third, then still. */
export function easeWhip(t: number): number {
  return easeProgress('smooth', (t - 0.28) / 0.44);
}
