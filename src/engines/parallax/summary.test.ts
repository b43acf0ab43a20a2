import { expect, test } from 'vitest';
import { direct } from './director/direct.ts';
import { summarise } from './summary.ts';

test.each([
  ['pan left', 'pan left'],
  ['pan left, then slowly push in, heavy snow', 'pan left, then dolly in; slow pace; strong snow'],
  ['handheld tilt up, accelerating', 'tilt up faster and faster with handheld'],
  ['static shot', 'still camera; sky and water still'],
  ['shallow depth of field, pan left', 'pan left; depth of field'],
  ['light leaks, pan left', 'pan left; light leaks'],
  ['soft film grain, push in while rising', 'dolly in with pedestal up; light film grain'],
])('%s, in words: %s', (promptText, expected) => {
  const { shot } = direct({ promptText, seed: 1, durationSeconds: 5 });
  expect(summarise(shot)).toBe(expected);
});

test('a move that nobody asked for says so', () => {
  const { shot } = direct({ promptText: 'a red barn', seed: 1, durationSeconds: 5 });
  expect(summarise(shot)).toMatch(/^\w+ \w+ \(chosen by the seed/);
});

test('a move through a guessed depth says that it is shallow', () => {
  const tell = (promptText: string) =>
    summarise(direct({ promptText, seed: 1, durationSeconds: 5 }).shot, true);
  expect(tell('orbit left, slowly')).toBe('orbit left; shallow; slow pace');
  expect(tell('pan left')).toBe('pan left');
});
