import { describe, expect, it } from 'vitest';
import { isOutOfShape } from './json-shape.ts';

const limits = { maxJsonDepth: 4, maxJsonValues: 20 };
const isRefused = (text: string) => isOutOfShape(Buffer.from(text), limits);

describe('the shape of a JSON text', () => {
  it.each([
    '',
    '{}',
    '[[[[]]]]',
    '[{"a":[{}]}]',
    '[[],[],[],[],[]]',
    `{"image":"${'A'.repeat(100_000)}"}`,
    // Brackets and commas in a string are text, whatever is escaped in it.
    `{"text":"${'[{,:'.repeat(1000)}"}`,
    String.raw`{"text":"\"[[[[[\\\"[[[[[", "b": "\\"}`,
    // What is no JSON is for the parser to say.
    '"no end',
    '}}}}]]]]',
    ' '.repeat(1000),
  ])('is taken: %.40s', (text) => {
    expect(isRefused(text)).toBe(false);
  });

  it.each([
    '[[[[[]]]]]',
    '{"a":{"a":{"a":{"a":{}}}}}',
    '['.repeat(100_000),
    '[{'.repeat(3),
    String.raw`{"text":"\\", "b": [[[[[`,
    `[${'0,'.repeat(20)}0]`,
    `[${'[],'.repeat(10)}0]`,
    JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index, index]))),
    JSON.stringify({ text: '"'.repeat(20) }),
  ])('is refused: %.40s', (text) => {
    expect(isRefused(text)).toBe(true);
  });
});
