/** The move for a prompt that names none: tasteful, chosen by the seed, leaning on the mood. */
import type { Random } from '../../random.ts';
import type { Direction, Move, MoveKind } from '../../shot.ts';
import type { Mood, Script } from '../script.ts';
import { clampAmount } from './pacing.ts';
import { stillMove } from './steps.ts';

type Option = 'push' | 'pull' | 'truck' | 'pan' | 'orbit' | 'rise' | 'sink';

const options: Record<Option, { weight: number; kind: MoveKind; directions: Direction[] }> = {
  // Going in flatters nearly every picture and can show no border.
  push: { weight: 5, kind: 'dolly', directions: ['in'] },
  truck: { weight: 2, kind: 'truck', directions: ['left', 'right'] },
  orbit: { weight: 2, kind: 'orbit', directions: ['left', 'right'] },
  pull: { weight: 1.6, kind: 'dolly', directions: ['out'] },
  pan: { weight: 1.4, kind: 'pan', directions: ['left', 'right'] },
  rise: { weight: 1, kind: 'pedestal', directions: ['up'] },
  sink: { weight: 0.4, kind: 'pedestal', directions: ['down'] },
};

/** How a mood leans: factors on the weights. */
const leanings: Record<Mood, Partial<Record<Option, number>>> = {
  calm: { push: 1.3, pull: 1.3 },
  vast: { pull: 2.2, truck: 1.5, rise: 2, pan: 1.5 },
  portrait: { push: 1.8, orbit: 1.4, pan: 0.3, sink: 0.5 },
  tall: { rise: 4, pan: 0.5 },
  product: { orbit: 3, push: 1.2, pan: 0.4 },
  deep: { push: 2, truck: 1.2, orbit: 0.4 },
  tense: { push: 2 },
  lively: { truck: 1.6, orbit: 1.5, push: 1.2 },
};

const sizes: Partial<Record<Mood, number>> = { calm: 0.85, tense: 0.9, lively: 1.3 };

/** One move over the whole clip. */
export function chooseMove(
  { moods, pace = 0, size: asked = 1, refusals }: Script,
  random: Random,
): Move {
  const refused = new Set(refusals.flatMap(({ moves }) => moves.map(({ kind }) => kind)));
  const weighted = Object.entries(options)
    .filter(([, { kind }]) => !refused.has(kind))
    .map(([name, option]) => {
      let weight = option.weight;
      for (const mood of moods) weight *= leanings[mood][name as Option] ?? 1;
      return { ...option, weight };
    });
  // Three draws, always, so that what is forbidden or felt does not shift what follows.
  const [which, side, reach] = [random(), random(), random()];
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  let reached = 0;
  const chosen = weighted.find(({ weight }) => {
    reached += weight;
    return reached > which * total;
  });
  let size = 0.65 + 0.3 * reach;
  for (const mood of moods) size *= sizes[mood] ?? 1;
  if (!chosen) return { ...stillMove };
  return {
    ...stillMove,
    kind: chosen.kind,
    direction: chosen.directions[Math.floor(side * chosen.directions.length)]!,
    amount: clampAmount(size * asked * 1.5 ** pace),
  };
}
