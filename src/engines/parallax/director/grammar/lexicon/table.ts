/**
 * Reads the tables of a lexicon. A row is a list of senses, a bar, and words that have them all; an
 * indented line goes on with the words:
 *
 *     move travel film to=in; modifier pace=-1 | verbs: push in, edge closer
 *
 * The names of senses and their values are those of `senses.ts`; a space in a value is a hyphen.
 * `verbs:`, `nouns:` and `participles:` bend the words; `base:`, `s:`, `ing:` say which form they are.
 * A row with `$` stands for one row a side: `heading $ | to the $`.
 */
import { inflect } from './inflect.ts';
import type { Entry, Senses } from './senses.ts';

/** What `$` stands for: in the words, and in the senses. */
export type Sides = [word: string, value: string][];

export function readTable(table: string, sides: Sides = []): Entry[] {
  return table
    .replaceAll(/\n +/g, ' ')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .flatMap((line) => {
      if (!line.includes('$')) return readRow(line);
      return sides.flatMap(([word, value]) => {
        const [senses, words] = line.split(' | ');
        return readRow(`${senses!.replaceAll('$', value)} | ${words!.replaceAll('$', word)}`);
      });
    });
}

function readRow(line: string): Entry[] {
  const [spec, list] = line.split(' | ');
  if (!spec || !list) throw new Error(`Expected senses, a bar and words but found: ${line}`);
  const senses = readSenses(spec);
  const [, kind, words] = /^(?:(\w+): )?(.*)$/.exec(list)!;
  return words!.split(/\s*,\s*/).flatMap((phrase) => inflect(phrase, kind, senses));
}

/** Senses that have a value of their own, in the order in which it is written. */
const leading: Record<string, string[]> = {
  move: ['family', 'licence'],
  heading: ['to'],
  link: ['link'],
  atmosphere: ['kind', 'strength'],
  flavour: ['kind', 'direction', 'amount'],
  modifier: [],
  agent: [],
  ambient: [],
  action: [],
};

const single = new Set([
  'path',
  'degree',
  'negator',
  'mood',
  'slowed',
  'look',
  'framing',
  'height',
]);

function readSenses(spec: string): Senses {
  const senses: Record<string, unknown> = {};
  for (const part of spec.split(/\s*;\s*/)) {
    const [name, ...values] = part.trim().split(/\s+/);
    const fields = leading[name!];
    if (single.has(name!)) senses[name!] = readValue(values.join(' '));
    else if (!fields) senses[name!] = true;
    else {
      const own = fields.map((field, i) => [field, readValue(values[i]!)]);
      const named = values.slice(fields.length).map((word) => {
        const [field, value] = word.split('=');
        return [field, value === undefined ? true : readValue(value)];
      });
      senses[name!] = Object.fromEntries([...own, ...named]);
    }
  }
  return senses as Senses;
}

function readValue(text: string): string | number {
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  return text === 'dolly-zoom' || atmospheres.test(text) ? text : text.replaceAll('-', ' ');
}

/** Kinds that have a hyphen in their name. */
const atmospheres = /^(?:light-leaks|film-grain|depth-of-field)$/;
