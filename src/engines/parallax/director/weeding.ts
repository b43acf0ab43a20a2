/** Which phrases become moves: not the forbidden, nor the vague. */
import type { Warning } from '../../../engine/engine.ts';
import type { MoveKind } from '../shot.ts';
import { type Manner, withOverall } from './manner.ts';
import type { Phrase } from './phrase.ts';
import { joinRestated } from './restating.ts';
import type { Segment } from './segments.ts';
import { isException } from './stillness.ts';

export interface Weeded {
  asked: Phrase[];
  /** Kinds that the seed must not choose either. */
  forbidden: Set<MoveKind>;
  /** No movement at all is wanted. */
  still: boolean;
  conflicts: Warning[];
}

/** Sort out the phrases of a prompt. */
export function weedOut(phrases: Phrase[], segments: Segment[], overall: Manner): Weeded {
  const negated = phrases.filter((phrase) => phrase.negated);
  const stillness = negated.filter((phrase) => forbidsAll(phrase, segments[phrase.segment]!));
  const forbidden = new Set(negated.flatMap(forbiddenKinds));
  const conflicts: Warning[] = [];
  lendManner(phrases, segments);
  const waits = stillness.filter((phrase) => isUntil(phrase, phrases, segments));
  let asked = phrases
    .map((phrase) => (waits.includes(phrase) ? holding(phrase) : phrase))
    .filter((phrase) => !phrase.negated && phrase.readings);
  asked = asked.filter((phrase) => {
    const against = negated.find((other) => rulesOut(other, phrase));
    if (against) conflicts.push(conflict(phrase, against));
    return !against;
  });
  const rests = stillness.length > 0 || asked.some(({ sense }) => sense.family === 'hold');
  if (rests) asked = asked.filter(({ sense }) => !sense.angle);
  asked = joinRestated(asked, segments);
  const moving = asked.filter(({ readings }) => readings!.some(({ kind }) => !isRest(kind)));
  if (stillness.length > waits.length && moving.length > 0) {
    const against = moving.find((phrase) => !isException(phrase, segments));
    if (against) {
      conflicts.push({
        code: 'conflict',
        message:
          `The prompt rules out "${stillness[0]!.text}", but also asks for "${against.text}". ` +
          'What is asked for is made.',
      });
    }
    // Told once is enough.
    asked = asked.filter(({ sense }) => !(sense.family === 'hold' && sense.label));
  }
  const journeys = [...forbidden].filter((kind) => kind !== 'handheld');
  const still = stillness.length > 0 || (journeys.length >= 2 && asked.length === 0);
  return {
    asked: asked.map((phrase) => ({ ...phrase, manner: withOverall(phrase.manner, overall) })),
    forbidden,
    still,
    conflicts,
  };
}

/** `don't move until the last second, then whip left`: it is a hold, with its time. */
function isUntil({ segment }: Phrase, phrases: Phrase[], segments: Segment[]): boolean {
  const next = phrases.find((phrase) => phrase.segment > segment && !phrase.negated);
  return Boolean(next) && segments[next!.segment]!.link === 'then';
}

function holding(phrase: Phrase): Phrase {
  const sense = { family: 'hold', licence: 'sure' } as const;
  return { ...phrase, sense, negated: false, readings: [{ kind: 'static', direction: 'none' }] };
}

const isRest = (kind: MoveKind) => kind === 'static' || kind === 'handheld';

/** `no camera movement`; not `no sudden movements` nor `no other camera movement`. */
function forbidsAll({ sense, said, headed }: Phrase, { lexemes }: Segment): boolean {
  if (headed && !sense.any) return false;
  if (!sense.any && !(sense.family === 'travel' && sense.licence === 'plain' && !sense.to))
    return false;
  if ((said.pace ?? 0) > 0 || said.size !== undefined) return false;
  return !lexemes.some(({ text }) =>
    /^(?:other|else|additional|extra|further|unnecessary)$|其[他它]|别的|额外|多余/.test(text),
  );
}

function forbiddenKinds({ sense, readings, manner }: Phrase): MoveKind[] {
  // What is not to be sudden or jerky is not to shake.
  if (sense.any) return (manner.pace ?? 0) > 0 ? ['handheld', 'whip'] : [];
  // 不要推拉: nothing is to come nearer or go away, by travel or by lens.
  if (sense.to === 'in and out') return ['dolly', 'zoom'];
  return (readings ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'static');
}

/** The same kind, and the same way where the denial says a way. */
function rulesOut(denial: Phrase, phrase: Phrase): boolean {
  if (denial.sense.any || !denial.readings) return false;
  const kinds = new Set(denial.readings.map(({ kind }) => kind));
  // `no pushing and pulling`: of one kind, either way.
  const eitherWay = !denial.headed || kinds.size < denial.readings.length;
  return denial.readings.every(({ kind, direction }) =>
    phrase.readings!.some((reading) => {
      return reading.kind === kind && (eitherWay || reading.direction === direction);
    }),
  );
}

function conflict(phrase: Phrase, against: Phrase): Warning {
  return {
    code: 'conflict',
    message:
      `The prompt asks for "${phrase.text}" and rules out "${against.text}". ` +
      'What is ruled out is left out.',
  };
}

/**
 * `follows her, moving fast`: how some movement is, when another in the sentence says which; where
 * none does, `Slow, sweeping motion.`, it is said of all.
 */
function lendManner(phrases: Phrase[], segments: Segment[]): void {
  for (const vague of phrases) {
    if (vague.readings || vague.negated) continue;
    const { sentence } = segments[vague.segment]!;
    const named = phrases.filter(({ readings, negated }) => readings && !negated);
    const near = named.find((phrase) => segments[phrase.segment]!.sentence === sentence);
    for (const phrase of near ? [near] : named) phrase.manner = { ...vague.said, ...phrase.manner };
  }
}
