import { describe, expect, it } from 'vitest';
import { levelEnclosed } from './enclosed.ts';

const width = 40;
const height = 30;

/** A plane at 0.5 with rectangles of other depths: left, top, right, bottom, depth. */
function planeWith(...parts: [number, number, number, number, number][]) {
  const data = new Float32Array(width * height).fill(0.5);
  for (const [left, top, right, bottom, depth] of parts) {
    for (let y = top; y < bottom; y++) {
      data.fill(depth, y * width + left, y * width + right);
    }
  }
  return { data, width, height };
}

const sizes = { bay: 0, hollow: 0.0259, height: 0.0109 };

describe('what is enclosed', () => {
  it('is filled up to the lowest way out when it is small', () => {
    // The hollow is a cup whose rim is lower on the right.
    const plane = planeWith([10, 10, 16, 15, 0.1], [16, 12, 40, 13, 0.3]);
    levelEnclosed(plane, sizes);
    expect(plane.data[12 * width + 12]).toBeCloseTo(0.3);
    expect(plane.data[12 * width + 30]).toBeCloseTo(0.3);
    expect(plane.data[0]).toBeCloseTo(0.5);
  });

  it('is filled when it is a bay too narrow for a patch', () => {
    const narrow = planeWith([0, 0, 40, 6, 0.1], [20, 6, 24, 20, 0.1]);
    levelEnclosed(narrow, { ...sizes, bay: 2 });
    expect(narrow.data[15 * width + 22]).toBeCloseTo(0.5);
    expect(narrow.data[3 * width + 22]).toBeCloseTo(0.1);
    const wide = planeWith([0, 0, 40, 6, 0.1], [20, 6, 26, 20, 0.1]);
    const before = wide.data.slice();
    levelEnclosed(wide, { ...sizes, bay: 2 });
    expect(wide.data).toEqual(before);
  });

  it('is taken off when it floats before something, and is small', () => {
    const plane = planeWith([10, 10, 13, 14, 0.9]);
    levelEnclosed(plane, sizes);
    expect(plane.data.every((depth) => depth === 0.5)).toBe(true);
  });

  it('stays when it is large', () => {
    const hole = planeWith([10, 10, 18, 14, 0.1]);
    const thing = planeWith([10, 10, 17, 12, 0.9]);
    for (const plane of [hole, thing]) {
      const before = plane.data.slice();
      levelEnclosed(plane, sizes);
      expect(plane.data).toEqual(before);
    }
  });

  it('stays when it stands on something as near', () => {
    const plane = planeWith([10, 10, 12, 20, 0.9], [0, 20, 40, 30, 0.9]);
    const before = plane.data.slice();
    levelEnclosed(plane, sizes);
    expect(plane.data).toEqual(before);
  });
});
