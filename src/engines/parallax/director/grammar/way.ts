/** Where a movement goes: the headings and the path that belong to a verb, wherever they stand. */
import { families } from './families.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import type { Heading, Path } from './lexicon/senses.ts';
import { cornerReached, sideReached, sweptHeight, sweptSide } from './swept.ts';

export interface Way {
  headings: Heading[];
  path?: Path;
  /** Indices of the lexemes it is made of. */
  used: number[];
}

/** What may stand between a verb and its particle: `zoom slowly in`, `push the camera in`. */
function isFiller(lexeme: Lexeme): boolean {
  const { modifier, degree, style, camera, determiner, auxiliary, quantity, pronoun, negator } =
    lexeme;
  const says = modifier || degree || style || quantity || lexeme.film;
  return Boolean(says || camera || determiner || auxiliary || pronoun || negator);
}

/** Collect the way of the verb at `at`, leaving out lexemes that an earlier verb took. */
export function findWay(lexemes: Lexeme[], at: number, taken: Set<number>): Way {
  const way: Way = { headings: [], used: [] };
  const { family } = lexemes[at]!.move ?? {};
  // Shake and stillness go nowhere: in `handheld camera moves toward`, it is the moving that does.
  if (family === 'shake' || family === 'hold') return way;
  lookBehind(lexemes, at, taken, way);
  lookAhead(lexemes, at, taken, way);
  const open = way.headings.length === 0;
  if (family === 'travel' && open && !way.path && isJourney(lexemes, at)) way.path = 'toward';
  const corner = open ? cornerReached(lexemes, at) : [];
  way.headings.push(...corner);
  const swept =
    way.headings.length === 0
      ? (sweptSide(lexemes, at) ?? sideReached(lexemes, at) ?? sweptHeight(lexemes, at))
      : null;
  if (swept) way.headings.push(swept);
  return way;
}

/** `moves in a straight line from the door to the window` */
function isJourney(lexemes: Lexeme[], at: number): boolean {
  const from = lexemes.findIndex(({ text }, i) => i > at && text === 'from');
  const places = lexemes.slice(from);
  const framed = places.some(({ framing, height }) => framing !== undefined || height);
  return from > 0 && !framed && places.some(({ text }) => text === 'to');
}

/** `left pan`, `lateral tracking`; in Chinese also past a noun: 绕着雕像旋转. */
function lookBehind(lexemes: Lexeme[], at: number, taken: Set<number>, way: Way): void {
  const chinese = isChinese(lexemes[at]!);
  for (let i = at - 1; i >= 0 && !taken.has(i); i--) {
    const lexeme = lexemes[i]!;
    if (lexeme.move || (!chinese && !isFiller(lexeme) && !lexeme.heading)) return;
    if (lexeme.heading && !lexeme.heading.particle) take(way, i, ...headingsOf(lexeme));
    else if (lexeme.path && (chinese || lexeme.path === 'around')) takePath(way, i, lexeme.path);
  }
}

function lookAhead(lexemes: Lexeme[], at: number, taken: Set<number>, way: Way): void {
  const { family, follows, transitive } = lexemes[at]!.move ?? {};
  let adjacent = true;
  // `turns around the statue`, but `turns around`.
  const next = lexemes[at + 1];
  const about = /^turn.* around$/.test(lexemes[at]!.text) && (next?.determiner || next?.agent);
  if (about) way.path = 'around';
  for (let i = at + 1; i < lexemes.length && !taken.has(i); i++) {
    const lexeme = lexemes[i]!;
    const names = lexeme.film && i === at + 1;
    if (lexeme.move && !lexeme.heading && !lexeme.auxiliary && !names) {
      // Who follows a car that drives to the left goes to the left; others' ways end here.
      if (!follows) return;
      // 跟随骑手前进: who goes after somebody going forward goes forward.
      if (lexeme.move.to === 'in' && isChinese(lexeme)) way.headings.push('in');
      if (lexemes[i + 1]?.text === 'through') way.path ??= 'through';
      adjacent = false;
    }
    // 跟着|向右摇: the side belongs to the turn.
    const next = lexemes[i + 1];
    const turned = follows && isChinese(lexeme) && next?.move && next.move.family !== 'travel';
    if (lexeme.heading && turned) return;
    // `moves back up`: up again.
    if (lexeme.heading?.to === 'back' && next?.text === 'up') continue;
    // `pan right, not left`
    const refused = lexeme.negated && !lexemes[at]!.negated && way.used.length > 0;
    if (lexeme.heading && !refused && belongs(lexemes, at, i, adjacent)) {
      const along = lexeme.heading.particle && family === 'travel' && runsAway(lexemes, i);
      // `retreats down the hallway`: the verb knows better.
      const leads = along && lexemes[at]!.move?.to;
      if (!leads) take(way, i, ...(along ? (['in'] as const) : headingsOf(lexeme)));
      continue;
    }
    // `swings from the side around to the front`
    const turns = transitive || /^sw[iu]ng/.test(lexemes[at]!.text);
    const curves = family === 'travel' && next?.path === 'toward';
    const circles = lexeme.path === 'around' && (turns || curves) && (!way.path || curves);
    // `follows the car from behind`
    const trails = follows && lexeme.path === 'behind';
    if (lexeme.path && (adjacent || circles || trails)) takePath(way, i, lexeme.path);
    // However far along, what it goes toward is where it goes.
    const aims = family === 'travel' && /^towards?$/.test(lexeme.text) && !follows;
    if (aims && way.path !== 'around') way.path = 'toward';
    // `racing along the beach`
    const hastens = (lexemes[at]!.move?.pace ?? 0) > 0 && lexeme.text === 'along';
    if (hastens && way.path === 'across') way.path = 'through';
    // `along the rails into a tunnel`
    const enters = family === 'travel' && /^(?:into|through)$/.test(lexeme.text) && !follows;
    if (enters && way.path === 'across') way.path = 'through';
    // `follows a chef through the kitchen`
    if (follows && lexeme.text === 'through') way.path ??= 'through';
    if (!isFiller(lexeme) && !lexeme.heading) adjacent = false;
  }
}

/** Whether a heading is the verb's. */
function belongs(lexemes: Lexeme[], verb: number, at: number, adjacent: boolean): boolean {
  const { particle } = lexemes[at]!.heading!;
  if (!adjacent && lexemes[verb]!.move?.follows) {
    // `follows the leaf down to the pond`
    const next = lexemes[at + 1];
    const rises = particle && /^(?:up|down)$/.test(lexemes[at]!.heading!.to);
    if (
      rises &&
      (runsAway(lexemes, at) || !next || next.path === 'toward' || next.path === 'through')
    )
      return true;
    return !particle && isHeading(lexemes, verb, at);
  }
  if (particle || isChinese(lexemes[verb]!)) return adjacent && isParticle(lexemes, verb, at);
  return isHeading(lexemes, verb, at);
}

function take(way: Way, index: number, ...headings: Heading[]): void {
  way.headings.push(...headings);
  way.used.push(index);
}

function headingsOf({ heading }: Lexeme): Heading[] {
  return heading!.also ? [heading!.to, heading!.also] : [heading!.to];
}

function takePath(way: Way, index: number, path: Path): void {
  way.path ??= path;
  way.used.push(index);
}

/** `moves down the street`: the street leads away, so down it is forward. */
function runsAway(lexemes: Lexeme[], at: number): boolean {
  const words = lexemes.slice(at + 1, at + 5).filter((lexeme) => !lexeme.determiner);
  return words.findIndex((lexeme) => lexeme.way) >= 0 && !words[0]?.preposition;
}

/** `pushes in`, `pushes in on her` but not `pans in the kitchen`. */
function isParticle(lexemes: Lexeme[], verb: number, at: number): boolean {
  const { text } = lexemes[at]!;
  if (text !== 'in' && text !== 'off') return true;
  const { family, licence } = lexemes[verb]!.move ?? {};
  const next = lexemes[at + 1];
  if (family === 'zoom') return true;
  if (licence === 'film' && !next?.determiner && !next?.possessive) return true;
  const { preposition, path, modifier, heading, style } = next ?? {};
  return !next || Boolean(preposition || path || modifier || heading || style);
}

/** Words after `left` or `right` that show it to be something else: `left on the stove`. */
const otherwise = new Set([
  'on',
  'in',
  'behind',
  'alone',
  'by',
  'under',
  'of',
  'beside',
  'unattended',
]);

/** `left` the direction, neither `left wall` nor `left on the stove`. */
function isHeading(lexemes: Lexeme[], verb: number, at: number): boolean {
  const lexeme = lexemes[at]!;
  const [before, next] = [lexemes[at - 1]!, lexemes[at + 1]];
  // `then the other`, but `the other woman`
  if (lexeme.text === 'the other') return !next;
  if (lexeme.text !== 'left' && lexeme.text !== 'right') return true;
  const move = lexemes[verb]!.move;
  const known = move && families[move.family].headings[lexeme.heading!.to];
  if (!known || before.preposition || before.possessive) return false;
  const attached = at === verb + 1 || lexemes.slice(verb + 1, at).every(isFiller);
  if (!attached) return !next || Boolean(next.path || next.preposition || next.modifier);
  const named = lexemes[verb - 1]?.determiner || lexemes[verb - 1]?.unknown;
  return !(move.thing && lexemes[verb]!.form !== 's' && named && next && otherwise.has(next.text));
}
