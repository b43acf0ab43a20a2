import { describe, expect, it } from 'vitest';
import { toLab } from '../lab.ts';
import { type Colour, paintPicture } from '../staged-pictures.ts';
import { claimOutlines } from './claim.ts';

const width = 80;
const height = 60;
const sky: Colour = [150, 190, 230];
const roof: Colour = [160, 90, 40];
const ridge: Colour = [40, 80, 70];

/** A house as wide as half the picture, under a ridge of another colour, before a sky. */
const picture = paintPicture(width, height, (x, y) => {
  if (x < 20 || x >= 60 || y < 20) return sky;
  return y < 24 ? ridge : roof;
});
const lab = toLab(picture);

/** Depth that patches gave: the house from `left` and `top` on, and steps around it. */
function claim(depthAt: (x: number, y: number) => number) {
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    depthAt(i % width, Math.floor(i / width)),
  );
  claimOutlines({ width, height, data }, lab);
  return (x: number, y: number) => data[y * width + x]!;
}

describe('claimOutlines', () => {
  it('gives a thing what lies between its patches and its outline, and no more', () => {
    const depth = claim((x, y) => (x >= 26 && x < 60 && y >= 28 ? 0.5 : 0));
    for (const x of [20, 23, 25]) expect(depth(x, 40), `column ${x}`).toBe(0.5);
    expect(depth(19, 40)).toBe(0);
    expect(depth(61, 40)).toBe(0);
  });

  it('takes what is no sky before a plain sky, whatever its colour', () => {
    const depth = claim((x, y) => (x >= 20 && x < 60 && y >= 25 ? 0.5 : 0));
    expect(depth(40, 20)).toBe(0.5);
    expect(depth(40, 19)).toBe(0);
  });

  it('takes a narrow step down before the background along', () => {
    const depth = claim((x, y) => {
      if (x < 20 || x >= 60 || y < 20) return 0;
      return y < 25 ? 0.2 : 0.5;
    });
    expect(depth(40, 22)).toBe(0.5);
  });

  it('leaves a wide step where it is', () => {
    const depth = claim((x, y) => {
      if (y < 20) return 0;
      return x < 45 ? 0.5 : 0.25;
    });
    expect(depth(47, 50)).toBe(0.25);
  });
});
