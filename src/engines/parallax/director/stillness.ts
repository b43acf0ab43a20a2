/** Stillness beside moves: a hold that has its time, or a state that cannot be had with them. */
import type { MoveKind } from '../shot.ts';
import { type Intent, nameOf, type Step } from './intent.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

/** The phrases, with the wait of `Everything is still. Then the camera rushes forward`. */
export function addWait(phrases: Phrase[], segments: Segment[], text: string): Phrase[] {
  const segment = segments.findIndex(({ lexemes }) => {
    return lexemes.some(({ stillness, negated }) => stillness && !negated);
  });
  const first = phrases.find(({ negated, readings }) => !negated && readings);
  if (segment < 0 || !first || first.segment <= segment) return phrases;
  const between = segments.slice(segment + 1, first.segment + 1);
  if (!between.some(({ link }) => link === 'then')) return phrases;
  const { lexemes } = segments[segment]!;
  const wait: Phrase = {
    sense: { family: 'hold', licence: 'film' },
    readings: [{ kind: 'static', direction: 'none' }],
    headed: true,
    segment,
    leads: true,
    negated: false,
    manner: {},
    said: {},
    quantities: lexemes.flatMap(({ quantity }) => quantity ?? []),
    text: text.slice(lexemes[0]!.start, lexemes.at(-1)!.end),
  };
  return [wait, ...phrases];
}

/** Moves of a camera that stays where it is. */
const turns: MoveKind[] = ['pan', 'tilt', 'roll', 'zoom', 'whip'];

/**
 * Stillness that has no time of its own, beside moves. It has one before or after a `then`, as a
 * hold between moves, or where seconds are given.
 */
export function dropStillness(
  steps: Step[],
  overlays: Intent[],
  segments: Segment[],
  conflicts: string[],
): void {
  const moving = steps.flatMap((step) => step.intents).filter(({ kind }) => kind !== 'static');
  if (moving.length === 0) {
    // A static handheld shot goes nowhere, but it sways.
    if (overlays.length > 0) steps.length = 0;
    return;
  }
  for (let i = steps.length - 1; i >= 0; i--) {
    const { intents, span } = steps[i]!;
    const still = intents.find(({ kind }) => kind === 'static');
    if (!still) continue;
    // From a fixed position one can still turn: 机位固定，镜头左摇.
    const { lexemes } = segments[still.phrase.segment]!;
    const stands = lexemes.some(({ text }) => /position|tripod|机位|三脚架/.test(text));
    if (stands && moving.every(({ kind }) => turns.includes(kind))) {
      intents.splice(intents.indexOf(still), 1);
      if (intents.length === 0) steps.splice(i, 1);
      continue;
    }
    // `holds low to the ground, pushing slowly`: it goes on meanwhile.
    if (isPause(still.phrase) && intents.length === 1 && goesOn(steps[i + 1], segments)) {
      steps.splice(i, 1);
      continue;
    }
    if (intents.length === 1 && (span || hasItsTime(still.phrase, steps[i + 1], segments)))
      continue;
    const excepted = moving.every(({ phrase }) => isException(phrase, segments));
    if (!excepted)
      conflicts.push(
        `"${still.phrase.text}" asks for a still camera, but the prompt also asks to ` +
          `${moving.map(nameOf).join(', ')}. The moves are made. ` +
          'To hold before or after them, say "then".',
      );
    intents.splice(intents.indexOf(still), 1);
    if (intents.length === 0) steps.splice(i, 1);
  }
}

/**
 * `static, except for a slow zoom in and a tilt up`, `no movement but a slow zoom`: it was thought
 * of. `Static camera, but zoom in` takes back what it says.
 */
export function isException({ segment }: Phrase, segments: Segment[]): boolean {
  const { sentence } = segments[segment]!;
  let at = segment;
  while (/^(?:and|or|item)$/.test(segments[at]!.link) && segments[at - 1]?.sentence === sentence)
    at--;
  const { link, excepts } = segments[at]!;
  const before = segments.slice(0, at).filter((part) => part.sentence === sentence);
  return (
    excepts || (link === 'but' && before.some(({ lexemes }) => lexemes.some((l) => l.negator)))
  );
}

/** To pause is an act, with its time; to be still is a state. */
export function isPause({ sense }: Phrase): boolean {
  return sense.family === 'hold' && sense.licence === 'plain' && !sense.label;
}

function hasItsTime(phrase: Phrase, next: Step | undefined, segments: Segment[]): boolean {
  const { link, begins } = segments[phrase.segment]!;
  if (link === 'then' || link === 'reverse' || begins) return true;
  if (isPause(phrase) || phrase.quantities.some((q) => q.unit === 'seconds')) return true;
  const following = next && segments[next.intents[0]!.phrase.segment]!.link;
  return following === 'then' || following === 'reverse';
}

/** What comes next is told by a participle after a comma. */
function goesOn(next: Step | undefined, segments: Segment[]): boolean {
  if (!next) return false;
  const { link, lexemes } = segments[next.intents[0]!.phrase.segment]!;
  return link === 'comma' && lexemes.find(({ move }) => move)?.form === 'ing';
}
