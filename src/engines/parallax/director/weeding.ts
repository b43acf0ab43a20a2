/** Which phrases become moves: not the forbidden, the vague, nor what another phrase says better. */
import type { Warning } from '../../../engine/engine.ts';
import type { MoveKind } from '../shot.ts';
import type { Reading } from './families.ts';
import type { Manner } from './manner.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

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
  let asked = phrases.filter((phrase) => !phrase.negated && phrase.readings);
  asked = asked.filter((phrase) => {
    const against = negated.find((other) => rulesOut(other, phrase));
    if (against) conflicts.push(conflict(phrase, against));
    return !against;
  });
  const rests = stillness.length > 0 || asked.some(({ sense }) => sense.family === 'hold');
  if (rests) asked = asked.filter(({ sense }) => !sense.angle);
  asked = supersedeLabels(dropHints(absorbTurns(asked)), segments);
  const moving = asked.filter(({ readings }) => readings!.some(({ kind }) => !isRest(kind)));
  if (stillness.length > 0 && moving.length > 0) {
    conflicts.push({
      code: 'conflict',
      message:
        `"${stillness[0]!.text}" is ruled out, but the prompt also asks for "${moving[0]!.text}". ` +
        'What is asked for is made, since it says more.',
    });
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

const isRest = (kind: MoveKind) => kind === 'static' || kind === 'handheld';

function withOverall(manner: Manner, overall: Manner): Manner {
  return { ...overall, ...manner };
}

/** `no camera movement`; not `no sudden movements` nor `no other camera movement`. */
function forbidsAll({ sense, manner }: Phrase, { lexemes }: Segment): boolean {
  if (!sense.any && !(sense.family === 'travel' && sense.licence === 'plain' && !sense.to))
    return false;
  if ((manner.pace ?? 0) > 0 || manner.size !== undefined) return false;
  return !lexemes.some(({ text }) =>
    /^(?:other|else|additional|extra|further|unnecessary)$/.test(text),
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

/** An aerial shot drifts in and a tripod stands still only where nothing else is said. */
function dropHints(phrases: Phrase[]): Phrase[] {
  const hints = phrases.filter(({ sense }) => sense.hint && sense.family !== 'shake');
  const isSaid = ({ sense, headed, readings }: Phrase) => {
    const follows = sense.follows && !headed;
    return !sense.hint && !follows && readings!.some(({ kind }) => kind !== 'handheld');
  };
  const first = phrases.some(isSaid) ? undefined : hints[0];
  // How the aerial shot is, the move made in it is too: hyperspeed, slow.
  const manner = Object.assign(
    {},
    ...hints.map(({ sense, said }) =>
      sense.pace === undefined ? said : { pace: sense.pace, ...said },
    ),
  );
  return phrases
    .filter((phrase) => phrase === first || !hints.includes(phrase))
    .map((phrase) => ({
      ...phrase,
      manner: withOverall(phrase.manner, isSaid(phrase) ? manner : {}),
    }));
}

/**
 * Circling takes in the turning and flying said of it: 环绕主体顺时针旋转, 环绕灯塔飞行. To turn while
 * circling is how one circles.
 */
function absorbTurns(phrases: Phrase[]): Phrase[] {
  const absorbed = new Set<Phrase>();
  for (const phrase of phrases) {
    // 希区柯克变焦推近: to travel and to zoom is what it is made of.
    const made = /^(?:travel|zoom)$/.test(phrase.sense.family);
    const whole = phrases.find(({ segment, sense }) => {
      return segment === phrase.segment && sense.family === 'dolly-zoom';
    });
    if (made && whole) absorbed.add(phrase);
  }
  for (const phrase of phrases) {
    const { sense, headed, segment, readings } = phrase;
    const turns = sense.family === 'rotate' || sense.family === 'spin';
    if (!turns && !(sense.family === 'travel' && !headed && !sense.to)) continue;
    const circling = phrases.find((other) => {
      return other.segment === segment && other.sense.family === 'orbit';
    });
    if (!circling) continue;
    absorbed.add(phrase);
    circling.quantities.push(...phrase.quantities);
    circling.manner = { ...circling.manner, ...phrase.said };
    const toLeft = ['left', 'clockwise'].includes(readings![0]!.direction);
    if (headed) circling.readings = [{ kind: 'orbit', direction: toLeft ? 'left' : 'right' }];
  }
  return phrases.filter((phrase) => !absorbed.has(phrase));
}

/** `follows her, moving fast`: how some movement is, when another in the sentence says which. */
function lendManner(phrases: Phrase[], segments: Segment[]): void {
  for (const vague of phrases) {
    if (vague.readings || vague.negated) continue;
    const { sentence } = segments[vague.segment]!;
    const named = phrases.find((phrase) => {
      return phrase.readings && segments[phrase.segment]!.sentence === sentence;
    });
    if (named) named.manner = { ...vague.said, ...named.manner };
  }
}

/** Kinds that say better than a label where the camera goes. */
const travels: MoveKind[] = ['pan', 'tilt', 'truck', 'pedestal', 'dolly', 'orbit', 'crane', 'whip'];

const travelKinds: MoveKind[] = ['dolly', 'truck', 'pedestal'];

/**
 * A label is the name of a shot without a direction: `tracking shot`, `following her`. When the same
 * shot is then described (`…, the camera moves forward`) the description counts; a crane shot that
 * rises is a crane move up. A move whose direction is open is described by the same move with one.
 */
function supersedeLabels(phrases: Phrase[], segments: Segment[]): Phrase[] {
  const result = [...phrases];
  const isLabel = ({ sense, headed }: Phrase) => {
    return Boolean(sense.label || sense.follows || (sense.family === 'crane' && !headed));
  };
  // An aerial shot that follows somebody goes after them.
  const better = result.filter((phrase) => phrase.headed || phrase.sense.hint || !isLabel(phrase));
  const headed = result.filter((phrase) => phrase.headed);
  for (const phrase of phrases) {
    const { sense, said } = phrase;
    const open = phrase.readings!.some(({ direction }) => / /.test(direction));
    if (!(isLabel(phrase) || open) || phrase.headed || sense.family === 'hold') continue;
    if (sense.hint) continue;
    const candidates = isLabel(phrase) ? better : headed;
    const found = candidates.find((other) => {
      return other !== phrase && describes(other, phrase, isLabel(phrase), segments);
    });
    if (!found) continue;
    if (sense.family === 'crane') found.readings = found.readings!.map(asCrane);
    found.manner = withOverall(found.manner, said);
    result.splice(result.indexOf(phrase), 1);
  }
  return result;
}

function asCrane(reading: Reading): Reading {
  return reading.kind === 'pedestal' ? { ...reading, kind: 'crane' } : reading;
}

function describes(other: Phrase, vague: Phrase, label: boolean, segments: Segment[]): boolean {
  const kinds = other.readings!.map(({ kind }) => kind);
  const own = vague.readings!.map(({ kind }) => kind);
  const fitting = vague.sense.family === 'turn' ? ['pan', 'tilt', 'whip'] : travels;
  // 向前推进，掠过桌面: what is passed on the way says no other way.
  const passes = !label && vague.sense.family === 'travel' && vague.sense.licence === 'plain';
  const along = [...travelKinds, ...(vague.sense.size ? [] : (['pan'] as const))];
  if (passes && kinds.every((kind) => along.includes(kind))) {
    return segments[vague.segment]!.link === 'comma' && other.segment === vague.segment - 1;
  }
  if (
    label ? !kinds.some((kind) => fitting.includes(kind)) : !kinds.every((k) => own.includes(k))
  ) {
    return false;
  }
  if (other.segment === vague.segment) return true;
  const later = segments[Math.max(other.segment, vague.segment)]!;
  return ['comma', 'colon', 'sentence', 'item', 'begin'].includes(later.link);
}
