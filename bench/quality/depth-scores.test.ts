import { describe, expect, it } from 'vitest';
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';
import { makeRamp, scoreDepth } from './depth-scores.ts';

/** A floor that comes nearer downwards, and before it a box that is nearer still. */
const truth = draw((x, y) => (x > 0.3 && x < 0.6 && y > 0.2 && y < 0.9 ? 0.95 : 0.8 * y));

function draw(nearness: (x: number, y: number) => number, width = 240, height = 160): Plane {
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    nearness(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height),
  );
  return { width, height, data };
}

describe('scoreDepth', () => {
  it('gives the truth full marks, at any size and on any scale', () => {
    const { rank, ordered, orderedInRow, falseSteps } = scoreDepth(truth, truth);
    expect([rank, ordered, orderedInRow, falseSteps]).toEqual([expect.closeTo(1, 6), 1, 1, 0]);
    const other = draw(
      (x, y) => (x > 0.3 && x < 0.6 && y > 0.2 && y < 0.9 ? 0.6 : 0.5 * y),
      480,
      320,
    );
    expect(scoreDepth(other, truth).ordered).toBe(1);
  });

  it('gives the ramp what it deserves: order down the picture, chance across it', () => {
    const scores = scoreDepth(makeRamp(truth), truth);
    expect(scores.rank).toBeGreaterThan(0.5);
    expect(scores.rank).toBeLessThan(0.9);
    expect(scores.orderedInRow).toBe(0.5);
    expect(scores.falseSteps).toBe(0);
  });

  it('takes the end of a row and the beginning of the next for no neighbours', () => {
    const floor = draw((_, y) => y);
    expect(
      scoreDepth(
        draw((x) => x),
        floor,
      ).falseSteps,
    ).toBe(0);
  });

  it('tells depth the wrong way round', () => {
    const scores = scoreDepth({ ...truth, data: truth.data.map((value) => 1 - value) }, truth);
    expect(scores.rank).toBeLessThan(-0.99);
    expect(scores.ordered).toBe(0);
  });

  it('tells a thing that is cut in two, and a thing that is not flat', () => {
    const inBox = (x: number, y: number) => x > 0.3 && x < 0.6 && y > 0.2 && y < 0.9;
    const torn = draw((x, y) => (inBox(x, y) ? (y < 0.5 ? 0.5 : 0.95) : 0.8 * y));
    expect(scoreDepth(torn, truth).falseSteps).toBeGreaterThan(1);
    const bent = draw((x, y) => (inBox(x, y) ? 0.3 + 0.6 * Math.abs(Math.sin(30 * x)) : 0.8 * y));
    expect(scoreDepth(bent, truth).unevenness).toBeGreaterThan(
      1.3 * scoreDepth(truth, truth).unevenness,
    );
  });
});
