import { describe, expect, test } from 'vitest';
import { outline } from './outline.ts';
import { halfOf, readRows } from './rows.ts';

const development = readRows('development');

describe('the director reads', () => {
  test.each(development)('$kind: $prompt -> $expected', ({ prompt, expected, shortfall }) => {
    expect(outline(prompt)).toBe(shortfall ?? expected);
  });
});

test('every prompt stands in the half that its hash names, once', () => {
  const all = [...development, ...readRows('frozen')];
  expect(new Set(all.map(({ prompt }) => prompt)).size).toBe(all.length);
  expect(development.every(({ prompt }) => halfOf(prompt) === 'development')).toBe(true);
  expect(readRows('frozen').every(({ prompt }) => halfOf(prompt) === 'frozen')).toBe(true);
});
