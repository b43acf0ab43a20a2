/** Movements to phrases: each camera move with its direction, pace, size, ease and measure. */
import type { Clauses, Movement } from './clauses.ts';
import { fillsIn, readEllipsis, turnBack } from './ellipsis.ts';
import type { Lexeme } from './lexeme.ts';
import {
  addManner,
  type Manner,
  readManner,
  readMannerOfShot,
  saysOnlyHow,
  withImplied,
} from './manner.ts';
import { type Phrase, readDirection } from './phrase.ts';
import type { Segment } from './segments.ts';

/** What is known when a segment is reached. */
interface Reader {
  segments: Segment[];
  bySegment: Map<number, Movement[]>;
  text: string;
  phrases: Phrase[];
  /** Said of the whole shot. */
  overall: Manner;
  /** The last phrase of this sentence. */
  last?: Phrase | undefined;
  /** Said before the first. */
  waiting?: Manner | undefined;
}

/** Read the phrases in text order, and the manner said of the whole shot. */
export function readPhrases(
  segments: Segment[],
  { movements }: Clauses,
  text: string,
): { phrases: Phrase[]; overall: Manner } {
  const bySegment = Map.groupBy(movements, ({ segment }) => segment);
  const reader: Reader = { segments, bySegment, text, phrases: [], overall: {} };
  for (const [index, { sentence }] of segments.entries()) {
    if (segments[index - 1]?.sentence !== sentence) {
      reader.last = undefined;
      reader.waiting = undefined;
    }
    if (bySegment.has(index)) readMovements(reader, index);
    else if (!readWay(reader, index)) readHow(reader, index);
  }
  const { phrases, overall } = reader;
  const slowed = slowMotion(segments);
  if (slowed < 0) overall.pace = Math.min(overall.pace ?? 0, slowed);
  return { phrases, overall };
}

/** Verbs, each a phrase of its own. */
function readMovements(reader: Reader, index: number): void {
  const { segments, phrases, text } = reader;
  const here = reader.bySegment.get(index)!;
  for (const [order, movement] of here.entries()) {
    const around = { here, order, before: phrases.at(-1) };
    const phrase = readPhrase(segments[index]!, movement, around, text);
    if (reader.waiting) {
      addManner(phrase.manner, reader.waiting);
      addManner(phrase.said, reader.waiting);
    }
    if (order === 0) shareManner(segments, phrase, phrases.at(-1));
    // `slow, slightly shaky push in`: it is the push that is slow.
    if (phrase.sense.family !== 'shake') reader.waiting = undefined;
    reader.last = phrase;
    phrases.push(phrase);
  }
}

/** A way without a verb: of a move of its own, or of the one before, which left it open. */
function readWay(reader: Reader, index: number): boolean {
  const { segments, bySegment, phrases, last, text } = reader;
  const segment = segments[index]!;
  const ahead = last ? undefined : senseAhead(segments, index, bySegment.get(index + 1)?.[0]);
  const around = { before: phrases.at(-1), previous: segments[index - 1], ahead };
  const ellipsis = readEllipsis(segment, index, around, text);
  if (!ellipsis) return false;
  // `Slow. Dolly. Left.`
  const alone = segment.lexemes.length === 1 ? phrases.at(-1) : undefined;
  const open = last ?? alone;
  if (open && fillsIn(ellipsis, open, segment)) {
    Object.assign(open, { readings: ellipsis.readings, headed: true });
    addManner(open.manner, ellipsis.said);
    return true;
  }
  shareManner(segments, ellipsis, phrases.at(-1));
  reader.last = ellipsis;
  phrases.push(ellipsis);
  return true;
}

/** No movement, but perhaps how the one before or after it is made, or how the whole shot is. */
function readHow(reader: Reader, index: number): void {
  const { segments, overall } = reader;
  const { lexemes, link } = segments[index]!;
  const last = reader.last?.negated ? undefined : reader.last;
  if (saysOnlyHow(lexemes)) {
    const manner = readManner(lexemes);
    if (last) {
      addManner(last.manner, link === 'then' ? changeOfPace(last, manner) : manner);
      last.quantities.push(...lexemes.flatMap(({ quantity }) => quantity ?? []));
    } else if (sentenceMoves(reader, index)) {
      reader.waiting = { ...reader.waiting, ...manner };
    } else addManner(overall, manner);
  } else if (last && lexemes[0]!.modifier?.ease) {
    // `…, and comes to rest on the masked face`
    addManner(last.manner, readManner(lexemes, 0, 1));
  } else {
    addManner(overall, readMannerOfShot(lexemes));
  }
}

/** `slow at first, then fast`: neither is its pace. */
function changeOfPace({ manner: { pace: before = 0 } }: Phrase, manner: Manner): Manner {
  const { pace: after, ...rest } = manner;
  if (after === undefined || after === before) return manner;
  return { ...rest, ease: after > before ? 'accelerate' : 'decelerate' };
}

/** Slow motion is said of all that is seen; a fast zoom into it is still fast. */
function slowMotion(segments: Segment[]): number {
  const said = segments.flatMap(({ lexemes }) => lexemes.filter(({ negated }) => !negated));
  return Math.min(0, ...said.map(({ slowed = 0 }) => slowed));
}

/** Whether a movement comes later in the sentence. */
function sentenceMoves({ segments, bySegment }: Reader, index: number): boolean {
  const { sentence } = segments[index]!;
  for (let i = index + 1; segments[i]?.sentence === sentence; i++) {
    if (bySegment.has(i)) return true;
  }
  return false;
}

/** `left and right pan`, 先左后右摇: the verb comes only with the last of them. */
function senseAhead(segments: Segment[], index: number, next: Movement | undefined) {
  if (!next || !/^(?:and|then|colon)$/.test(segments[index + 1]!.link)) return undefined;
  return segments[index + 1]!.lexemes[next.at]!.move;
}

function readPhrase(
  segment: Segment,
  { at, way, segment: index }: Movement,
  { here, order, before }: { here: Movement[]; order: number; before: Phrase | undefined },
  text: string,
): Phrase {
  const { lexemes } = segment;
  const lexeme = lexemes[at]!;
  const sense = lexeme.move!;
  // What stands before the first movement or after the last is its own; between two, what leads in
  // to the later is the later's: `pan left | slow zoom in`.
  const next = here[order + 1];
  // `hurried handheld push in`: what is said of the hand is said of the push.
  const held = here[order - 1];
  const shaken = held?.at === at - 1 && lexemes[held.at]!.move!.family === 'shake';
  const from = order === 0 ? 0 : leadIn(lexemes, shaken ? held.at : at);
  const till = next ? leadIn(lexemes, next.at) : lexemes.length;
  const said = readManner(lexemes, from, till);
  // `the tilt motion enriches …`: a move that was named already, if any was.
  const told = lexemes[at + 1]?.film && lexemes[at + 2];
  const meant = lexemes[at - 1]?.text === 'the' && told && way.used.length === 0;
  const first = Math.min(at, ...way.used);
  const last = Math.max(at, ...way.used);
  return {
    ...(returns(lexemes, { at, way }, before) ?? readDirection(sense, way)),
    sense: meant && !sense.any ? { ...sense, hint: true } : sense,
    segment: index,
    leads: order === 0,
    // `zooms neither in nor out`: the verb stands, but its way is denied.
    negated: Boolean(lexeme.negated) || isDenied(lexemes, way.used),
    manner: withImplied(said, sense),
    said,
    quantities: lexemes.slice(from, till).flatMap((l) => l.quantity ?? []),
    text: text.slice(lexemes[first]!.start, lexemes[last]!.end),
    span: [lexemes[first]!.start, lexemes[last]!.end],
  };
}

/** `tilt up, then tilt back`, `go back the other way`: the move before it, reversed. */
function returns(
  lexemes: Lexeme[],
  { at, way }: Pick<Movement, 'at' | 'way'>,
  before: Phrase | undefined,
) {
  const { family, to } = lexemes[at]!.move!;
  const back = way.headings.length > 0 && way.headings.every((heading) => heading === 'back');
  if (!back || to || !before?.readings) return null;
  const same = before.sense.family === family;
  // `moves back` may go a way of its own, above all after a rise; `the other way` may not.
  const plain = way.used.every((index) => lexemes[index]!.heading?.particle);
  const rises = before.readings.some(({ kind }) => kind === 'pedestal');
  return !plain || (same && !rises) ? turnBack(before) : null;
}

function isDenied(lexemes: Lexeme[], way: number[]): boolean {
  return way.length > 0 && way.every((index) => lexemes[index]!.negated);
}

/** Where the words begin that stand right before a verb and say how. */
function leadIn(lexemes: Lexeme[], at: number): number {
  let from = at;
  while (from > 0) {
    const { modifier, degree, style, determiner, quantity } = lexemes[from - 1]!;
    if (!(modifier || degree || style || determiner || quantity)) break;
    from--;
  }
  return from;
}

/** `slowly pan left and tilt up`: what stands before the first verb is said of both. */
function shareManner(segments: Segment[], phrase: Phrase, before: Phrase | undefined): void {
  if (!before || phrase.manner.pace !== undefined) return;
  const { link, sentence } = segments[phrase.segment]!;
  const linked = link === 'and' && before.segment === phrase.segment - 1;
  if (!linked || segments[before.segment]!.sentence !== sentence) return;
  const verb = segments[before.segment]!.lexemes.findIndex(
    (lexeme) => lexeme.move === before.sense,
  );
  const shared = readManner(segments[before.segment]!.lexemes, 0, verb);
  if (shared.pace !== undefined) phrase.manner.pace = shared.pace;
}
