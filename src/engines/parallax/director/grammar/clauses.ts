/**
 * Who does what. Each movement in a segment is the camera's, or somebody's in the picture, or no
 * movement at all but the name of a thing: `the camera rolls`, `a car rolls past`, `rolling hills`.
 *
 * The doer is found as a reader finds it: a finite verb takes the head of its clause, a participle
 * the noun next to it, and a clause without a subject of its own that of the clause before.
 */
import type { LifeKind } from '../../shot.ts';
import { type Deed, describeDeed, judgeDeed } from './deeds.ts';
import { isChinese } from './lexeme.ts';

import { type Doer, isSubject, nounOf } from './nouns.ts';
import type { MoveVerdict, Scope, Trace } from './scope.ts';
import type { Segment } from './segments.ts';
import { judgeMove } from './verdict/words.ts';
import { findWay, type Way } from './way.ts';

export interface Movement {
  segment: number;
  /** Index of the verb in the segment. */
  at: number;
  way: Way;
}

export interface Clauses {
  movements: Movement[];
  deeds: Deed[];
  /** Sky, water or foliage was said to move. */
  ambientMotion: boolean;
  /** Which of them. */
  life: Set<LifeKind>;
}

/** Attribute every movement in the segments. */
export function readClauses(segments: Segment[], trace?: Trace): Clauses {
  const clauses: Clauses = { movements: [], deeds: [], ambientMotion: false, life: new Set() };
  let before: Before = { carried: null, antecedent: null, followed: null };
  for (const [index, segment] of segments.entries()) {
    const opens = segment.sentence !== segments[index - 1]?.sentence;
    if (opens) {
      const antecedent = before.carried ?? before.antecedent;
      before = { carried: null, antecedent, followed: null };
    }
    if (goesOn(segment)) before.carried ??= before.antecedent;
    const foretold = opens && isForetold(segment, segments[index + 1]);
    const reader = readSegment(segment, index, { before, foretold, trace }, clauses);
    // What a shot starts on is not what goes on: `the camera starts on a girl and then widens`.
    // `a girl, red coat, walks`: what is listed beside somebody takes nothing over.
    const listed = before.carried === 'agent' && reader.head === 'thing' && !hasVerb(segment);
    const head = (segment.begins || listed ? before.carried : null) ?? reader.head;
    before = {
      ...before,
      carried: head ?? before.carried,
      followed: whoIsFollowed(segment, index, clauses) ?? before.followed,
    };
  }
  return clauses;
}

/** `The camera glides above the towers. Slowly descends.`: a finite verb with nobody before it. */
function goesOn({ lexemes }: Segment): boolean {
  const first = lexemes.find(({ style, modifier, degree }) => !(style || modifier || degree));
  const verb = first?.form === 's' && first.move;
  return Boolean(verb && (!verb.thing || first !== lexemes[0]));
}

function hasVerb({ lexemes }: Segment): boolean {
  return lexemes.some(({ move, action, stative, auxiliary }) => {
    return move || action || stative || auxiliary;
  });
}

/** What the clauses before tell. */
interface Before {
  /** Who does what has no subject of its own. */
  carried: Doer | null;
  /** Who that was in the sentence before. */
  antecedent: Doer | null;
  followed: Doer | null;
}

/** `Orbiting the planet, a station tumbles`: it is the station that orbits. */
function isForetold({ lexemes }: Segment, next: Segment | undefined): boolean {
  const first = lexemes.find(({ style, modifier, degree }) => !(style || modifier || degree));
  if (first?.form !== 'ing' || next?.link !== 'comma' || !next.lexemes[0]!.determiner) return false;
  const verb = next.lexemes.findIndex(
    ({ form, text }) => form === 's' || /^(?:is|are)$/.test(text),
  );
  const named = next.lexemes.slice(0, Math.max(0, verb)).map((_, i, all) => nounOf(all, i));
  return named.some(Boolean) && !named.includes('camera');
}

/** A segment on its way from the first word to the last. */
interface Reader extends Scope {
  before: Before;
  /** The next noun is what a preposition or a verb is about, not a subject. */
  object: boolean;
  /** The last word of such an object: `over the castle | wall`. */
  objectAt: number;
}

function readSegment(
  { lexemes }: Segment,
  segment: number,
  { before, foretold, trace }: { before: Before; foretold: boolean; trace: Trace | undefined },
  clauses: Clauses,
): Reader {
  const reader: Reader = {
    lexemes,
    before,
    foretold,
    trace,
    head: null,
    carried: before.carried,
    nearest: null,
    taken: new Set(),
    object: false,
    objectAt: -2,
  };
  for (const at of lexemes.keys()) {
    const done =
      reader.taken.has(at) ||
      namesMove(reader, at) ||
      readIt(reader, at) ||
      readVerb(reader, at, segment, clauses);
    if (!done) readNoun(reader, at);
  }
  return reader;
}

/** `crane move`, `pan shot`: the film word belongs to the move that it names. */
function namesMove({ lexemes, taken }: Reader, at: number): boolean {
  const goes = lexemes[at + 1]?.path || lexemes[at + 1]?.heading;
  return Boolean(lexemes[at]!.film && lexemes[at - 1]?.move && taken.has(at - 1) && !goes);
}

/** A film term is the camera's: `follows the car as it orbits around it`. */
function readIt(reader: Reader, at: number): boolean {
  const { lexemes, before } = reader;
  const isIt = lexemes[at]!.text === 'it' || lexemes[at]!.text === '它';
  if (!isIt) return false;
  const does = lexemes.slice(at).find((later) => later.move)?.move;
  const everyday = does?.licence === 'plain' || (does?.licence === 'term' && does.thing);
  const followed = everyday ? before.followed : null;
  reader.head ??= followed ?? before.carried ?? before.antecedent;
  return true;
}

/** Whose a movement or an action is. False where the word may be a noun as well. */
function readVerb(reader: Reader, at: number, segment: number, clauses: Clauses): boolean {
  const { lexemes, taken } = reader;
  const lexeme = lexemes[at]!;
  if (!lexeme.move && !lexeme.action && !lexeme.unknown) return false;
  // `taxis crawl by`
  if (lexeme.agent && lexemes[at + 1]?.form === 'base') return false;
  const way = findWay(lexemes, at, taken);
  const verdict = judge(reader, at, way);
  if (verdict === 'camera') {
    clauses.movements.push({ segment, at, way });
    for (const index of [at, ...way.used]) taken.add(index);
    reader.head ??= 'camera';
    reader.object = !lexeme.move?.follows && Boolean(lexeme.move?.transitive);
  }
  if (verdict === 'deed') clauses.deeds.push(describeDeed(reader, at));
  if (verdict === 'deed' && lexeme.unknown) reader.object = true;
  // Whoever does something is somebody, known or not.
  if (verdict === 'deed' && reader.head === 'thing') reader.head = 'agent';
  // `stops an inch away`: whatever it is, the camera does it.
  const goes = at === 0 && lexeme.form === 's' && reader.carried === 'camera';
  if (verdict === 'name' && goes && lexemes[1]?.determiner) reader.object = true;
  const waters = reader.nearest && lexemes[reader.nearest.at]!.ambient;
  // `drifting clouds`
  const like = verdict === 'name' && lexeme.form === 'ing' && lexemes[at + 1]?.ambient?.life;
  if (verdict === 'ambient' || like || (verdict === 'deed' && waters)) {
    clauses.ambientMotion = true;
    const kind = whatLives(reader, at);
    if (kind && !lexeme.negated) clauses.life.add(kind);
  }
  return verdict === 'camera' ? !lexeme.camera : verdict !== 'name';
}

/** `drifting clouds`, `waves roll`, `wind stirs the grass`: what it is that moves. */
function whatLives({ lexemes, nearest }: Reader, at: number): LifeKind | undefined {
  const next = lexemes[at + 1]?.ambient;
  if (lexemes[at]!.form === 'ing' && next) return next.life;
  const life = nearest && lexemes[nearest.at]!.ambient?.life;
  return life ?? lexemes.slice(at + 1).find(({ ambient }) => ambient?.life)?.ambient?.life;
}

/** A noun becomes the subject, unless a preposition or a verb has it for its object. */
function readNoun(reader: Reader, at: number): void {
  const { lexemes } = reader;
  const lexeme = lexemes[at]!;
  const doer = beginsLikeVerb(reader, at) ? null : nounOf(lexemes, at);
  if (!doer) {
    const before = lexemes[at - 1];
    const governed = before?.preposition || before?.path;
    if (lexeme.determiner && reader.nearest && !governed) reader.object = false;
    if (lexeme.preposition || lexeme.path) reader.object = true;
    return;
  }
  // `over the castle | wall`, 从她|左侧
  const compound = !isChinese(lexeme) || lexeme.thing;
  if (doer === 'thing' && reader.objectAt === at - 1 && compound) reader.object = true;
  if (reader.object) reader.objectAt = at;
  const spokenTo = /^(?:him|them|me|us)$/.test(lexeme.text);
  const subject = doer === 'camera' ? isSubject(lexemes, at) : !reader.object && !spokenTo;
  if (subject && takesOver(reader, doer, at)) reader.head = doer;
  // 在街上走: in Chinese the place comes between the doer and the verb.
  const aside = reader.object && isChinese(lexeme) && reader.head && reader.head !== 'thing';
  if (!aside && (doer !== 'camera' || subject)) reader.nearest = { doer, at };
  if (!(aside && doer !== 'agent')) reader.object = false;
}

/** `The camera follows a boy, loses him, rises`: what goes on from a subject is a verb. */
function beginsLikeVerb({ lexemes, carried }: Reader, at: number): boolean {
  const [verb, next] = [lexemes[at]!, lexemes[at + 1]];
  const finite = at === 0 && carried === 'camera' && verb.unknown && /[^s]s$/.test(verb.text);
  return Boolean(finite && (next?.determiner || next?.possessive || next?.agent?.pronoun));
}

/** The first noun is the subject; the camera takes the clause over: `a house by a lake camera pans`. */
function takesOver({ lexemes, head, nearest }: Reader, doer: Doer, at: number): boolean {
  if (doer === 'camera' || !head) return true;
  // `happy children`: the word before the noun was no noun.
  const between = lexemes.slice((nearest?.at ?? at) + 1, at);
  const adjective = between.every(({ move, form }) => move && form === 'base');
  // 落叶纷飞的林荫道: in Chinese what a noun is like stands before it, with whatever that is about.
  const qualified = lexemes[at - 1]?.text === '的' && isChinese(lexemes[at]!);
  // `flower petals`
  if (head === 'ambient' && doer === 'agent' && nearest?.at === at - 1) return true;
  return (
    (qualified && head !== 'camera') ||
    (head === 'thing' && nearest !== null && doer !== 'thing' && adjective)
  );
}

/** `the camera follows a mechanical bull | as it runs`: whatever is followed moves by itself. */
function whoIsFollowed({ lexemes }: Segment, segment: number, { movements }: Clauses) {
  const last = movements.at(-1);
  if (last?.segment !== segment) return null;
  // `pan with the ball`
  const along = lexemes.slice(last.at + 1).some(({ text }) => text === 'with');
  if (!lexemes[last.at]!.move?.follows && !along) return null;
  const object = lexemes.slice(last.at + 1).some((_, i) => {
    const noun = nounOf(lexemes, last.at + 1 + i);
    const { agent } = lexemes[last.at + 1 + i]!;
    return noun === 'thing' || (noun === 'agent' && !agent?.pronoun && !agent?.person);
  });
  return object ? ('agent' as const) : null;
}

/** `a statue of a rearing horse`: it rears in stone. */
function isDepicted({ lexemes }: Scope, at: number): boolean {
  const work = /^(?:statue|sculpture|painting|mural|figurine|tattoo|carving|engraving|relief)s?$/;
  const of = lexemes.findLastIndex(({ text }, i) => i < at && text === 'of');
  return lexemes[at]!.form === 'ing' && at - of <= 4 && work.test(lexemes[of - 1]?.text ?? '');
}

/** `the pages turn by themselves`, `on their own` */
function isByItself({ lexemes, nearest, head }: Scope, at: number): boolean {
  const rest = lexemes.slice(at + 1, at + 4).map(({ text }) => text);
  const alone = /^(?:by \S+sel(?:f|ves)|on (?:its|their) own)\b/.test(rest.join(' '));
  return alone && nearest !== null && head !== 'camera';
}

function judge(scope: Scope, at: number, way: Way): MoveVerdict {
  const lexeme = scope.lexemes[at]!;
  if (isDepicted(scope, at)) return 'name';
  if (isByItself(scope, at)) return 'deed';
  if (lexeme.move) {
    const verdict = judgeMove(scope, at, way);
    if (verdict !== 'name' || !lexeme.action) return verdict;
  }
  const verdict = judgeDeed(scope, at);
  const { start, end } = lexeme;
  const rule = isChinese(lexeme) ? 'deed: Chinese verb' : 'deed: verb';
  if (verdict !== 'name') scope.trace?.push({ rule, span: [start, end], outcome: verdict });
  return verdict;
}
