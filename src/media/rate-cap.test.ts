import { describe, expect, it } from 'vitest';
import { capRate } from './rate-cap.ts';

/** Encode frames that take so many bytes at the best quality; six steps of the factor halve them. */
function encode(bytesAt: (frame: number) => number, seconds: number) {
  const rate = capRate(15.5, 24);
  const factors: number[] = [];
  const waiting: number[] = [];
  let total = 0;
  for (let frame = 0; frame < 24 * seconds; frame++) {
    const crf = rate.nextCrf();
    factors.push(crf);
    waiting.push(bytesAt(frame) * 2 ** ((15.5 - crf) / 6));
    // An encoder hands frames out a few later.
    const done = waiting.length > 5 ? waiting.shift()! : 0;
    total += done;
    if (done > 0) rate.count(done);
  }
  return { factors, total: total + waiting.reduce((sum, bytes) => sum + bytes, 0) };
}

describe('the cap on the rate', () => {
  it('leaves the quality of an ordinary clip alone', () => {
    const { factors } = encode((frame) => (frame % 48 === 0 ? 150_000 : 20_000), 5);
    expect(new Set(factors)).toEqual(new Set([15.5]));
  });

  it.each([
    [5, 8e6],
    [10, 15e6],
  ])('keeps %i seconds full of grain below %d bytes', (seconds, most) => {
    const { factors, total } = encode((frame) => (frame % 48 === 0 ? 300_000 : 150_000), seconds);
    expect(total).toBeLessThan(most);
    expect(total).toBeGreaterThan(0.7 * most);
    for (let i = 1; i < factors.length; i++) {
      expect(Math.abs(factors[i]! - factors[i - 1]!)).toBeLessThanOrEqual(0.75);
    }
  });

  it('gives the quality back when the grain is over', () => {
    const { factors } = encode((frame) => (frame < 60 ? 150_000 : 15_000), 8);
    expect(factors[59]).toBeGreaterThan(19);
    expect(factors.at(-1)).toBe(15.5);
  });
});
