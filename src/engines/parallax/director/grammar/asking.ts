/** Phrases to requests and refusals: what is asked of the camera, and what it is not to do. */
import type { MoveKind } from '../../shot.ts';
import type { CameraRequest, Link, Refusal, ScriptMove, Span } from '../script.ts';
import type { Lexeme } from './lexeme.ts';
import { type Manner, withOverall } from './manner.ts';
import { isPause, linkOf } from './order.ts';
import type { Phrase } from './phrase.ts';
import { joinRestated } from './restating.ts';
import type { Trace } from './scope.ts';
import type { Segment } from './segments.ts';

export interface Asked {
  requests: CameraRequest[];
  refusals: Refusal[];
}

/** Sort out the phrases of a prompt. */
export function readRequests(
  phrases: Phrase[],
  segments: Segment[],
  overall: Manner,
  trace?: Trace,
): Asked {
  lendManner(phrases, segments);
  const refused = phrases.filter(({ negated }) => negated);
  const all = refused.filter((phrase) => forbidsAll(phrase, segments[phrase.segment]!));
  const waits = all.filter((phrase) => isUntil(phrase, phrases, segments));
  const refusals = [
    ...refused
      .filter((phrase) => all.includes(phrase) && !waits.includes(phrase))
      .map(({ span }) => ({ moves: [], span })),
    ...refused.flatMap(refusalsOf),
  ];
  let asked = phrases
    .map((phrase) => (waits.includes(phrase) ? holding(phrase) : phrase))
    .filter((phrase) => !phrase.negated && phrase.readings);
  // A dutch angle is a way to stand, not to move.
  const rests = all.length > 0 || asked.some(({ sense }) => sense.family === 'hold');
  if (rests) asked = asked.filter(({ sense }) => !sense.angle);
  asked = joinRestated(asked, segments, trace);
  for (const [i, { sense, manner }] of asked.entries()) {
    // It has no pace of its own either.
    if (sense.angle) manner.pace ??= asked[i + 1]?.manner.pace;
  }
  const wait = findWait(asked, segments);
  const requests = asked.flatMap((phrase, i) => {
    if (goesOnMeanwhile(phrase, asked[i + 1], segments)) return [];
    return toRequest(phrase, asked[i - 1], segments, overall) ?? [];
  });
  return { requests: wait ? [wait, ...requests] : requests, refusals };
}

function toRequest(
  phrase: Phrase,
  before: Phrase | undefined,
  segments: Segment[],
  overall: Manner,
): CameraRequest | null {
  const link = linkOf(phrase, before, segments);
  if (!link) return null;
  const segment = segments[phrase.segment]!;
  return {
    moves: movesOf(phrase, segments),
    link: widens(phrase, before) ? 'then' : link,
    ...withOverall(phrase.manner, overall),
    measures: phrase.quantities,
    ...(segment.span && { times: segment.span }),
    ...(phrase.sense.family === 'hold' && { hold: holdOf(phrase, segment) }),
    ...(isException(phrase, segments) && { excepted: true as const }),
    span: phrase.span,
  };
}

/** `enters the hall and expands`: what widens by itself is no zoom against the travel. */
function widens(phrase: Phrase, before: Phrase | undefined): boolean {
  const wide = ({ sense }: Phrase) => sense.family === 'zoom' && sense.licence === 'plain';
  const against = (a: Phrase, b: Phrase) => wide(a) && b.readings![0]!.kind === 'dolly';
  return Boolean(before && (against(phrase, before) || against(before, phrase)));
}

function movesOf(
  { readings, sense, quantities, headed }: Phrase,
  segments: Segment[],
): ScriptMove[] {
  // A `180-degree rotation` goes around: who rolls a camera does not turn it over.
  const far = quantities.some(({ unit, value }) => unit === 'degrees' && value > 90);
  const moves = readings!.map((move): ScriptMove => {
    const circles = far && !headed && move.kind === 'roll' && sense.family !== 'roll';
    return circles ? { ...move, kind: 'orbit', direction: 'either side' } : move;
  });
  // Who walks with a camera sways, but for one who climbs.
  const steady = segments.some(({ lexemes }) => lexemes.some((l) => l.steady && !l.negated));
  if (sense.steps && !steady && !moves.some(({ kind }) => kind === 'pedestal')) {
    moves.push({ kind: 'handheld', direction: 'none', size: 0.4 });
  }
  return moves;
}

/** From a fixed position one can still turn: 机位固定，镜头左摇. */
function holdOf(phrase: Phrase, { lexemes, begins }: Segment): CameraRequest['hold'] {
  if (isPause(phrase) || begins) return 'pause';
  return lexemes.some(({ text }) => /position|tripod|机位|三脚架/.test(text)) ? 'stands' : 'state';
}

/** `holds low to the ground, pushing slowly`: what comes next is told by a participle after a comma. */
function goesOnMeanwhile(phrase: Phrase, next: Phrase | undefined, segments: Segment[]): boolean {
  if (!next || !isPause(phrase)) return false;
  const { link, lexemes } = segments[next.segment]!;
  return link === 'comma' && lexemes.find(({ move }) => move)?.form === 'ing';
}

/**
 * `static, except for a slow zoom in and a tilt up`, `no movement but a slow zoom`: it was thought
 * of. `Static camera, but zoom in` takes back what it says.
 */
function isException({ segment }: Phrase, segments: Segment[]): boolean {
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

/** The wait of `Everything is still. Then the camera rushes forward`. */
function findWait(asked: Phrase[], segments: Segment[]): CameraRequest | null {
  const still = segments.findIndex(({ lexemes }) => {
    return lexemes.some(({ stillness, negated }) => stillness && !negated);
  });
  const first = asked[0];
  if (still < 0 || !first || first.segment <= still) return null;
  const between = segments.slice(still + 1, first.segment + 1);
  if (!between.some(({ link }) => link === 'then')) return null;
  const { lexemes } = segments[still]!;
  const span: Span = [lexemes[0]!.start, lexemes.at(-1)!.end];
  return hold(
    span,
    lexemes.flatMap(({ quantity }) => quantity ?? []),
  );
}

function hold(span: Span, measures: CameraRequest['measures']): CameraRequest {
  const link: Link = 'then';
  return { moves: [{ kind: 'static', direction: 'none' }], link, measures, hold: 'pause', span };
}

/** `don't move until the last second, then whip left`: it is a hold, with its time. */
function isUntil({ segment }: Phrase, phrases: Phrase[], segments: Segment[]): boolean {
  const next = phrases.find((phrase) => phrase.segment > segment && !phrase.negated);
  return Boolean(next) && segments[next!.segment]!.link === 'then';
}

function holding(phrase: Phrase): Phrase {
  const sense = { family: 'hold', licence: 'plain' } as const;
  return { ...phrase, sense, negated: false, readings: [{ kind: 'static', direction: 'none' }] };
}

/** `no camera movement`; not `no sudden movements` nor `no other camera movement`. */
function forbidsAll({ sense, said, headed }: Phrase, { lexemes }: Segment): boolean {
  if (headed && !sense.any) return false;
  if (!sense.any && !(sense.family === 'travel' && sense.licence === 'plain' && !sense.to))
    return false;
  if ((said.pace ?? 0) > 0 || said.size !== undefined) return false;
  return !lexemes.some(({ text }: Lexeme) =>
    /^(?:other|else|additional|extra|further|unnecessary)$|其[他它]|别的|额外|多余/.test(text),
  );
}

function refusalsOf({ sense, readings, manner, headed, span }: Phrase): Refusal[] {
  const any = (...kinds: MoveKind[]) => kinds.map((kind) => ({ moves: [{ kind }], span }));
  // What is not to be sudden or jerky is not to shake.
  if (sense.any) return (manner.pace ?? 0) > 0 ? any('handheld', 'whip') : [];
  // 不要推拉: nothing is to come nearer or go away, by travel or by lens.
  if (sense.to === 'in and out') return any('dolly', 'zoom');
  const moves = (readings ?? []).filter(({ kind }) => kind !== 'static');
  if (moves.length === 0) return [];
  const kinds = new Set(moves.map(({ kind }) => kind));
  // `no pushing and pulling`: of one kind, either way.
  const eitherWay = !headed || kinds.size < moves.length;
  if (eitherWay) return [{ moves: [...kinds].map((kind) => ({ kind })), span }];
  return [{ moves: moves as Refusal['moves'], span }];
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
