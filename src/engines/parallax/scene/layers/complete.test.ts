import { describe, expect, it } from 'vitest';
import { type Completion, completePicture } from './complete.ts';

const width = 60;
const height = 40;
const effort = { rounds: 3, reach: 24, distancePenalty: 200 };

/** Stripes four cells wide, with a hole that holds grey. */
function stripesWithHole(): Completion {
  const size = width * height;
  const task: Completion = {
    width,
    height,
    rgb: new Float32Array(size * 3),
    missing: new Uint8Array(size),
    source: new Uint8Array(size).fill(1),
    depth: new Float32Array(size),
    limit: new Float32Array(size).fill(1),
    match: new Int32Array(size).fill(-1),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const inHole = x >= 26 && x < 33 && y >= 16 && y < 24;
      task.missing[at] = inHole ? 1 : 0;
      task.source[at] = inHole ? 0 : 1;
      task.rgb.fill(inHole ? 128 : stripe(x), at * 3, at * 3 + 3);
    }
  }
  return task;
}

function stripe(x: number): number {
  return Math.floor(x / 4) % 2 === 0 ? 220 : 30;
}

describe('completePicture', () => {
  it('continues a pattern through a hole', () => {
    const task = stripesWithHole();
    completePicture(task, effort);
    let wrong = 0;
    for (let at = 0; at < task.missing.length; at++) {
      if (task.missing[at] === 1 && Math.abs(task.rgb[at * 3]! - stripe(at % width)) > 60) wrong++;
    }
    // Of 56 cells; grey all over would get all of them wrong.
    expect(wrong).toBeLessThanOrEqual(8);
  });

  it('copies only from sources that lie no nearer than the limit', () => {
    const task = stripesWithHole();
    for (let at = 0; at < task.depth.length; at++) {
      task.depth[at] = at % width < 30 ? 0.2 : 0.9;
      task.limit[at] = 0.5;
    }
    completePicture(task, effort);
    for (let at = 0; at < task.missing.length; at++) {
      if (task.missing[at] === 0) continue;
      expect(task.match[at]).toBeGreaterThanOrEqual(0);
      expect(task.source[task.match[at]!]).toBe(1);
      expect(task.depth[task.match[at]!]).toBeLessThan(0.5);
    }
  });

  it('keeps the first guess where there is nothing to copy', () => {
    const task = stripesWithHole();
    task.source.fill(0);
    completePicture(task, effort);
    const middle = (20 * width + 29) * 3;
    expect(task.rgb[middle]).toBe(128);
  });
});
