import { describe, expect, it } from 'vitest';
import {
  type Colour,
  drawing,
  grain,
  paintPicture,
  skyline,
} from '../../../../test/fixtures/staged-pictures.ts';
import { buildScene } from './scene.ts';

const width = 320;
const height = 192;
const whole = { left: 0, top: 0, width, height };

async function regionsOf(picture: ReturnType<typeof skyline>) {
  const scene = await buildScene(picture, whole);
  const regions = scene.regions!;
  const at = (mask: Uint8Array, u: number, v: number) => {
    const x = Math.floor((scene.left + u * width) / regions.size);
    const y = Math.floor((scene.top + v * height) / regions.size);
    return mask[y * regions.width + x]!;
  };
  return { scene, regions, at };
}

/** A blue lake that mirrors dark hills, under a sky. */
function lake() {
  const hills = (x: number) => 0.4 - 0.1 * Math.sin(x / 30) - 0.05 * Math.sin(x / 11);
  return paintPicture(width, height, (x, y) => {
    const v = y / height;
    const mirrored = v > 0.5 ? 1 - v : v;
    const hill = mirrored > hills(x) && mirrored < 0.5;
    const below = v > 0.5 ? 18 : 0;
    const g = grain(x >> 1, y, 3);
    const colour: Colour = hill
      ? [50 + g, 62 + g, 60 + below]
      : [120 - below + g, 160 - below + g, 225];
    return colour;
  });
}

describe('the regions of a scene', () => {
  it('hold the sky of a skyline and leave its towers out', async () => {
    const { regions, at } = await regionsOf(skyline(width, height));
    expect(regions.sky.confidence).toBeGreaterThan(0.6);
    expect(at(regions.sky.mask, 0.3, 0.1)).toBeGreaterThan(200);
    expect(at(regions.sky.mask, 0.46, 0.4)).toBe(0);
    expect(at(regions.sky.mask, 0.3, 0.9)).toBe(0);
  });

  it('leave a mast out of the sky that it stands in', async () => {
    const picture = skyline(width, height);
    const left = Math.round(0.46 * width);
    for (let y = Math.round(0.06 * height); y < 0.15 * height; y++) {
      picture.data.set([70, 90, 130], (y * width + left) * 3);
    }
    const { regions, at } = await regionsOf(picture);
    expect(at(regions.sky.mask, 0.46, 0.1)).toBe(0);
    expect(at(regions.sky.mask, 0.3, 0.1)).toBeGreaterThan(200);
  });

  it('find the water that mirrors the hills, below them alone', async () => {
    const { regions, at } = await regionsOf(lake());
    expect(regions.water.confidence).toBeGreaterThan(0.4);
    expect(at(regions.water.mask, 0.5, 0.9)).toBeGreaterThan(150);
    expect(at(regions.water.mask, 0.5, 0.2)).toBe(0);
  });

  it('find a grey sea below a level horizon, and end the sky there', async () => {
    const { regions, at } = await regionsOf(
      paintPicture(width, height, (x, y) => {
        const v = y / height;
        const g = grain(x >> 1, y, 2);
        if (Math.abs(x - 0.45 * width) < 24 && v > 0.3) return [120 + g, 70 + g, 50];
        return v < 0.5
          ? [170 + g, 200 + g, 235]
          : [140 - 60 * v + g, 146 - 60 * v + g, 152 - 60 * v];
      }),
    );
    expect(regions.sky.confidence).toBeGreaterThan(0.7);
    expect(regions.water.confidence).toBeGreaterThan(0.7);
    for (const u of [0.1, 0.8]) {
      expect(at(regions.sky.mask, u, 0.2)).toBeGreaterThan(200);
      expect(at(regions.sky.mask, u, 0.8)).toBe(0);
      expect(at(regions.water.mask, u, 0.8)).toBeGreaterThan(100);
      expect(at(regions.water.mask, u, 0.2)).toBe(0);
    }
    expect(at(regions.water.mask, 0.45, 0.8)).toBe(0);
  });

  it('take a ceiling, a table or a road for no sky that surely is one', async () => {
    const below = (x: number, y: number): Colour => {
      const g = grain(x >> 2, y >> 2, 18);
      return [70 + g, 60 + g, 55 + g];
    };
    for (const surface of [
      [168, 160, 146],
      [125, 126, 122],
      [235, 228, 214],
    ]) {
      const [r, g, b] = surface as [number, number, number];
      const { regions } = await regionsOf(
        paintPicture(width, height, (x, y) => {
          const light = 14 * (x / width) + grain(x, y, 3);
          return y < 0.4 * height ? [r + light, g + light, b + light] : below(x, y);
        }),
      );
      expect(regions.sky.confidence).toBeLessThan(0.62);
    }
  });

  it('go on beyond the border of the picture', async () => {
    const { scene, regions } = await regionsOf(skyline(width, height));
    expect(regions.width).toBe(Math.ceil(scene.width / regions.size));
    expect(regions.height).toBe(Math.ceil(scene.height / regions.size));
    expect(regions.sky.mask[0]).toBeGreaterThan(200);
  });

  it('are not to be trusted in a drawing', async () => {
    const { regions } = await regionsOf(drawing(width, height));
    for (const region of [regions.sky, regions.water, regions.foliage, regions.smoke]) {
      expect(region.confidence).toBeLessThan(0.1);
    }
  });
});
