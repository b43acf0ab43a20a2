/** Movements to phrases: each camera move with its direction, pace, size, ease and measure. */
import type { Ease } from '../shot.ts';
import type { Clauses, Movement } from './clauses.ts';
import { type Reading, readMove } from './families.ts';
import { isChinese, type Lexeme, type Quantity } from './lexemes.ts';
import type { Modifier, MoveSense } from './lexicon/senses.ts';
import type { Segment } from './segments.ts';
import { findWay, type Way } from './way.ts';

/** What the prompt says of one movement. */
export interface Phrase {
  sense: MoveSense;
  /** Null: some movement, direction unsaid. */
  readings: Reading[] | null;
  /** The direction was said, not fallen back to. */
  headed: boolean;
  segment: number;
  /** First movement of its segment: the segment's link is its own. */
  leads: boolean;
  negated: boolean;
  /** With what the verb implies. */
  manner: Manner;
  /** What modifiers say alone. */
  said: Manner;
  quantities: Quantity[];
  text: string;
}

/** What modifiers say; undefined where nothing is said. */
export interface Manner {
  pace?: number;
  size?: number;
  ease?: Ease;
}

/** Read the phrases in text order, and the manner said of the whole shot. */
export function readPhrases(
  segments: Segment[],
  { movements }: Clauses,
  text: string,
): { phrases: Phrase[]; overall: Manner } {
  const phrases: Phrase[] = [];
  const overall: Manner = {};
  /** Manner said in a segment of its own, before any movement of the sentence. */
  let waiting: Manner | undefined;
  for (const [index, segment] of segments.entries()) {
    const here = movements.filter((movement) => movement.segment === index);
    const inSentence = phrases.filter((p) => segments[p.segment]!.sentence === segment.sentence);
    if (segments[index - 1]?.sentence !== segment.sentence) waiting = undefined;
    if (here.length === 0) {
      const ahead = inSentence.length === 0 && senseAhead(segments, movements, index);
      const ellipsis = readEllipsis(
        segment,
        index,
        phrases.at(-1),
        endsWithHeading(segments[index - 1]),
        ahead || undefined,
        text,
      );
      const last = inSentence.at(-1);
      if (ellipsis && last && fillsIn(ellipsis, last, segment)) {
        Object.assign(last, { readings: ellipsis.readings, headed: true });
        addManner(last.manner, ellipsis.said);
      } else if (ellipsis) {
        shareManner(segments, ellipsis, phrases.at(-1));
        phrases.push(ellipsis);
      } else if (isManner(segment.lexemes)) {
        const manner = mannerOf(segment.lexemes, () => true);
        if (inSentence.length > 0) addManner(inSentence.at(-1)!.manner, manner);
        else if (sentenceMoves(segments, movements, index)) waiting = { ...waiting, ...manner };
        else addManner(overall, manner);
      }
      continue;
    }
    for (const [order, movement] of here.entries()) {
      const phrase = readPhrase(segment, movement, here, order, text);
      if (waiting) addManner(phrase.manner, waiting);
      if (order === 0) shareManner(segments, phrase, phrases.at(-1));
      phrases.push(phrase);
    }
    waiting = undefined;
  }
  return { phrases, overall };
}

function sentenceMoves(segments: Segment[], movements: Movement[], index: number): boolean {
  const { sentence } = segments[index]!;
  return movements.some((m) => m.segment > index && segments[m.segment]!.sentence === sentence);
}

function readPhrase(
  segment: Segment,
  { at, way, segment: index }: Movement,
  here: Movement[],
  order: number,
  text: string,
): Phrase {
  const { lexemes } = segment;
  const lexeme = lexemes[at]!;
  const sense = lexeme.move!;
  // What stands before the first movement or after the last is its own; between two, the nearer's.
  const from = order === 0 ? 0 : here[order - 1]!.at + 1;
  const till = here[order + 1]?.at ?? lexemes.length;
  const own = (i: number) => i >= from && i < till && !belongsAhead(lexemes, i, at, till);
  const said = mannerOf(lexemes, own);
  const first = Math.min(at, ...way.used);
  const last = Math.max(at, ...way.used);
  return {
    ...readDirection(sense, way),
    sense,
    segment: index,
    leads: order === 0,
    negated: Boolean(lexeme.negated),
    manner: withImplied(said, sense),
    said,
    quantities: lexemes.filter((l, i) => l.quantity && own(i)).map((l) => l.quantity!),
    text: text.slice(lexemes[first]!.start, lexemes[last]!.end),
  };
}

/** After this movement and right before the next: `pan left slow zoom in`. */
function belongsAhead(lexemes: Lexeme[], i: number, at: number, till: number): boolean {
  if (i <= at || till >= lexemes.length) return false;
  return lexemes.slice(i + 1, till).every((l) => l.modifier || l.degree || l.style || l.determiner);
}

function readDirection(sense: MoveSense, way: Way) {
  const headings = [...way.headings];
  // `back` only says which way to those that can go both: `tilt back down`.
  if (headings.length > 1 && headings.includes('back') && sense.family !== 'travel') {
    headings.splice(headings.indexOf('back'), 1);
  }
  if (headings.length === 0 && sense.to) headings.push(sense.to);
  else if (sense.to && sense.licence === 'film' && sense.to !== headings[0]) {
    headings.unshift(sense.to);
  }
  const readings = readMove(sense.family, {
    headings,
    path: way.path,
    otherwise: sense.otherwise,
  });
  const definite = readings?.some(({ direction }) => !/ /.test(direction));
  return { readings, headed: Boolean(definite) && (headings.length > 0 || Boolean(way.path)) };
}

/** What is said, and what the verb implies: a fast-paced hyperlapse is no slower than a hyperlapse. */
function withImplied(said: Manner, { pace, size, ease }: MoveSense): Manner {
  const manner: Manner = { ...said };
  if (pace !== undefined && (said.pace === undefined || said.pace * pace > 0)) {
    manner.pace = Math.sign(pace) * Math.max(Math.abs(pace), Math.abs(said.pace ?? 0));
  }
  if (size !== undefined) manner.size = size * (said.size ?? 1);
  if (ease !== undefined) manner.ease ??= ease;
  return manner;
}

/** `pan left, then right`, `up and then down`; `camera: left to right`, where no verb is needed. */
function readEllipsis(
  { lexemes, link }: Segment,
  segment: number,
  before: Phrase | undefined,
  afterHeading: boolean,
  ahead: MoveSense | undefined,
  text: string,
): Phrase | null {
  if (!lexemes.some((lexeme) => lexeme.heading || lexeme.path === 'around')) return null;
  const cameraAt = lexemes.findIndex((lexeme) => lexeme.camera);
  const coordinated = link === 'and' && Boolean(lexemes[0]!.heading) && afterHeading;
  const bare = coordinated || lexemes.every((l) => !nameful(l));
  const travels: MoveSense = { family: 'travel', licence: 'plain' };
  let sense: MoveSense | null = null;
  let at = -1;
  if (cameraAt >= 0 && lexemes[cameraAt]!.text !== 'frame') {
    const next = lexemes.slice(cameraAt + 1).find((l) => !l.modifier && !l.degree && !l.auxiliary);
    const goes = next?.heading && (bare || !next.preposition);
    if (goes || next?.path === 'around') {
      sense = travels;
      at = cameraAt;
    }
  } else if (bare && ahead) {
    sense = ahead;
  } else if (bare && before && before.sense.family !== 'hold') {
    sense = before.sense;
  }
  // The whole prompt is a way: `left`, `up and down`.
  const onlyWay = lexemes.every((l) => l.heading || l.modifier || l.degree);
  if (!sense && !before && onlyWay) sense = travels;
  if (!sense) return null;
  const verb = { ...lexemes[0]!, move: sense, text: 'move' };
  const way = findWay([verb, ...lexemes.slice(at + 1)], 0, new Set());
  if (way.headings.length === 0 && way.path !== 'around') return null;
  const turnsBack = way.headings.length === 1 && way.headings[0] === 'back' && before?.readings;
  const { to: _to, ...open } = sense;
  const direction = turnsBack
    ? { readings: before.readings!.map(reverse), headed: true }
    : readDirection(open, way);
  if (!direction.readings) return null;
  const said = mannerOf(lexemes, () => true);
  return {
    ...direction,
    sense: { ...open, label: undefined, hint: undefined },
    segment,
    leads: true,
    negated: Boolean(lexemes[0]!.negated),
    manner: { ...said },
    said,
    quantities: lexemes.filter((l) => l.quantity).map((l) => l.quantity!),
    text: text.slice(lexemes[0]!.start, lexemes.at(-1)!.end),
  };
}

/** `180 degree orbit, counterclockwise`: the direction that was left open. */
function fillsIn(ellipsis: Phrase, { headed, sense }: Phrase, { link }: Segment): boolean {
  return (
    !headed && ellipsis.sense.family === sense.family && (link === 'comma' || link === 'colon')
  );
}

/** `pulls back | and up`: what follows the `and` goes on with the way. */
function endsWithHeading(segment: Segment | undefined): boolean {
  const last = segment?.lexemes.at(-1);
  return Boolean(last?.heading || last?.move?.to);
}

/** `left and right pan`: the verb comes only with the last of them. */
function senseAhead(
  segments: Segment[],
  movements: Movement[],
  index: number,
): MoveSense | undefined {
  const next = movements.find(({ segment }) => segment === index + 1);
  if (!next || segments[index + 1]!.link !== 'and') return undefined;
  return segments[index + 1]!.lexemes[next.at]!.move;
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

function nameful({ unknown, agent, ambient, thing, action, stative, way }: Lexeme): boolean {
  return Boolean(unknown || agent || ambient || thing || action || stative || way);
}

/** A segment that says nothing but how: `slow and steady`, `very fast`. */
function isManner(lexemes: Lexeme[]): boolean {
  if (!lexemes.some((lexeme) => lexeme.modifier)) return false;
  return lexemes.every((l) => !nameful(l) && !l.atmosphere && !l.framing);
}

/** The manner that the segment's modifiers say, of those `own` accepts by index. */
function mannerOf(lexemes: Lexeme[], own: (index: number) => boolean): Manner {
  const manner: Manner = {};
  for (const [i, lexeme] of lexemes.entries()) {
    if (!lexeme.modifier || lexeme.negated !== lexemes.find((l) => l.move)?.negated || !own(i))
      continue;
    if (lexeme.degree && lexemes[i + 1]?.modifier) continue;
    if (describesNoun(lexemes, i)) continue;
    addManner(manner, scaled(lexeme.modifier, lexemes[i - 1]?.degree));
  }
  return manner;
}

/** `slow river`: how a thing is, not how the camera moves. Adverbs never are. */
function describesNoun(lexemes: Lexeme[], at: number): boolean {
  if (lexemes[at]!.text.endsWith('ly') || isChinese(lexemes[at]!)) return false;
  for (const next of lexemes.slice(at + 1)) {
    if (next.modifier || next.degree || next.style) continue;
    if (next.move || next.camera || next.film) return false;
    return Boolean(nameful(next) || next.atmosphere || next.mood || next.height);
  }
  return false;
}

/** `very slow` is slower than slow, `slightly faster` less than faster. */
function scaled({ pace, size, ease }: Modifier, degree = 1): Manner {
  const manner: Manner = {};
  if (pace !== undefined) manner.pace = Math.max(-2, Math.min(2, pace * (degree > 1 ? 2 : degree)));
  if (size !== undefined) manner.size = size ** degree;
  if (ease !== undefined) manner.ease = ease;
  return manner;
}

/** What is said twice: the stronger pace, the sizes together, the later ease. */
function addManner(manner: Manner, more: Manner): void {
  if (more.pace !== undefined && Math.abs(more.pace) >= Math.abs(manner.pace ?? 0)) {
    manner.pace = more.pace;
  }
  if (more.size !== undefined) manner.size = (manner.size ?? 1) * more.size;
  if (more.ease !== undefined) manner.ease = more.ease;
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
  const shared = mannerOf(segments[before.segment]!.lexemes, (i) => i < verb);
  if (shared.pace !== undefined) phrase.manner.pace = shared.pace;
}
