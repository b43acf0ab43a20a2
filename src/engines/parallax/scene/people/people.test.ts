import { describe, expect, it } from 'vitest';
import { paintScene } from '../../../../../test/fixtures/index.ts';
import type { Picture } from '../../../../media/picture.ts';
import { buildScene } from '../scene.ts';
import { findPeople } from './people.ts';

const size = { width: 320, height: 208 };
/** Head and shoulders in the middle, the face at 0.52, 0.45. */
const portrait = paintScene('portrait', size);

/** Columns of a picture. */
function cropColumns({ width, height, data }: Picture, left: number, right: number): Picture {
  const rows = Array.from({ length: height }, (_, y) =>
    data.subarray((y * width + left) * 3, (y * width + right) * 3),
  );
  return { width: right - left, height, data: Uint8Array.from(Buffer.concat(rows)) };
}

describe('findPeople', () => {
  it('finds somebody and their face, and leaves the lights behind them out', () => {
    const { mask, faces } = findPeople(portrait);
    const at = (u: number, v: number) =>
      mask.data[Math.floor(v * size.height) * size.width + Math.floor(u * size.width)]!;
    expect(faces).toHaveLength(1);
    expect(faces[0]!.x).toBeCloseTo(0.52, 1);
    expect(faces[0]!.y).toBeCloseTo(0.45, 1);
    for (const [u, v] of [
      [0.5, 0.25],
      [0.5, 0.5],
      [0.5, 0.95],
    ] as const) {
      expect(at(u, v), `${u}, ${v}`).toBeGreaterThan(0.9);
    }
    expect(at(0.05, 0.2)).toBeLessThan(0.5);
    expect(at(0.95, 0.2)).toBeLessThan(0.5);
  });

  it('finds the face wherever it is, in an upright picture too', () => {
    const { faces } = findPeople(cropColumns(portrait, 100, 240));
    expect(faces).toHaveLength(1);
    expect(faces[0]!.x).toBeCloseTo((0.52 * 320 - 100) / 140, 1);
    expect(faces[0]!.y).toBeCloseTo(0.45, 1);
  });

  it('finds nobody in an empty landscape or on a plain wall', () => {
    const plain = { ...size, data: new Uint8Array(size.width * size.height * 3).fill(120) };
    for (const picture of [paintScene('dunes', size), plain]) {
      const { mask, faces } = findPeople(picture);
      expect(faces).toEqual([]);
      expect(mask.data.every((value) => value === 0)).toBe(true);
    }
  });
});

describe('the subject of a scene', () => {
  it('is the face, where there is one', async () => {
    const picture = cropColumns(portrait, 90, 320);
    const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
    const { subject, left, top } = await buildScene(picture, whole);
    expect((subject.x - left) / picture.width).toBeCloseTo((0.52 * 320 - 90) / 230, 1);
    expect((subject.y - top) / picture.height).toBeCloseTo(0.45, 1);
  });
});
