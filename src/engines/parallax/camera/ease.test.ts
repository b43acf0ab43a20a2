import { describe, expect, it } from 'vitest';
import { easeProgress, easeWhip, sCurve } from './ease.ts';

const steps = Array.from({ length: 1001 }, (_, i) => i / 1000);

describe('an ease', () => {
  it.each(['smooth', 'accelerate', 'decelerate', 'linear'] as const)(
    '%s goes from 0 to 1 without a step back or a jump, and stays there',
    (ease) => {
      const way = steps.map((t) => easeProgress(ease, t));
      expect([way[0], way[1000]]).toEqual([0, 1]);
      for (let i = 1; i < way.length; i++) {
        const step = way[i]! - way[i - 1]!;
        expect(step).toBeGreaterThanOrEqual(0);
        expect(step).toBeLessThan(0.003);
      }
      expect([easeProgress(ease, -1), easeProgress(ease, 2)]).toEqual([0, 1]);
    },
  );

  it('smooth is steady for half of its time, and a third faster there than on average', () => {
    const speedAt = (t: number) =>
      (easeProgress('smooth', t + 0.01) - easeProgress('smooth', t)) / 0.01;
    for (const t of [0.26, 0.5, 0.73]) expect(speedAt(t)).toBeCloseTo(4 / 3, 6);
    expect(speedAt(0)).toBeLessThan(0.01);
    expect(speedAt(0.99)).toBeLessThan(0.01);
    expect(easeProgress('smooth', 0.5)).toBeCloseTo(0.5, 12);
  });

  it('of a whip is nearly all in the middle third', () => {
    expect(easeWhip(0.28)).toBe(0);
    expect(easeWhip(2 / 3) - easeWhip(1 / 3)).toBeGreaterThan(0.93);
    expect(easeWhip(0.72)).toBeCloseTo(1, 12);
    expect(sCurve(0.5)).toBeCloseTo(0.5, 12);
  });
});
