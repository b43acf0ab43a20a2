/**
 * Segments that say a way without a verb: `pan left, then right`, `up and then down`, `camera: left
 * to right`, `left and right pan`. They borrow the verb of the phrase before, or of the one ahead.
 */
import type { Reading } from './families.ts';
import type { Lexeme } from './lexemes.ts';
import type { MoveSense } from './lexicon/senses.ts';
import { isContent, readManner } from './manner.ts';
import { type Phrase, readDirection } from './phrase.ts';
import type { Segment } from './segments.ts';
import { findWay } from './way.ts';

export interface Surroundings {
  /** The phrase before it, in whichever sentence. */
  before: Phrase | undefined;
  /** The segment before it. */
  previous: Segment | undefined;
  /** The verb that comes after `and`, where none came before. */
  ahead: MoveSense | undefined;
}

/** What the camera is said to do where no verb says it. */
const travels: MoveSense = { family: 'travel', licence: 'plain' };

/** The phrase of a segment without a verb, or null where it says no way. */
export function readEllipsis(
  { lexemes, link }: Segment,
  segment: number,
  { before, previous, ahead }: Surroundings,
  text: string,
): Phrase | null {
  if (!lexemes.some((lexeme) => lexeme.heading || lexeme.path === 'around')) return null;
  const continues = link === 'and' && Boolean(lexemes[0]!.heading) && endsWithWay(previous);
  const bare = continues || !lexemes.some(isContent);
  const cameraAt = lexemes.findIndex((lexeme) => lexeme.camera);
  const sense = chooseVerb(lexemes, { before, ahead, bare, cameraAt });
  if (!sense) return null;
  const { to: _own, label: _label, hint: _hint, ...verb } = sense;
  const said = readManner(lexemes);
  const way = findWay(
    [{ ...lexemes[0]!, move: verb, text: 'move' }, ...lexemes.slice(cameraAt + 1)],
    0,
    new Set(),
  );
  if (way.headings.length === 0 && way.path !== 'around') return null;
  const turnsBack = way.headings.length === 1 && way.headings[0] === 'back' && before?.readings;
  const direction = turnsBack
    ? { readings: before.readings!.map(reverse), headed: true }
    : readDirection(verb, way);
  if (!direction.readings) return null;
  return {
    ...direction,
    sense: verb,
    segment,
    leads: true,
    negated: Boolean(lexemes[0]!.negated),
    manner: { ...said },
    said,
    quantities: lexemes.flatMap((lexeme) => lexeme.quantity ?? []),
    text: text.slice(lexemes[0]!.start, lexemes.at(-1)!.end),
  };
}

function chooseVerb(
  lexemes: Lexeme[],
  context: {
    before: Phrase | undefined;
    ahead: MoveSense | undefined;
    bare: boolean;
    cameraAt: number;
  },
): MoveSense | null {
  const { before, ahead, bare, cameraAt } = context;
  if (cameraAt >= 0) {
    const next = lexemes.slice(cameraAt + 1).find((l) => !l.modifier && !l.degree && !l.auxiliary);
    const goes = next?.path === 'around' || (next?.heading && (bare || !next.preposition));
    return goes ? travels : null;
  }
  if (!bare) return null;
  if (ahead) return ahead;
  if (before) return before.sense.family === 'hold' ? null : before.sense;
  // The whole prompt is a way: `left`, `up and down`.
  return lexemes.every((l) => l.heading || l.modifier || l.degree) ? travels : null;
}

/** `180 degree orbit, counterclockwise`: the direction that was left open. */
export function fillsIn(ellipsis: Phrase, { headed, sense }: Phrase, { link }: Segment): boolean {
  return (
    !headed && ellipsis.sense.family === sense.family && (link === 'comma' || link === 'colon')
  );
}

/** `pulls back | and up`: what follows the `and` goes on with the way. */
function endsWithWay(segment: Segment | undefined): boolean {
  const last = segment?.lexemes.at(-1);
  return Boolean(last?.heading || last?.move?.to);
}

const opposites: Record<string, Reading['direction']> = {
  left: 'right',
  right: 'left',
  up: 'down',
  down: 'up',
  in: 'out',
  out: 'in',
  clockwise: 'counterclockwise',
  counterclockwise: 'clockwise',
};

/** The same move the other way; what has no other way stays. */
export function reverse<R extends { direction: string }>(reading: R): R {
  return { ...reading, direction: opposites[reading.direction] ?? reading.direction };
}
