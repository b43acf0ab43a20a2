import { expect, it } from 'vitest';
import { averageCells } from '../resample.ts';
import { type Colour, grain, paintPicture } from '../staged-pictures.ts';
import { separateLayers } from './layers.ts';

const size = { width: 320, height: 240 };
const cell = 4;
const edge = 160;
const dark: Colour = [40, 36, 60];

/** A pale thing with a dark line along it, before grass; its depth ends inside of the line. */
const picture = paintPicture(size.width, size.height, (x, y) => {
  if (x >= edge) return [225, 225, 232];
  if (x >= edge - 5) return dark;
  const v = grain(x >> 2, y >> 2, 22);
  return [95 + v, 140 + v, 60 + v];
});

it('lets a dark line along a thing go with it, and leaves none of it on the grass', () => {
  const depth = Float32Array.from({ length: size.width * size.height }, (_, i) =>
    i % size.width < edge ? 0.1 : 0.6,
  );
  const cells = averageCells(picture, { left: 0, top: 0, ...size }, cell);
  const { foreground, background } = separateLayers(picture, depth, cells, cell, 2);
  let kept = 0;
  let left = 0;
  for (let y = 40; y < 200; y++) {
    for (let x = edge - 5; x < edge; x++) {
      const at = y * size.width + x;
      if (foreground.alpha[at]! > 128) kept++;
      if (background.rgb[at * 3 + 1]! < 80) left++;
    }
  }
  expect(kept / 800).toBeGreaterThan(0.95);
  expect(left / 800).toBeLessThan(0.01);
});
