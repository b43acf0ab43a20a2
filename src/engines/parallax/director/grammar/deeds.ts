/** What somebody or something does in the picture, which is not the camera's. */
import { ownerAfter, ownerBefore } from './company.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import { isToldOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';

/** Something in the picture moves. */
export interface Deed {
  start: number;
  end: number;
  negated: boolean;
}

/** What people and animals do: theirs, unless sky, water or leaves may do it by themselves. */
export function judgeAction(scope: Scope, at: number): MoveVerdict {
  const { lexemes, head, carried, nearest } = scope;
  const lexeme = lexemes[at]!;
  const { action, form } = lexeme;
  // `a playground with swings`
  if (form === 's' && lexemes[at - 1]?.preposition) return 'name';
  // `the violinist's bow`
  if (lexemes[at - 1]?.text.endsWith("'s") && !lexemes[at - 1]!.auxiliary) return 'name';
  // `the opening`
  if (lexeme.film) return 'name';
  // `cherry blossoms`
  const modified = lexemes[at - 1]?.unknown && !lexemes.slice(0, at).some((l) => l.determiner);
  if (lexeme.ambient && form === 's' && modified) return 'name';
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  const chinese = isChinese(lexeme);
  // `a running dog`, 跳舞的女孩.
  const owner = chinese ? !ownerBefore(lexemes, at) && ownerAfter(lexemes, at) : next;
  // `a man with a long flowing beard`
  const opened = lexemes.slice((nearest?.at ?? 0) + 1, at).some(({ determiner }) => determiner);
  const attributive = owner && (chinese || (form === 'ing' && (!nearest || opened)));
  if (attributive && owner.agent && !owner.agent.pronoun) {
    return action!.pose ? 'name' : 'deed';
  }
  if (attributive && (owner.ambient || owner.unknown)) {
    return owner.ambient ? 'ambient' : 'name';
  }
  // `the painting`, `a drawing`.
  const led = before?.form === 'ed' ? lexemes[at - 2] : before;
  if (form === 'ing' && led?.determiner) return 'name';
  if (form === 'ed' && !lexemes[nearest?.at ?? -1]?.agent?.pronoun) return 'name';
  // `leaves rustle`, `waves crash`
  const many =
    nearest?.at === at - 1 && lexemes[at - 1]!.ambient && /s$/.test(lexemes[at - 1]!.text);
  // `the conspirators whisper`
  // `flora that explode from the ground`
  if (before?.text === 'that' && form === 'base' && !action!.gentle && nearest) return 'deed';
  // `the elevator doors open`
  const article = lexemes.findLastIndex((l, i) => i < at && l.determiner);
  const named = article >= 0 && lexemes.slice(article + 1, at).every((l) => l.unknown || l.agent);
  const strangers = before?.unknown && /[^s]s$/.test(before.text) && named;
  // `bridges unroll`
  const plural = at === 1 && (before!.unknown || before!.mood) && /[^s]s$/.test(before!.text);
  const bare =
    !next ||
    /selves$/.test(next.text) ||
    next.path ||
    next.heading ||
    (next.form === undefined && next.modifier);
  if (form === 'base' && plural && bare && !action!.gentle) return 'deed';
  if (form === 'base' && strangers) return 'deed';
  if (form === 'base' && !many && !isToldOf(lexemes, nearest, at)) return 'name';
  const beside = chinese ? ownerBefore(lexemes, at) : null;
  const heir = (lexemes[at - 1]?.text === 'who' ? nearest?.doer : null) ?? head ?? carried;
  // `a person in designer clothes eating`: no clothes eat.
  const wears = form === 'ing' && head === 'agent' && nearest?.doer === 'thing' && !action!.gentle;
  const near = wears ? head : nearest?.doer;
  const doer = form === 'ing' || chinese ? (beside ?? near ?? heir) : heir;
  if (doer === 'ambient') {
    // 火车冒着浓烟驶过大桥: smoke does not.
    if (chinese && head === 'agent' && !action!.gentle) return 'deed';
    // `the wind blows her hair`
    const object = lexemes
      .slice(at + 1)
      .find(({ determiner, auxiliary }) => !determiner && !auxiliary);
    const blown = object?.agent;
    if (blown && action!.gentle) return 'deed';
    const leaves = action!.falls && nearest && lexemes[nearest.at]!.ambient?.rooted;
    return leaves || action!.restless || action!.violent ? 'deed' : 'ambient';
  }
  if (doer === 'agent') return 'deed';
  // 她坐着，自信微笑: an unknown word before the verb is more likely an adverb.
  if (doer === 'thing' && chinese && carried === 'agent') return 'deed';
  // 男人端起酒杯喝酒: what stands between is what he holds.
  const own = !action!.gentle && !action!.restless && !action!.pose;
  // 林夏踏入积水: whoever that is.
  const told = own && lexeme.text.length > 1 && lexemes[at - 1]?.unknown;
  if (doer === 'thing' && chinese && told) return 'deed';
  if (doer === 'thing' && chinese && head === 'agent' && own) return 'deed';
  if (doer === 'thing' && form === 's' && isStrangersDeed(lexemes, at)) return 'deed';
  // `ice melting`
  const fades = /^(?:vanish|disappear|emerg|appear)/.test(lexeme.text);
  const changes = form === 'ing' && nearest?.at === at - 1 && !fades;
  if (doer === 'thing') {
    // `a stack of plates crashes onto the floor`
    if (action!.violent && form === 's' && next?.path) return 'deed';
    return action!.restless && (form === 's' || chinese || changes) ? 'deed' : 'name';
  }
  if (doer === null && !action!.gentle) return form === 'ing' || chinese ? 'deed' : 'name';
  return 'name';
}

/** `a zookeeper waves`: whoever that is, no table knows; not `a tray of coffee drinks`. */
function isStrangersDeed(lexemes: Lexeme[], at: number): boolean {
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  if (!before?.unknown || lexemes[at]!.stative) return false;
  // `…, Kong beats his chest`
  if (before.proper || (at === 1 && (next?.determiner || next?.possessive))) return true;
  // `coffee pours into a cup`, not `paint brushes on a table`
  const opens = at === 1 || (at === 2 && lexemes[0]!.form === 'ed');
  if (opens && /^(?:over|into|onto|through|towards?|from|out)$/.test(next?.text ?? '')) return true;
  const object = next?.unknown && next.text.endsWith('s');
  const governs = next?.preposition || next?.path || next?.determiner || next?.possessive;
  if (next && !governs && !object) return false;
  const article = lexemes.findLastIndex((lexeme, i) => i < at && lexeme.determiner);
  const named = lexemes.slice(article + 1, at);
  return (
    article >= 0 && named.every(({ unknown, style, modifier }) => unknown || style || modifier)
  );
}

/** `a woman kneads her dough`: by its form and its place a verb, though no table knows it. */
export function isUnheardDeed({ lexemes, nearest, head }: Scope, at: number): boolean {
  const [before, verb, next] = [lexemes[at - 1], lexemes[at]!, lexemes[at + 1]];
  const participle = /..ing$/.test(verb.text);
  // 老人正在修补渔网
  if (/^正在?$/.test(before?.text ?? '') && verb.unknown) return head === 'agent';
  // `a phone buzzes on the counter`, `an old phone buzzes`
  const named = lexemes.slice(1, at).every(({ unknown, style }) => unknown || style);
  const one = at > 1 && at < 5 && /^an?$/.test(lexemes[0]!.text) && named;
  const finite = one && /[^s]s$/.test(verb.text);
  const goes = next?.path || next?.heading || next?.modifier || next?.style;
  if (verb.unknown && before?.unknown && finite && (!next || next.preposition || goes)) return true;
  // `a man in a suit yodelling`
  const aside = head === 'agent' && nearest?.doer === 'thing' && nearest.at === at - 1;
  if (verb.unknown && participle && aside && (!next || goes)) return true;
  const adverbs = nearest && lexemes.slice(nearest.at + 1, at);
  const beside = adverbs?.every(({ modifier, style }) => modifier || style);
  if (!verb.unknown || !beside || nearest?.doer !== 'agent') return false;
  if (head !== 'agent' && !participle) return false;
  const { agent, text: doer } = lexemes[nearest.at]!;
  const object = next && (next.determiner || next.possessive || next.agent || next.unknown);
  const ends = !next || next.preposition || goes;
  const many = /[^s]s$|men$|people$/.test(doer) && agent && !agent.pronoun;
  // `hands tying a shoelace`, `dancers waltzing`
  if (participle) {
    // `her belongings`
    return Boolean(!agent?.pronoun || /^(?:s?he|they)$/.test(doer)) && Boolean(object || ends);
  }
  // `monks chant`, `two hands meet`
  if (many && !/(?:[^s]s|ed|ly)$/.test(verb.text)) {
    const told = !next || next.determiner || next.possessive || goes;
    return Boolean(told || /selves$/.test(next!.text));
  }
  if (!/[^s]s$/.test(verb.text)) return false;
  // `as she bolts`
  if (/^s?he$/.test(doer)) return true;
  // `a horse yields to it`; the horse's things may be `the horse blankets`
  const first = lexemes.slice(0, nearest.at).findLast(({ determiner }) => determiner);
  if (!first || doer.endsWith('s')) return false;
  if (/^an?$/.test(first.text)) return Boolean(object || ends);
  return Boolean(agent?.person ? object || ends : goes || next?.possessive || next?.determiner);
}

/** The words that say it: the doer with what belongs to it, and a little of what follows. */
export function describeDeed({ lexemes, nearest, head }: Scope, at: number): Deed {
  // A Chinese clause is short, and parted nowhere: it is told whole.
  if (isChinese(lexemes[at]!) && head !== 'camera') {
    const last = Math.min(lexemes.length - 1, Math.max(at, 15));
    return {
      start: lexemes[0]!.start,
      end: lexemes[last]!.end,
      negated: Boolean(lexemes[at]!.negated),
    };
  }
  let first = at;
  if (nearest && (nearest.doer === 'agent' || head !== 'camera')) {
    first = nearest.at;
    while (first > 0) {
      const { determiner, unknown, style } = lexemes[first - 1]!;
      if (!(determiner || unknown || style) || lexemes[first]!.determiner) break;
      first--;
    }
  }
  // Nobody is named: then the words before the verb say best what is meant.
  if (!nearest) first = Math.max(0, at - 2);
  let last = Math.min(lexemes.length - 1, Math.max(at, first + 7));
  while (last > at + 1 && (lexemes[last]!.preposition || lexemes[last]!.determiner)) last--;
  return {
    start: lexemes[first]!.start,
    end: lexemes[last]!.end,
    negated: Boolean(lexemes[at]!.negated),
  };
}
