/**
 * Whether a word that can be a camera move is one here: rules in tables, of which the first that fits
 * decides. `licence` in the lexicon says how much it takes; the tables say what counts:
 *
 *     words.ts: any word, then by its licence: hold.ts, terms.ts or everyday.ts; names.ts in between
 */
import { ownerBefore } from '../company.ts';
import { families } from '../families.ts';
import { isChinese, type Lexeme } from '../lexeme.ts';
import type { MoveSense } from '../lexicon/senses.ts';
import type { MoveVerdict, Scope } from '../scope.ts';
import type { Way } from '../way.ts';

/** A word, and what stands around it. */
export interface Word {
  scope: Scope;
  lexemes: Lexeme[];
  at: number;
  lexeme: Lexeme;
  move: MoveSense;
  way: Way;
  before: Lexeme | undefined;
  next: Lexeme | undefined;
  chinese: boolean;
  /** Somebody or something right before it, who may do it. */
  owner: 'agent' | 'ambient' | null;
  /** A way is said that a verb of its family can go. */
  fitting: boolean;
  headed: boolean;
}

export interface Rule {
  name: string;
  /** Words that it is for; the word it judges stands in brackets. */
  example: string;
  when(word: Word): unknown;
  what: MoveVerdict | ((word: Word) => MoveVerdict);
}

export function wordAt(scope: Scope, at: number, way: Way): Word {
  const { lexemes } = scope;
  const lexeme = lexemes[at]!;
  const move = lexeme.move!;
  const fitting = way.headings.some((heading) => families[move.family].headings[heading]);
  return {
    scope,
    lexemes,
    at,
    lexeme,
    move,
    way,
    before: lexemes[at - 1],
    next: lexemes[at + 1],
    chinese: isChinese(lexeme),
    owner: ownerBefore(lexemes, at),
    fitting,
    headed: fitting || Boolean(move.to && move.licence === 'film'),
  };
}

/** The verdict of the first rule that fits, which is noted; null where none does. */
export function decide(table: string, rules: Rule[], word: Word): MoveVerdict | null {
  const rule = rules.find(({ when }) => when(word));
  if (!rule) return null;
  const verdict = typeof rule.what === 'function' ? rule.what(word) : rule.what;
  const { start, end } = word.lexeme;
  word.scope.trace?.push({ rule: `${table}: ${rule.name}`, span: [start, end], outcome: verdict });
  return verdict;
}
