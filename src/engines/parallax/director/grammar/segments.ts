/**
 * Lexemes to segments: stretches of a sentence between marks and connectives, each with its place
 * in time.
 */
import type { Lexeme } from './lexeme.ts';
import type { Link } from './lexicon/senses.ts';
import { isWord, joinsNouns, momentAfter, splits } from './links.ts';

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

/** Part lexemes into segments; empty ones are left out. */
export function segment(lexemes: Lexeme[]): Segment[] {
  const parting = new Parting(lexemes);
  for (let i = 0; i < lexemes.length; i++) i = parting.take(i);
  parting.close('sentence');
  return parting.segments;
}

/** Segments on the way, from the first lexeme to the last. */
class Parting {
  readonly segments: Segment[] = [];
  private readonly lexemes: Lexeme[];
  private sentence = 0;
  private span: [number, number] | undefined;
  /** What the main clause of the sentence will be linked by, after an opening `while` or `after`. */
  private opening: Link | undefined;
  private brackets = 0;
  private bracket: number | undefined;
  private current: Segment;

  constructor(lexemes: Lexeme[]) {
    this.lexemes = lexemes;
    this.current = this.open('sentence');
  }

  /** Take in the lexeme at an index; returns the index of the last one that is done with. */
  take(at: number): number {
    const lexeme = this.lexemes[at]!;
    if (isClock(this.lexemes, at) && this.isEmpty) {
      // `0s: hold still`
      this.close('then');
      return at + 1;
    }
    const stage = this.lexemes[at + 1]?.stop === 'colon' ? stages.get(lexeme.text) : undefined;
    if (stage) this.beginStage(stage);
    else if (lexeme.stop) this.takeStop(at);
    else if (lexeme.span) this.takeSpan(lexeme.span);
    else if (lexeme.later) this.current.link = 'then';
    else if (lexeme.together) this.takeTogether(at);
    else if (splits(this.lexemes, at)) return this.takeLink(at);
    else this.current.lexemes.push(lexeme);
    return at;
  }

  close(link: SegmentLink): void {
    if (!this.isEmpty) {
      this.segments.push(this.current);
      this.current = this.open(link);
      return;
    }
    // Nothing between two marks: `, and then` is `then`. Simultaneity said alone is said of what it follows.
    const before = this.segments.at(-1);
    const { together, begins, excepts } = this.current;
    if (together && before) before.together = true;
    const goesOn = link !== 'sentence';
    this.current = {
      ...this.open(tighter(this.current.link, link)),
      begins: begins && goesOn,
      excepts: excepts && goesOn,
    };
  }

  private open(link: SegmentLink): Segment {
    const { sentence, span, bracket } = this;
    const said = { together: false, excepts: false, begins: false };
    return { lexemes: [], link, ...said, sentence, span, bracket };
  }

  private get isEmpty(): boolean {
    return this.current.lexemes.length === 0;
  }

  /** `Opening: static. Middle: push in.` */
  private beginStage(stage: Link): void {
    this.close(stage === 'begin' ? this.current.link : 'then');
    this.current.begins = stage === 'begin';
  }

  private takeStop(at: number): void {
    const { stop, text } = this.lexemes[at]!;
    if (stop === 'sentence') {
      this.close('sentence');
      this.sentence++;
      // `1) static 2) zoom in`
      if (/\d\)$/.test(text) && this.segments.length > 0) this.current.link = 'then';
      this.opening = undefined;
      this.current.sentence = this.sentence;
      return;
    }
    // 从面部/天空摇到地面: two names for one place.
    if (stop === 'item' && joinsNouns(this.lexemes, at)) return;
    if (/[[【][^\]】]*$/.test(text)) this.bracket = ++this.brackets;
    else if (/[\]】]/.test(text)) this.bracket = undefined;
    this.close(stop!);
    if (this.opening && stop === 'comma') {
      this.current.link = this.opening;
      this.opening = undefined;
    }
  }

  private takeSpan(span: [number, number]): void {
    if (this.current.lexemes.at(-1)?.preposition) {
      // `pans left from 0-3s`: the range is said after the move.
      this.current.span = span;
      return;
    }
    this.close('sentence');
    this.span = span;
    this.current.span = span;
  }

  /** 推进的同时上摇: said between two moves, it parts them too. */
  private takeTogether(at: number): void {
    const moves = this.current.lexemes.filter(({ move }) => move);
    // 跟着火车一起往右走: with it, not meanwhile.
    if (moves.some(({ move }) => move!.follows) && this.lexemes[at]!.text === '一起') return;
    if (moves.length > 0 && isWord(this.lexemes[at + 1])) this.close('while');
    this.current.together = true;
  }

  private takeLink(at: number): number {
    const lexeme = this.lexemes[at]!;
    const { link, opening: leads, excepts } = lexeme.link!;
    const opensSentence = this.isEmpty && this.current.link === 'sentence';
    const moment = momentAfter(this.lexemes, at);
    if (moment > at && !opensSentence) {
      // `…, and after about two seconds drifts left`
      this.close('then');
      return moment;
    }
    // `…, and then, while zooming in, pan left`
    const opensStep = this.isEmpty && this.current.link === 'then' && link === 'while';
    if ((opensSentence || opensStep) && leads) {
      this.opening = leads;
    } else if (link === 'then' && this.opening && !isWord(this.lexemes[at + 1])) {
      // `as the dolly in ends, tilt up`: nothing follows in its own clause, so it is its verb.
      this.opening = 'then';
      this.current.lexemes.push({ ...lexeme, link: undefined, film: true });
    } else if (link === 'begin') {
      this.close(this.isEmpty ? this.current.link : 'comma');
      this.current.begins = true;
    } else {
      this.close(link);
      if (excepts) this.current.excepts = true;
    }
    return at;
  }
}

function isClock(lexemes: Lexeme[], at: number): boolean {
  return lexemes[at]!.quantity?.unit === 'seconds' && lexemes[at + 1]?.stop === 'colon';
}

/** Of two links met at one place, the one that says more. */
function tighter(a: SegmentLink, b: SegmentLink): SegmentLink {
  const order: SegmentLink[] = ['item', 'comma', 'and', 'colon', 'sentence', 'or', 'but', 'begin'];
  const rank = (link: SegmentLink) => (order.includes(link) ? order.indexOf(link) : order.length);
  return rank(b) >= rank(a) ? b : a;
}
