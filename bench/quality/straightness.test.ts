import { expect, it } from 'vitest';
import type { Luma } from './debris.ts';
import { findLines } from './lines.ts';
import { followLines } from './straightness.ts';

const size = { width: 320, height: 200 };
const frames = 25;
const speed = -1.5;

/** A bright post before a dim wall, its place across told row by row. */
function draw(postAt: (y: number) => number): Luma {
  const data = new Uint8Array(size.width * size.height);
  for (let y = 0, i = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, i++) {
      const covered = Math.min(1, Math.max(0, 6.5 - Math.abs(x - postAt(y))));
      data[i] = 60 + 8 * Math.sin(x / 9) + 120 * covered;
    }
  }
  return { ...size, data };
}

/** Spots all over that go with a pan. */
const tracks = Array.from({ length: 12 }, (_, spot) => ({
  start: 0,
  x: Array.from({ length: frames }, (_, frame) => 40 + (spot % 4) * 80 + frame * speed),
  y: Array.from({ length: frames }, () => 40 + Math.floor(spot / 4) * 60),
}));

/** Film a post that is bent ever more, and measure it. */
function film(bend: (y: number) => number): number {
  const lines = followLines();
  for (let frame = 0; frame < frames; frame++) {
    const part = frame / (frames - 1);
    const picture = draw((y) => 180 + 0.1 * y + frame * speed + part * bend(y));
    lines.addFrame(picture, tracks, frame);
  }
  return lines.largestBend();
}

it('finds both sides of a post, from end to end', () => {
  const lines = findLines(
    draw((y) => 180 + 0.1 * y),
    10,
  );
  expect(lines).toHaveLength(2);
  for (const { from, to } of lines) expect(Math.abs(from.y - to.y)).toBeGreaterThan(190);
});

it('finds no line in a curve', () => {
  expect(
    findLines(
      draw((y) => 150 + 8 * Math.sin(y / 6)),
      10,
    ),
  ).toEqual([]);
});

it('says nothing against a post that stays straight, whatever else it does', () => {
  expect(film(() => 0)).toBeLessThan(0.3);
  expect(film((y) => 0.05 * y)).toBeLessThan(0.3);
});

it('tells a post that is snapped, and one that is bent', () => {
  expect(film((y) => (y > 100 ? 8 : 0))).toBeGreaterThan(2.5);
  expect(film((y) => 8 * Math.sin((y * Math.PI) / 200))).toBeGreaterThan(2.5);
});
