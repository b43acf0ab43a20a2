import { describe, expect, it } from 'vitest';
import { paintPicture, skyline } from '../../../../../test/fixtures/staged-pictures.ts';
import { marginOf } from '../../canvas.ts';
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
    const { picture, real, window: frame } = extendCanvas(padded, window, cell);
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
    const { picture, window: frame } = extendCanvas(padded, window, cell);
    // A quarter of the frame on each side, of which the source has plenty, and the rim.
    expect(frame.left).toBe(25 + 2 * cell);
    expect(marginOf(100)).toBeLessThanOrEqual(2 * cell);
    expect(pixel(picture, frame.left - 25, frame.top)).toEqual(pixel(padded, 125, 0));
    expect(pixel(picture, frame.left + 124, frame.top)).toEqual(pixel(padded, 274, 0));
  });

  it('shows what lies inside a border in a rim beyond it, and no more', () => {
    const padded = skyline(201, 119);
    const whole = { left: 0, top: 0, width: 201, height: 119 };
    const { picture, window } = extendCanvas(padded, whole, cell);
    for (const [beyond, length] of [
      [window.left, 201],
      [window.top, 119],
      [picture.width - window.left - 201, 201],
      [picture.height - window.top - 119, 119],
    ] as const) {
      expect(beyond).toBeGreaterThanOrEqual(marginOf(length));
      expect(beyond).toBeLessThan(marginOf(length) + cell);
    }
    const at = (x: number, y: number) => pixel(picture, window.left + x, window.top + y);
    expect(at(-1, 40)).toEqual(at(0, 40));
    expect(at(-3, 40)).toEqual(at(2, 40));
    expect(at(203, 118)).toEqual(at(198, 118));
    expect(at(60, -2)).toEqual(at(60, 1));
    expect(at(-2, 120)).toEqual(at(1, 117));
  });

  it('leaves nothing unpainted', () => {
    const padded = paintPicture(120, 80, () => [200, 180, 160]);
    const whole = { left: 0, top: 0, width: 120, height: 80 };
    const { picture } = extendCanvas(padded, whole, cell);
    for (let i = 0; i < picture.data.length; i += 3) {
      if (picture.data[i] !== 200) throw new Error(`Pixel ${i / 3} is ${picture.data[i]}`);
    }
  });
});
