/**
 * Lexemes to segments: stretches of a sentence between marks and connectives, each with its place
 * in time.
 */
import type { Lexeme } from './lexemes.ts';
import type { Link } from './lexicon/senses.ts';

export interface Segment {
  lexemes: Lexeme[];
  /** How it stands to the segment before it. */
  link: SegmentLink;
  /** `At the same time` is said of it. */
  together: boolean;
  /** `Except for`, `only`: left out of what was said before it. */
  excepts: boolean;
  /** `First`, `starts with`: what comes later comes after it. */
  begins: boolean;
  sentence: number;
  /** Seconds of the clip, where a range is written before it. */
  span?: [number, number];
  /** Which square bracket it stands in: `[Pan left, Tilt up]` is one command, done together. */
  bracket?: number;
}

export type SegmentLink = Link | 'sentence' | 'comma' | 'colon' | 'item';

/** Part lexemes into segments; empty ones are left out. */
export function segment(lexemes: Lexeme[]): Segment[] {
  const segments: Segment[] = [];
  let sentence = 0;
  let span: [number, number] | undefined;
  /** What the main clause of the sentence will be linked by, after an opening `while` or `after`. */
  let opening: Link | undefined;
  let brackets = 0;
  let bracket: number | undefined;
  let current = open('sentence');

  function open(link: SegmentLink): Segment {
    const said = { together: false, excepts: false, begins: false };
    return { lexemes: [], link, ...said, sentence, span, bracket };
  }

  function close(link: SegmentLink): void {
    if (current.lexemes.length > 0) {
      segments.push(current);
      current = open(link);
      return;
    }
    // Nothing between two marks: `, and then` is `then`. Simultaneity said alone is said of what it follows.
    const before = segments.at(-1);
    if (current.together && before) before.together = true;
    current = {
      ...open(tighter(current.link, link)),
      begins: current.begins && link !== 'sentence',
      excepts: current.excepts && link !== 'sentence',
    };
  }

  for (let i = 0; i < lexemes.length; i++) {
    const lexeme = lexemes[i]!;
    if (isClock(lexemes, i) && current.lexemes.length === 0) {
      // `0s: hold still`
      close('then');
      i++;
    } else if (lexemes[i + 1]?.stop === 'colon' && stages.has(lexeme.text)) {
      // `Opening: static. Middle: push in.`
      const begins = stages.get(lexeme.text) === 'begin';
      close(begins ? current.link : 'then');
      current.begins = begins;
    } else if (lexeme.stop === 'sentence') {
      close('sentence');
      sentence++;
      // `1) static 2) zoom in`
      if (/\d\)$/.test(lexeme.text) && segments.length > 0) current.link = 'then';
      opening = undefined;
      current.sentence = sentence;
    } else if (lexeme.stop === 'item' && joinsNouns(lexemes, i)) {
      // 从面部/天空摇到地面: two names for one place.
    } else if (lexeme.stop) {
      if (/[[【][^\]】]*$/.test(lexeme.text)) bracket = ++brackets;
      else if (/[\]】]/.test(lexeme.text)) bracket = undefined;
      close(lexeme.stop);
      if (opening && lexeme.stop === 'comma') {
        current.link = opening;
        opening = undefined;
      }
    } else if (lexeme.span) {
      if (current.lexemes.at(-1)?.preposition) {
        // `pans left from 0-3s`: the range is said after the move.
        current.span = lexeme.span;
        continue;
      }
      close('sentence');
      span = lexeme.span;
      current.span = span;
    } else if (lexeme.later) {
      current.link = 'then';
    } else if (lexeme.together) {
      // 推进的同时上摇: said between two moves, it parts them too.
      const moves = current.lexemes.filter(({ move }) => move);
      // 跟着火车一起往右走: with it, not meanwhile.
      if (moves.some(({ move }) => move!.follows) && lexeme.text === '一起') continue;
      if (moves.length > 0 && isWord(lexemes[i + 1])) close('while');
      current.together = true;
    } else if (splits(lexemes, i)) {
      const { link, opening: leads, excepts } = lexeme.link!;
      const opensSentence = current.lexemes.length === 0 && current.link === 'sentence';
      const moment = momentAfter(lexemes, i);
      if (moment > i && !opensSentence) {
        // `…, and after about two seconds drifts left`
        close('then');
        i = moment;
        continue;
      }
      // `…, and then, while zooming in, pan left`
      const opensStep = current.lexemes.length === 0 && current.link === 'then' && link === 'while';
      if ((opensSentence || opensStep) && leads) {
        opening = leads;
      } else if (link === 'then' && opening && !isWord(lexemes[i + 1])) {
        // `as the dolly in ends, tilt up`: nothing follows in its own clause, so it is its verb.
        opening = 'then';
        current.lexemes.push({ ...lexeme, link: undefined, film: true });
      } else if (link === 'begin') {
        close(current.lexemes.length === 0 ? current.link : 'comma');
        current.begins = true;
      } else {
        close(link);
        if (excepts) current.excepts = true;
      }
    } else {
      current.lexemes.push(lexeme);
    }
  }
  close('sentence');
  return segments;
}

const stages = new Map<string, Link>([
  ['opening', 'begin'],
  ['intro', 'begin'],
  ['beginning', 'begin'],
  ['start', 'begin'],
  ['middle', 'then'],
  ['finale', 'then'],
  ['outro', 'then'],
  ['开头', 'begin'],
  ['中间', 'then'],
  ['结尾', 'then'],
]);

/** A slash between two things, neither of which the camera does. */
function joinsNouns(lexemes: Lexeme[], at: number): boolean {
  const [before, stop, after] = [lexemes[at - 1], lexemes[at]!, lexemes[at + 1]];
  if (stop.text !== '/' || before?.end !== stop.start || after?.start !== stop.end) return false;
  return [before, after].every((lexeme) => {
    const { unknown, thing, agent, ambient, height, way, move, heading } = lexeme!;
    return !move && !heading && (unknown || thing || agent || ambient || height || way);
  });
}

/** Where the time ends that `after` tells, or `at` itself where it tells none. */
function momentAfter(lexemes: Lexeme[], at: number): number {
  if (lexemes[at]!.text !== 'after') return at;
  const time = lexemes.findIndex(({ quantity }, i) => i > at && quantity?.unit === 'seconds');
  return time > at && time <= at + 2 ? time : at;
}

function isClock(lexemes: Lexeme[], at: number): boolean {
  return lexemes[at]!.quantity?.unit === 'seconds' && lexemes[at + 1]?.stop === 'colon';
}

const isWord = (lexeme: Lexeme | undefined) => Boolean(lexeme && !lexeme.stop && !lexeme.span);

/** Of two links met at one place, the one that says more. */
function tighter(a: SegmentLink, b: SegmentLink): SegmentLink {
  const order: SegmentLink[] = ['item', 'comma', 'and', 'colon', 'sentence', 'or', 'but', 'begin'];
  const rank = (link: SegmentLink) => (order.includes(link) ? order.indexOf(link) : order.length);
  return rank(b) >= rank(a) ? b : a;
}

/** Whether the stretch up to here, since the mark before it, names a move. */
function movesBefore(lexemes: Lexeme[], at: number): boolean {
  const from = lexemes.findLastIndex(({ stop }, i) => i < at && stop) + 1;
  return lexemes.slice(from, at).some(({ move }) => move);
}

/** 镜头与汽车平行向右移动: with it, not and it. */
function isCompanion(lexemes: Lexeme[], at: number): boolean {
  if (!lexemes[at - 1]?.camera) return false;
  const moves = lexemes.findIndex(({ move, stop }, i) => i > at && (move || stop));
  const between = lexemes.slice(at + 1, moves < 0 ? lexemes.length : moves);
  return between.some(({ text, agent }) => agent?.pronoun || /^(?:并|平行|同步|一起)/.test(text));
}

/** Prepositions that also connect (`with`) do so only before camera words: `with a slow zoom`. */
function splits(lexemes: Lexeme[], at: number): boolean {
  const { link, text } = lexemes[at]!;
  if (!link) return false;
  // `pan only, left`
  if (link.excepts && lexemes[at - 1] && !lexemes[at - 1]!.stop && !isWord(lexemes[at + 1]))
    return false;
  // 镜头随着种子移动: with it, not as it does.
  if (/^(?:随着|伴随着?)$/.test(text) && lexemes[at - 1]?.camera) return false;
  if (link.timed) return lexemes[at + 1]?.quantity?.unit === 'seconds';
  if (/^[与和]$/.test(text) && isCompanion(lexemes, at)) return false;
  // 推近之前先停一秒, but 日落之前
  if (link.link === 'reverse' && link.weak) return movesBefore(lexemes, at);
  // `back to the start`
  if (text === 'start' && lexemes[at - 1]?.determiner) return false;
  if (!link.weak) return true;
  // 先上后下, 右移后回到原位
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  if (text === '后' && next?.heading && (before?.heading || next.heading.to === 'back'))
    return true;
  for (let i = at + 1; i < lexemes.length; i++) {
    const { stop, determiner, modifier, degree, style, heading, quantity, ...next } = lexemes[i]!;
    if (next.move || next.camera) return true;
    if (stop || !(determiner || modifier || degree || style || heading || quantity)) return false;
  }
  return false;
}
