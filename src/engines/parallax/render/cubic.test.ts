import { describe, expect, it } from 'vitest';
import { chooseStretch, phases, tabulateCubic, weightSum } from './cubic.ts';

/** The share of a wave that is left at a phase, by its frequency in cycles per pixel. */
function response(table: Int32Array, phase: number, frequency: number): number {
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const away = i - 1 - phase / phases;
    sum += (table[phase * 4 + i]! / weightSum) * Math.cos(2 * Math.PI * frequency * away);
  }
  return sum;
}

describe('cubic weights', () => {
  it('add up exactly, so that flat areas keep their value', () => {
    for (const step of [0.5, 1, 1.3, 3]) {
      const table = tabulateCubic(chooseStretch(step));
      for (let at = 0; at < table.length; at += 4) {
        expect(table.subarray(at, at + 4).reduce((a, b) => a + b)).toBe(weightSum);
      }
    }
  });

  it('leave pixels alone where they are read as they are', () => {
    expect([...tabulateCubic(1).subarray(0, 4)]).toEqual([0, weightSum, 0, 0]);
  });

  it('keep detail halfway between pixels', () => {
    const halfway = (frequency: number) => response(tabulateCubic(1), phases / 2, frequency);
    expect(halfway(0.1)).toBeCloseTo(1, 1);
    expect(halfway(0.25)).toBeGreaterThan(0.94);
    expect(halfway(1 / 3)).toBeGreaterThan(0.72);
  });

  it('take away what a smaller picture cannot hold, and more the smaller it is', () => {
    const left = [1, 1.2, 1.4, 1.6].map((stretch) => response(tabulateCubic(stretch), 0, 0.4));
    for (let i = 1; i < left.length; i++) expect(left[i]).toBeLessThan(left[i - 1]! - 0.05);
  });
});
