/**
 * What somebody or something does in the picture, which is not the camera's. A verb is known by its
 * form, its place and the library's part of speech; who does it is the noun that it agrees with. The
 * lexicon knows verbs apart that merely say how something is, and what sky, water and leaves do.
 */
import { ownerAfter, ownerBefore } from './company.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import type { Form } from './lexicon/senses.ts';
import { isToldOf, nounOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';

/** Something in the picture moves. */
export interface Deed {
  start: number;
  end: number;
  negated: boolean;
}

/** A verb that is nobody's but the picture's, or `name` where it is no such verb. */
export function judgeDeed(scope: Scope, at: number): MoveVerdict {
  return isChinese(scope.lexemes[at]!) ? judgeChinese(scope, at) : judgeEnglish(scope, at);
}

function judgeEnglish(scope: Scope, at: number): MoveVerdict {
  const { lexemes, head, carried, nearest } = scope;
  const { stative, action, film } = lexemes[at]!;
  const form = formOf(lexemes, at);
  if (!form || form === 'ed' || film || (stative && !action)) return 'name';
  const between = nearest ? lexemes.slice(nearest.at + 1, at) : lexemes.slice(0, at);
  const verb = { form, adjacent: Boolean(nearest) && between.every(isAdverb) };
  // A verb without a subject is done by who did what was said before.
  const opens = !nearest && between.every(isAdverb);
  if (form === 'ing') return judgeParticiple(scope, at, verb.adjacent, opens);
  const before = lexemes[at - 1];
  // `the violinist's bow`, `a playground with swings`
  if (before?.determiner || before?.possessive || before?.preposition || isGenitive(before)) {
    return 'name';
  }
  // `…, waves hit the cliff`: no verb, but what does something.
  if (lexemes[at]!.ambient && opens && !governs(lexemes, at)) return 'name';
  const doer = verb.adjacent ? nearest!.doer : opens ? carried : head;
  // `dramatic music plays` is heard.
  if (!doer || doer === 'camera' || (doer === 'thing' && lexemes[nearest?.at ?? -1]?.look))
    return 'name';
  const goesOn = opens && (action || governs(lexemes, at) || lexemes[at]!.pos === 'verb');
  const said = form === 'base' ? isToldOfMany(scope, at, verb.adjacent) : isFiniteVerb(scope, at);
  if (!said && !(goesOn && form === 's')) return 'name';
  if (doer === 'ambient') return ofNature(scope, at);
  return doer === 'thing' && (action?.gentle || !verb.adjacent) ? 'name' : 'deed';
}

/** `a man juggling`, `ice melting`, `a running dog`; not `a winding road`, `the painting`. */
function judgeParticiple(
  { lexemes, head, carried, nearest }: Scope,
  at: number,
  adjacent: boolean,
  opens: boolean,
): MoveVerdict {
  const { action, pos } = lexemes[at]!;
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  const verbal = action || pos === 'verb' || governs(lexemes, at);
  const animal = next?.agent && !next.agent.person && !adjacent;
  if (!verbal && !animal && !(nearest?.doer === 'agent' && adjacent)) return 'name';
  if (next && isNoun(next) && !adjacent && !next.agent?.pronoun) {
    if (!next.agent) return next.ambient ? 'ambient' : 'name';
    return action?.pose ? 'name' : 'deed';
  }
  if (before?.determiner || before?.possessive || isGenitive(before)) return 'name';
  const doer = nearest?.doer ?? head ?? carried;
  if (doer === 'ambient') return ofNature({ lexemes, nearest } as Scope, at);
  // `a person in designer clothes eating`: no clothes eat.
  const wears = doer === 'thing' && head === 'agent' && verbal && !action?.gentle;
  if (doer === 'agent' || wears || (opens && doer === null)) return 'deed';
  return adjacent && action?.restless ? 'deed' : 'name';
}

/** Which form of a verb the word has; undefined where it is none. */
function formOf(lexemes: Lexeme[], at: number): Form | undefined {
  const { text, form, unknown, action, pos, lemma } = lexemes[at]!;
  if (action) return form;
  if (!unknown) return undefined;
  if (/..ing$/.test(text)) return 'ing';
  if (/[^siu]s$/.test(text)) return 's';
  const plain = !/(?:ed|ly)$/.test(text) && nounOf(lexemes, at - 1) === 'agent';
  if (lemma !== text) return undefined;
  return pos === 'verb' || governs(lexemes, at) || plain ? 'base' : undefined;
}

/** What follows is an object: `the`, `her`, `themselves`. */
function governs(lexemes: Lexeme[], at: number): boolean {
  const next = lexemes[at + 1];
  if (next?.determiner) return next.text !== 'that';
  return Boolean(next?.possessive || /selves$/.test(next?.text ?? ''));
}

/** `dogs bark`, `make her smile`, `keys press themselves`; not `a dog walk`. */
function isToldOfMany({ lexemes, nearest }: Scope, at: number, adjacent: boolean): boolean {
  const { action, pos } = lexemes[at]!;
  const next = lexemes[at + 1];
  const verbal = Boolean(action) || pos === 'verb' || governs(lexemes, at);
  if (isToldOf(lexemes, nearest, at)) return verbal || ends(next);
  const doer = nearest && lexemes[nearest.at]!;
  const many = adjacent && /[^s]s$/.test(doer!.text) && !doer!.stative && !doer!.atmosphere;
  return many && verbal && (!action || ends(next));
}

/** Whether a word in `-s` is a verb: by what follows, and by a noun it agrees with. */
function isFiniteVerb({ lexemes, nearest }: Scope, at: number): boolean {
  const { action, pos, ambient } = lexemes[at]!;
  const next = lexemes[at + 1];
  if (governs(lexemes, at) || next?.agent?.pronoun) return true;
  const doer = nearest && lexemes[nearest.at]!;
  if (doer?.agent?.pronoun) return true;
  // `a chef chops`; neither `the horse blankets` nor `a row of neon signs`, `cherry blossoms`
  const article = lexemes.findLastIndex(({ determiner }, i) => i < at && determiner);
  const phrase = lexemes.slice(article + 1, at);
  const one = /^(?:an?|one|this|each)$/.test(lexemes[article]?.text ?? '');
  const whole = phrase.every(({ preposition, path }) => !(preposition || path));
  if (whole && pos === 'verb' && next) return true;
  // `a group of friends laughs`
  const group = phrase.some(({ text }) => text === 'of') && /[^s]s$/.test(doer?.text ?? '');
  if (one && group && doer?.agent && !doer.agent.pronoun) return ends(next);
  if (!ends(next) || !whole || /[^s]s$/.test(doer?.text ?? '')) return false;
  const somebody = doer?.agent && article >= 0;
  return one || Boolean(somebody || (action && doer && (!ambient || next)));
}

const ends = (next: Lexeme | undefined) =>
  !next || Boolean(next.preposition || next.path || next.heading) || isAdverb(next);

/** Sky, water and leaves do what they do by themselves, unless they leave, change or break. */
function ofNature({ lexemes, nearest }: Scope, at: number): MoveVerdict {
  const { action } = lexemes[at]!;
  if (!action) return 'name';
  const leaves = action.falls && nearest && lexemes[nearest.at]!.ambient?.rooted;
  // `the wind blows her hair`
  const object = lexemes.slice(at + 1).find(({ determiner }) => !determiner);
  const blows = object?.agent && action.gentle;
  return leaves || blows || action.restless || action.violent ? 'deed' : 'ambient';
}

function judgeChinese(scope: Scope, at: number): MoveVerdict {
  const { lexemes, head, carried, nearest } = scope;
  const lexeme = lexemes[at]!;
  const { action, stative, unknown, pos } = lexeme;
  if ((stative && !action) || !(action || (unknown && pos === 'verb'))) return 'name';
  // 位于, 堆满: how it is
  if (!action && /[于满有成为]$/.test(lexeme.text)) return 'name';
  // 少女的侧脸, 旧怀表: what follows these is a noun, whatever else it can be.
  const before = lexemes[at - 1];
  if (!action && (before?.text === '的' || before?.pos === 'adjective')) return 'name';
  // 跳舞的女孩
  const owner = ownerBefore(lexemes, at) ? null : ownerAfter(lexemes, at);
  if (owner?.agent) return action?.pose ? 'name' : 'deed';
  if (owner && (owner.ambient || owner.unknown)) return owner.ambient ? 'ambient' : 'name';
  const doer = ownerBefore(lexemes, at) ?? nearest?.doer ?? head ?? carried;
  const own = !action?.gentle && !action?.restless && !action?.pose;
  if (doer === 'ambient') {
    return head === 'agent' && own ? 'deed' : ofNature(scope, at);
  }
  if (doer === 'agent') return 'deed';
  if (doer === 'thing') {
    // 筷子夹起面条
    const done = unknown && [lexeme, lexemes[at + 1]].some((l) => /[起了]$/.test(l?.text ?? ''));
    return done || action?.restless || carried === 'agent' || (head === 'agent' && own)
      ? 'deed'
      : 'name';
  }
  return doer === null && action && !action.gentle ? 'deed' : 'name';
}

const isAdverb = ({ modifier, style, degree, auxiliary, pos }: Lexeme) =>
  Boolean(modifier || style || degree || auxiliary || pos === 'adverb');

const isGenitive = (lexeme: Lexeme | undefined) =>
  Boolean(lexeme && (/'s?$/.test(lexeme.text) || lexeme.text === 'her') && !lexeme.auxiliary);

const isNoun = ({ unknown, agent, ambient, thing }: Lexeme) =>
  Boolean(unknown || agent || ambient || thing);

/** The words that say it: the doer with what belongs to it, and a little of what follows. */
export function describeDeed({ lexemes, nearest, head }: Scope, at: number): Deed {
  const negated = Boolean(lexemes[at]!.negated);
  // A Chinese clause is short, and parted nowhere: it is told whole.
  if (isChinese(lexemes[at]!) && head !== 'camera') {
    const last = Math.min(lexemes.length - 1, Math.max(at, 15));
    return { start: lexemes[0]!.start, end: lexemes[last]!.end, negated };
  }
  // Nobody is named: then the words before the verb say best what is meant.
  let first = nearest ? at : Math.max(0, at - 2);
  if (nearest && (nearest.doer === 'agent' || head !== 'camera')) {
    first = nearest.at;
    while (first > 0) {
      const { determiner, unknown, style } = lexemes[first - 1]!;
      if (!(determiner || unknown || style) || lexemes[first]!.determiner) break;
      first--;
    }
  }
  let last = Math.min(lexemes.length - 1, Math.max(at, first + 7));
  while (last > at + 1 && (lexemes[last]!.preposition || lexemes[last]!.determiner)) last--;
  return { start: lexemes[first]!.start, end: lexemes[last]!.end, negated };
}
