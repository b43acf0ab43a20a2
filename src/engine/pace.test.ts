import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

const small = { width: 832, height: 480, frames: 81 };
const large = { width: 1280, height: 720, frames: 81 };

it('guesses from earlier runs of the same size, else from the pixels', () => {
  const pace = createPace();
  expect(pace.guess(small, 10)).toBeUndefined();
  pace.learn(small, 100);
  expect(pace.guess(small, 50)).toBeCloseTo(0.5);
  // 2.3 times the pixels.
  expect(pace.guess(large, 115.4)).toBeCloseTo(0.5, 2);
  pace.learn(large, 400);
  expect(pace.guess(large, 100)).toBeCloseTo(0.25);
  expect(pace.guess(small, 50)).toBeCloseTo(0.5);
  pace.learn(small, 200);
  expect(pace.guess(small, 75)).toBeCloseTo(0.5);
});

it('never says that it is done, nor less than nothing', () => {
  const pace = createPace();
  pace.learn(small, 0);
  expect(pace.guess(small, 1)).toBeUndefined();
  pace.learn(small, 10);
  expect(pace.guess(small, 1000)).toBe(0.95);
  expect(pace.guess(small, -5)).toBe(0);
});
