/** The director: a prompt becomes a script, and the script a shot. */
import type { PlanRequest, Warning } from '../../../engine/engine.ts';
import type { Shot } from '../shot.ts';
import { readScript } from './grammar/read.ts';
import type { Trace } from './grammar/scope.ts';
import { normalise } from './grammar/tokenize.ts';
import { layOut } from './layout/layout.ts';

/** Prompts have at most 1000 units, but one may unfold to many when it is normalised. */
const longestText = 4000;

/** Which rule read which words of a prompt, and what came of it. */
export type Explanation = { rule: string; words: string; outcome: string }[];

/**
 * Read a prompt. The same request gives the same shot; any text is readable, and one that names no
 * move gets one by the seed.
 */
export function direct({ promptText, seed, durationSeconds, explain }: PlanRequest): {
  shot: Shot;
  warnings: Warning[];
  explanation?: Explanation;
} {
  const text = normalise(promptText).slice(0, longestText);
  const trace: Trace | undefined = explain ? [] : undefined;
  const script = readScript(text, trace);
  const directed = layOut(script, { text, seed, durationSeconds });
  if (!trace) return directed;
  const explanation = trace.map(({ rule, span: [start, end], outcome }) => {
    return { rule, words: text.slice(start, end), outcome };
  });
  return { ...directed, explanation };
}
