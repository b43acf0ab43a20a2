/** A word or set phrase of a prompt, with all it can mean. */

import type { Measure } from '../script.ts';
import type { Form, Senses } from './lexicon/senses.ts';
import type { Tag } from './tagger.ts';
import type { Stop } from './tokenize.ts';

export interface Lexeme extends Senses {
  text: string;
  start: number;
  end: number;
  form?: Form;
  stop?: Stop;
  span?: [number, number];
  quantity?: Measure;
  /** In no table: most likely a thing, or what a thing is like. */
  unknown?: true;
  /** Unknown, and written as a name inside a sentence. */
  proper?: true;
  /** Part of speech and base form, from a library. */
  pos?: Tag['pos'];
  lemma?: string;
  /** Said not to be. */
  negated?: true;
}

export function isChinese({ text }: Lexeme): boolean {
  return /\p{Script=Han}/u.test(text);
}
