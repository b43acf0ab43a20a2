import { describe, expect, test } from 'vitest';
import { chinese } from './prompts/chinese.ts';
import { deeds } from './prompts/deeds.ts';
import { finish } from './prompts/finish.ts';
import { length } from './prompts/length.ts';
import { names } from './prompts/names.ts';
import { notation } from './prompts/notation.ts';
import { outline } from './prompts/outline.ts';
import { terms } from './prompts/terms.ts';
import { writing } from './prompts/writing.ts';

const prompts = {
  'terms of the trade': terms,
  'names of things and lives of their own': names,
  'as people write': writing,
  'what is done in a picture': deeds,
  'what is done to a picture': finish,
  'at length': length,
  'as guides notate': notation,
  Chinese: chinese,
};

for (const [group, rows] of Object.entries(prompts)) {
  describe(`the director reads ${group}`, () => {
    test.each(rows)('%s -> %s', (prompt, expected) => {
      expect(outline(prompt)).toBe(expected);
    });
  });
}
