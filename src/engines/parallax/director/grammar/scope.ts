/** What the readers of clauses pass to one another. */

import type { Span } from '../script.ts';
import type { Lexeme } from './lexeme.ts';
import type { Doer } from './nouns.ts';

/** What a movement turns out to be: the camera's, somebody's, of sky and water, or a mere name. */
export type MoveVerdict = 'camera' | 'deed' | 'ambient' | 'name';

/** What is known when a word is reached. */
export interface Scope {
  lexemes: Lexeme[];
  /** Subject of the segment, and of the clause before where the segment has none. */
  head: Doer | null;
  carried: Doer | null;
  /** The noun last met in the segment. */
  nearest: { doer: Doer; at: number } | null;
  taken: Set<number>;
  /** Where the rules that decide are noted, if anyone asks. */
  trace: Trace | undefined;
  /** An opening participle is the subject's that comes after it. */
  foretold: boolean;
}

/** Which rule read which words, and what came of it. */
export type Trace = { rule: string; span: Span; outcome: string }[];
