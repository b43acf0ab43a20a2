/**
 * Segments that say a way without a verb: `pan left, then right`, `up and then down`, `camera: left
 * to right`, `left and right pan`. They borrow the verb of the phrase before, or of the one ahead.
 */
import { reverse } from '../script.ts';
import { families } from './families.ts';
import type { Lexeme } from './lexeme.ts';
import type { MoveSense } from './lexicon/senses.ts';
import { isContent, readManner } from './manner.ts';
import { isSubject, nounOf } from './nouns.ts';
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

const circles: MoveSense = { family: 'orbit', licence: 'plain' };

/** The phrase of a segment without a verb, or null where it says no way. */
export function readEllipsis(
  { lexemes, link, begins }: Segment,
  segment: number,
  { before, previous, ahead }: Surroundings,
  text: string,
): Phrase | null {
  if (!lexemes.some((lexeme) => lexeme.heading || lexeme.path)) return null;
  // `start far away, end close`: where it begins is no way.
  if (begins && lexemes.some(({ framing }) => framing !== undefined)) return null;
  const [first, second] = lexemes;
  const onward = !first!.preposition && Boolean(!second || second.path || second.preposition);
  const goesOn = Boolean(first!.heading) && (endsWithWay(previous) || onward);
  const continues = link === 'and' && goesOn;
  const bare = continues || !lexemes.some(isContent);
  const cameraAt = lexemes.findIndex((_, i) => {
    return nounOf(lexemes, i) === 'camera' && isSubject(lexemes, i);
  });
  const sense = chooseVerb(lexemes, { before, ahead, bare, cameraAt });
  if (!sense) return null;
  const { to: _own, label: _label, hint: _hint, ...verb } = sense;
  const said = readManner(lexemes);
  const way = findWay(
    [{ ...lexemes[0]!, move: verb, text: 'move' }, ...wayAfter(lexemes, cameraAt)],
    0,
    new Set(),
  );
  const goes = way.path && (cameraAt >= 0 || way.path === 'around' || hastens(lexemes));
  if (way.headings.length === 0 && !goes) return null;
  // `pulls up and back` goes on, `pans left and back` returns.
  const rises =
    link === 'and' && before?.readings?.every(({ kind }) => /^(?:pedestal|crane)$/.test(kind));
  const turnsBack =
    before?.readings && way.headings.length === 1 && way.headings[0] === 'back' && !rises;
  const direction = turnsBack ? turnBack(before) : readDirection(verb, way);
  if (!direction.readings) return null;
  return {
    ...direction,
    sense: verb,
    segment,
    leads: true,
    negated: Boolean(lexemes[0]!.negated) || lexemes.some((l) => l.heading && l.negated),
    manner: { ...said },
    said,
    quantities: lexemes.flatMap((lexeme) => lexeme.quantity ?? []),
    text: text.slice(lexemes[0]!.start, lexemes.at(-1)!.end),
    span: [lexemes[0]!.start, lexemes.at(-1)!.end],
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
    const [first, second] = lexemes
      .slice(cameraAt + 1)
      .filter(({ modifier, degree, auxiliary, style, determiner, quantity }) => {
        return !(modifier || degree || auxiliary || style || determiner || quantity);
      });
    // `a drone through the canyon`, but a view through the window
    const films = /^(?:camera|drone|oner|gopro|cam)$/.test(lexemes[cameraAt]!.text);
    if (films && /^(?:through|into)$/.test(first?.text ?? '')) return travels;
    if (first?.path === 'around' || (first?.heading && (bare || !first.preposition)))
      return travels;
    // Whatever the camera is said to do, it does it somewhere: `the camera dances around her`.
    const does = first?.action || (first?.unknown && /(?:s|ing)$/.test(first.text));
    const goes = second?.path === 'around' || second?.path === 'through' || second?.heading;
    return does && goes ? travels : null;
  }
  if (hastens(lexemes)) return travels;
  if (!bare) return null;
  // 向前，再向左转: who turns does not turn forward.
  const known =
    ahead &&
    lexemes.some(({ heading }) => {
      return heading && families[ahead.family].headings[heading.to];
    });
  if (ahead) return known ? ahead : travels;
  if (before?.sense.family === 'hold') return null;
  // `rotates around it, clockwise`: it is circling that goes on, whatever verb began it.
  if (before?.readings?.every(({ kind }) => kind === 'orbit')) return circles;
  if (before) return before.sense;
  // The whole prompt is a way: `left`, `up and down`.
  return lexemes.every((l) => l.heading || l.modifier || l.degree) ? travels : null;
}

/** `Warp speed through the stars`, `slowly around the statue`: a pace and a path are a way. */
function hastens(lexemes: Lexeme[]): boolean {
  const path = lexemes.findIndex((lexeme) => lexeme.path);
  if (path < 1 || !/^(?:through|around|into|towards?|over)$/.test(lexemes[path]!.text))
    return false;
  const before = lexemes.slice(0, path);
  if (!before.some(({ modifier }) => modifier?.pace)) return false;
  return before.every(({ modifier, degree, style }) => modifier || degree || style);
}

/** `180 degree orbit, counterclockwise`: the direction that was left open. */
export function fillsIn(ellipsis: Phrase, { headed, sense }: Phrase, { link }: Segment): boolean {
  const same = ellipsis.sense.family === sense.family || ellipsis.sense.family === circles.family;
  return !headed && same && /^(?:comma|colon|sentence)$/.test(link);
}

/** What follows the camera, less the verb that no table knows. */
function wayAfter(lexemes: Lexeme[], cameraAt: number): Lexeme[] {
  const rest = lexemes.slice(cameraAt + 1);
  const verb = cameraAt < 0 ? -1 : rest.findIndex((lexeme) => lexeme.action || lexeme.unknown);
  const way = rest.findIndex((lexeme) => lexeme.heading || lexeme.path);
  return verb >= 0 && verb < way ? rest.slice(verb + 1) : rest;
}

/** `pulls back | and up`: what follows the `and` goes on with the way. */
function endsWithWay(segment: Segment | undefined): boolean {
  const last = segment?.lexemes.at(-1);
  return Boolean(last?.heading || last?.move?.to);
}

/** The same moves the other way; what was open is then the other of two. */
export function turnBack({ readings, headed }: Phrase) {
  const back = readings!.map((reading) => {
    const open = / /.test(reading.direction);
    return open ? { ...reading, direction: 'the other way' as const } : reverse(reading);
  });
  return { readings: back, headed };
}
