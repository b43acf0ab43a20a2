import { describe, expect, it } from 'vitest';
import { toLab } from '../lab.ts';
import { type Colour, grain, paintPicture } from '../staged-pictures.ts';
import { lowerDoubtful } from './doubt.ts';
import { settleJumps } from './jumps.ts';

const width = 80;
const height = 60;
const edge = 40;

/** The depth at a row of a picture whose right half was taken to be nearer than its left half. */
function lower(step: number, colourAt: (x: number, y: number) => Colour): (x: number) => number {
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    i % width < edge ? 0.1 : 0.1 + step,
  );
  const jumps = data.map((_, i) => (i % width === edge - 1 ? step : 0));
  lowerDoubtful({ width, height, data }, jumps, toLab(paintPicture(width, height, colourAt)));
  return (x) => data[30 * width + x]!;
}

const wall = (x: number, y: number): Colour => {
  const v = 130 + grain(x, y, 6);
  return [v, v, v];
};
const halves = (x: number, y: number): Colour => (x < edge ? [150, 190, 230] : wall(x, y));

function stepOf(depth: (x: number) => number): number {
  return depth(edge) - depth(edge - 1);
}

describe('lowerDoubtful', () => {
  it('makes a slope of a jump across an even wall', () => {
    const depth = lower(0.3, wall);
    expect(stepOf(depth)).toBeLessThan(0.05);
    expect(depth(70) - depth(10)).toBeCloseTo(0.3);
  });

  it('makes next to nothing of a jump among leaves', () => {
    const leaves = lower(0.3, (x, y) => {
      const v = 110 + grain(x, y, 100);
      return [v * 0.8, v, v * 0.5];
    });
    expect(stepOf(leaves)).toBeLessThan(0.06);
  });

  it('leaves a jump along an outline as it is', () => {
    expect(stepOf(lower(0.15, halves))).toBeCloseTo(0.15);
  });

  it('makes a slope of a jump along an outline that is out of focus', () => {
    const acrossOf =
      (blur: number) =>
      (x: number, y: number): Colour => {
        const share = Math.min(1, Math.max(0, (x - edge) / blur + 0.5));
        const [v] = wall(x, y);
        return [150 + share * (v - 150), 190 + share * (v - 190), 230 + share * (v - 230)];
      };
    expect(stepOf(lower(0.15, acrossOf(12)))).toBeLessThan(0.04);
    expect(stepOf(lower(0.15, acrossOf(2)))).toBeCloseTo(0.15);
  });

  it('keeps less of a high jump, but more than of a lower one', () => {
    const most = stepOf(lower(0.8, halves));
    expect(most).toBeLessThan(0.55);
    expect(most).toBeGreaterThan(stepOf(lower(0.4, halves)));
  });
});

describe('settleJumps', () => {
  it('cuts no tower in two where nothing is seen of the jump', () => {
    const tower = (x: number) => x >= 32 && x < 48;
    const lab = toLab(
      paintPicture(width, height, (x, y) => (tower(x) ? wall(x, y) : [150, 190, 230])),
    );
    const data = Float32Array.from({ length: width * height }, (_, i) => {
      if (!tower(i % width)) return 0;
      return i < 30 * width ? 0.2 : 0.6;
    });
    settleJumps({ width, height, data }, new Float32Array(data.length), lab);
    const at = (x: number, y: number) => data[y * width + x]!;
    expect(at(48 - 1, 50) - at(48, 50)).toBeGreaterThan(0.1);
    for (const x of [36, 40, 43]) {
      const steps = Array.from({ length: 20 }, (_, i) => at(x, 21 + i) - at(x, 20 + i));
      expect(Math.max(...steps), `column ${x}`).toBeLessThan(0.07);
    }
  });

  it('makes a depth of every pixel of a picture that is clipped to white', () => {
    const lab = toLab(
      paintPicture(width, height, (x, y) =>
        y > 30 ? [255, 255, 255] : x < edge ? [150, 190, 230] : wall(x, y),
      ),
    );
    const data = Float32Array.from({ length: width * height }, (_, i) =>
      i % width < edge ? 0.1 : 0.6,
    );
    settleJumps({ width, height, data }, new Float32Array(data.length), lab);
    expect(data.every((depth) => depth >= 0 && depth <= 1)).toBe(true);
  });
});
