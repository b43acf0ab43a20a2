/**
 * The layout: a script becomes a shot. It reads no words, only spans to quote in warnings. The same
 * script, seed and duration give the same shot.
 *
 *     requests -> less what is refused -> steps in order -> less idle stillness -> moves on the clip
 */
import type { Warning } from '../../../../engine/engine.ts';
import { createRandom, type Random } from '../../random.ts';
import { lifeKinds, type Move, type Shot } from '../../shot.ts';
import type { Script, ScriptMove, Span } from '../script.ts';
import { dropStillness, obeyRefusals } from './conflicts.ts';
import { clampAmount, placeSteps } from './pacing.ts';
import { chooseMove } from './silent.ts';
import { stillMove } from './steps.ts';
import { putInOrder, settle } from './timeline.ts';
import { tellWishes } from './wishes.ts';

const paces: Shot['pace'][] = ['very slow', 'slow', 'normal', 'fast', 'very fast'];

export interface LayoutRequest {
  /** What the spans of the script are of. */
  text: string;
  seed: number;
  durationSeconds: number;
}

export function layOut(
  script: Script,
  { text, seed, durationSeconds }: LayoutRequest,
): { shot: Shot; warnings: Warning[] } {
  const quote = ([start, end]: Span) => text.slice(start, end);
  const random = createRandom(seed, 'director');
  const { asked, conflicts } = obeyRefusals(script, quote);
  const sequence = putInOrder(asked, { random, quote });
  dropStillness(sequence, quote);
  const placed = placeSteps(sequence.steps, sequence.overlays, { durationSeconds, quote });
  const chosenBySeed = placed.moves.length === 0 && !isStill(script);
  const moves = chosenBySeed ? [chooseMove(script, random)] : placed.moves;
  if (moves.length === 0) moves.push({ ...stillMove });
  addFlavours(moves, script.flavours, random);
  const gentleLife = wantsLife(script, moves);
  const pace = chosenBySeed ? (script.pace ?? 0) : placed.pace;
  return {
    shot: {
      moves,
      atmosphere: script.air,
      gentleLife,
      life: gentleLife ? lifeKinds.filter((kind) => script.life.includes(kind)) : [],
      pace: paces[Math.sign(pace) * Math.round(Math.abs(pace)) + 2]!,
      chosenBySeed,
    },
    warnings: [
      ...placed.warnings,
      ...[...conflicts, ...sequence.conflicts].map((message) => ({ code: 'conflict', message })),
      ...tellWishes(script, quote),
    ],
  };
}

/** Whether the seed may choose no move: any is refused, or two and more, or the picture is to be still. */
function isStill({ refusals, still }: Script): boolean {
  const journeys = new Set(refusals.flatMap(({ moves }) => moves.map(({ kind }) => kind)));
  journeys.delete('handheld');
  journeys.delete('whip');
  return still || journeys.size >= 2 || refusals.some((r) => !r.moves.length);
}

/** A disorienting shot rolls a little, whatever else it does, unless it is to stand still. */
function addFlavours(moves: Move[], flavours: ScriptMove[], random: Random): void {
  if (moves.every(({ kind }) => kind === 'static')) return;
  for (const { kind, direction, size = 1 } of flavours) {
    if (moves.some((move) => move.kind === kind)) continue;
    const settled = settle(direction, random);
    moves.push({ ...stillMove, kind, direction: settled, amount: clampAmount(size) });
  }
  moves.sort((a, b) => a.start - b.start);
}

/** Off where all is to be still; on again where a still camera watches something drift. */
function wantsLife({ gentleLife, life }: Script, moves: Move[]): boolean {
  if (gentleLife !== 'open') return gentleLife === 'wanted';
  return life.length > 0 || moves.some(({ kind }) => kind !== 'static');
}
