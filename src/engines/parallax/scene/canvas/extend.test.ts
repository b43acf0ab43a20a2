import { describe, expect, it } from 'vitest';
import { grain, paintPicture, skyline } from '../staged-pictures.ts';
import { extendCanvas } from './extend.ts';

const cell = 4;

function pixel(picture: { width: number; data: Uint8Array }, x: number, y: number): number[] {
  const at = (y * picture.width + x) * 3;
  return [...picture.data.subarray(at, at + 3)];
}

describe('extendCanvas', () => {
  it('keeps the picture where it says it lies', () => {
    const padded = skyline(200, 120);
    const window = { left: 0, top: 10, width: 200, height: 100 };
    const { picture, real, window: frame } = extendCanvas(padded, window, 0.12, cell);
    for (let y = 0; y < 100; y += 7) {
      for (let x = 0; x < 200; x += 7) {
        expect(pixel(picture, frame.left + x, frame.top + y)).toEqual(pixel(padded, x, y + 10));
      }
    }
    expect(real.width).toBe(200);
  });

  it('uses surplus of the source before it makes anything up', () => {
    const padded = paintPicture(400, 100, (x) => [x >> 1, 255 - (x >> 1), 80]);
    const window = { left: 150, top: 0, width: 100, height: 100 };
    const { picture, window: frame } = extendCanvas(padded, window, 0.12, cell);
    // A quarter of the frame on each side, of which the source has plenty.
    expect(frame.left).toBe(25);
    expect(pixel(picture, frame.left - 25, frame.top)).toEqual(pixel(padded, 125, 0));
    expect(pixel(picture, frame.left + 124, frame.top)).toEqual(pixel(padded, 274, 0));
  });

  it('reaches the margin on every side of a picture without surplus', () => {
    const padded = skyline(201, 119);
    const whole = { left: 0, top: 0, width: 201, height: 119 };
    const { picture, window } = extendCanvas(padded, whole, 0.2, cell);
    expect(window.left).toBeGreaterThanOrEqual(41);
    expect(window.top).toBeGreaterThanOrEqual(24);
    expect(picture.width - window.left - 201).toBeGreaterThanOrEqual(41);
    expect(picture.height - window.top - 119).toBeGreaterThanOrEqual(24);
  });

  it('leaves no seam at the border of the picture', () => {
    const padded = paintPicture(240, 160, (x, y) => {
      const v = 60 + y / 2 + 30 * Math.sin(x / 17) + grain(x, y, 4);
      return [v, v, v + 20];
    });
    const whole = { left: 0, top: 0, width: 240, height: 160 };
    const { picture, real } = extendCanvas(padded, whole, 0.15, cell);
    let seam = 0;
    let inside = 0;
    for (let y = real.top; y < real.top + real.height; y++) {
      const at = (x: number) => picture.data[(y * picture.width + x) * 3]!;
      seam += Math.abs(at(real.left) - at(real.left - 1));
      inside += Math.abs(at(real.left + 1) - at(real.left));
    }
    expect(seam).toBeLessThan(inside * 2 + real.height * 2);
  });

  it('lets what crosses the border aslant go on, and does not fold it', () => {
    const planks = (x: number, y: number): [number, number, number] => {
      const v = 128 + 60 * Math.sin((x - 0.8 * y) / 7);
      return [v, v, v];
    };
    const padded = paintPicture(320, 240, planks);
    const whole = { left: 0, top: 0, width: 320, height: 240 };
    const { picture, window } = extendCanvas(padded, whole, 0.1, cell);
    let sum = 0;
    let count = 0;
    for (let y = 60; y < 180; y++) {
      for (let x = -28; x < 0; x++) {
        const shown = pixel(picture, window.left + x, window.top + y)[0]!;
        const off = Math.abs(shown - planks(x, y)[0]);
        sum += off;
        count++;
      }
    }
    // Folded, planks of this contrast are some 45 levels off on average.
    expect(sum / count).toBeLessThan(15);
  });

  it('leaves nothing unpainted', () => {
    const padded = paintPicture(120, 80, () => [200, 180, 160]);
    const whole = { left: 0, top: 0, width: 120, height: 80 };
    const { picture } = extendCanvas(padded, whole, 0.25, cell);
    for (let i = 0; i < picture.data.length; i += 3) {
      if (picture.data[i] !== 200) throw new Error(`Pixel ${i / 3} is ${picture.data[i]}`);
    }
  });
});
