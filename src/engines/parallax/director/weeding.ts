/** Which phrases become moves: not the forbidden, the vague, nor what another phrase says better. */
import type { Warning } from '../../../engine/engine.ts';
import type { MoveKind } from '../shot.ts';
import type { Manner, Phrase } from './phrases.ts';
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
  asked = supersedeLabels(dropHints(absorbTurns(asked)), segments);
  const moving = asked.filter(({ readings }) => readings!.some(({ kind }) => !isRest(kind)));
  if (stillness.length > 0 && moving.length > 0) {
    conflicts.push({
      code: 'conflict',
      message:
        `"${stillness[0]!.text}" is ruled out, but the prompt also asks for "${moving[0]!.text}". ` +
        'What is asked for is made, since it says more.',
    });
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
  return (readings ?? []).map(({ kind }) => kind).filter((kind) => kind !== 'static');
}

/** The same kind, and the same way where the denial says a way. */
function rulesOut(denial: Phrase, phrase: Phrase): boolean {
  if (denial.sense.any || !denial.readings) return false;
  return denial.readings.every(({ kind, direction }) =>
    phrase.readings!.some((reading) => {
      return reading.kind === kind && (!denial.headed || reading.direction === direction);
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
  const isSaid = ({ sense, readings }: Phrase) => {
    return !sense.hint && readings!.some(({ kind }) => kind !== 'handheld');
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
    const { sense, headed, segment, readings } = phrase;
    if (sense.family !== 'rotate' && !(sense.family === 'travel' && !headed && !sense.to)) continue;
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

/**
 * A label is the name of a shot without a direction: `tracking shot`, `following her`. When the same shot is then
 * described (`…, the camera moves forward`) the description counts; a crane shot that rises is a
 * crane move up.
 */
function supersedeLabels(phrases: Phrase[], segments: Segment[]): Phrase[] {
  const kept: Phrase[] = [];
  for (const [index, phrase] of phrases.entries()) {
    const { sense, headed, said } = phrase;
    const later = phrases.findIndex(
      (other, i) => i !== index && describes(other, phrase, segments),
    );
    const open = phrase.readings!.some(({ direction }) => / /.test(direction));
    if (!(sense.label || sense.follows || open) || headed || sense.family === 'hold' || later < 0) {
      kept.push(phrase);
      continue;
    }
    const described = phrases[later]!;
    const readings = described.readings!.map((reading) => {
      const craned = sense.family === 'crane' && reading.kind === 'pedestal';
      return craned ? { ...reading, kind: 'crane' as const } : reading;
    });
    const replaced = { ...described, readings, manner: withOverall(described.manner, said) };
    phrases[later] = replaced;
    const at = kept.indexOf(described);
    if (at >= 0) kept[at] = replaced;
  }
  return kept;
}

function describes(other: Phrase, label: Phrase, segments: Segment[]): boolean {
  if (!other.headed && (other.sense.label || other.sense.follows || !label.sense.label))
    return false;
  // Not a name for a shot, only an open direction: the same kind fills it in, no other.
  if (!label.sense.label && !label.sense.follows) {
    const kinds = new Set(label.readings!.map(({ kind }) => kind));
    if (!other.readings!.every(({ kind }) => kinds.has(kind))) return false;
  }
  const kinds = label.sense.family === 'turn' ? ['pan', 'tilt', 'whip'] : travels;
  if (!other.readings!.some(({ kind }) => (kinds as MoveKind[]).includes(kind))) return false;
  if (other.segment === label.segment) return true;
  const later = segments[Math.max(other.segment, label.segment)]!;
  return ['comma', 'colon', 'sentence', 'item', 'begin'].includes(later.link);
}
