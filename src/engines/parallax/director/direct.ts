/** The director: a prompt becomes a script, and the script a shot. */
import type { PlanRequest, Warning } from '../../../engine/engine.ts';
import type { Shot } from '../shot.ts';
import { readScript } from './grammar/read.ts';
import { normalise } from './grammar/tokenize.ts';
import { layOut } from './layout/layout.ts';

/** Prompts have at most 1000 units, but one may unfold to many when it is normalised. */
const longestText = 4000;

/**
 * Read a prompt. The same request gives the same shot; any text is readable, and one that names no
 * move gets one by the seed.
 */
export function direct({ promptText, seed, durationSeconds }: PlanRequest): {
  shot: Shot;
  warnings: Warning[];
} {
  const text = normalise(promptText).slice(0, longestText);
  return layOut(readScript(text), { text, seed, durationSeconds });
}
