import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { outline } from '../../../../test/prompts/outline.ts';
import { atmosphereKinds, moveKinds } from '../shot.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/engines.md'), 'utf8');

/** Rows of the page's vocabulary: what a shot comes to, and prompts that ask for it. */
const rows = page.split('\n').flatMap((line) => {
  const [, outcome, ...cells] = line.split('|').map((cell) => cell.trim());
  const expected = /^`([^`]+)`$/.exec(outcome ?? '')?.[1];
  if (!expected || cells.length < 3) return [];
  const examples = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!));
  return examples.map((example) => ({ example, expected }));
});

describe('the vocabulary in docs/engines.md', () => {
  test.each(rows)('$example -> $expected', ({ example, expected }) => {
    expect(outline(example)).toBe(expected);
  });

  test('names every kind of move and of atmosphere', () => {
    const named = rows.map(({ expected }) => expected).join('\n');
    for (const kind of [...moveKinds, ...atmosphereKinds]) {
      expect(named, kind).toMatch(new RegExp(`\\b${kind}\\b`));
    }
  });
});
