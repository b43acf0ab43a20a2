/**
 * Who does what. Each movement in a segment is the camera's, or somebody's in the picture, or no
 * movement at all but the name of a thing: `the camera rolls`, `a car rolls past`, `rolling hills`.
 *
 * The doer is found as a reader finds it: a finite verb takes the head of its clause, a participle
 * the noun next to it, and a clause without a subject of its own that of the clause before.
 */
import { ownerAfter, ownerBefore } from './company.ts';
import { isChinese, type Lexeme } from './lexemes.ts';
import { judgeMove } from './licence.ts';
import { type Doer, isSubject, isToldOf, nounOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';
import type { Segment } from './segments.ts';
import { findWay, type Way } from './way.ts';

export interface Movement {
  segment: number;
  /** Index of the verb in the segment. */
  at: number;
  way: Way;
}

/** Something in the picture moves. */
export interface Deed {
  start: number;
  end: number;
  negated: boolean;
}

export interface Clauses {
  movements: Movement[];
  deeds: Deed[];
  /** Sky, water or foliage was said to move. */
  ambientMotion: boolean;
}

/** Attribute every movement in the segments. */
export function readClauses(segments: Segment[]): Clauses {
  const clauses: Clauses = { movements: [], deeds: [], ambientMotion: false };
  let carried: Doer | null = null;
  let antecedent: Doer | null = null;
  let followed: Doer | null = null;
  for (const [index, segment] of segments.entries()) {
    if (index > 0 && segment.sentence !== segments[index - 1]!.sentence) {
      antecedent = carried ?? antecedent;
      carried = null;
      followed = null;
    }
    carried = readSegment(segment, index, { carried, antecedent, followed }, clauses) ?? carried;
    followed = whoIsFollowed(segment, index, clauses) ?? followed;
  }
  return clauses;
}

/** Returns the head of the segment, for the next one to inherit. */
function readSegment(
  { lexemes, begins }: Segment,
  segment: number,
  before: { carried: Doer | null; antecedent: Doer | null; followed: Doer | null },
  clauses: Clauses,
): Doer | null {
  const scope: Scope = {
    lexemes,
    head: null,
    carried: before.carried,
    nearest: null,
    taken: new Set(),
  };
  /** The next noun is what a preposition or a verb is about, not a subject. */
  let object = false;
  /** The last word of such an object: `over the castle | wall`. */
  let objectAt = -2;
  for (const [at, lexeme] of lexemes.entries()) {
    if (scope.taken.has(at)) continue;
    // `crane move`, `pan shot`: the film word belongs to the move that it names.
    const goes = lexemes[at + 1]?.path || lexemes[at + 1]?.heading;
    if (lexeme.film && lexemes[at - 1]?.move && scope.taken.has(at - 1) && !goes) continue;
    if (lexeme.text === 'it' || lexeme.text === '它') {
      // A film term is the camera's: `follows the car as it orbits around it`.
      const does = lexemes.slice(at).find((later) => later.move)?.move;
      const followed = does?.licence === 'plain' ? before.followed : null;
      scope.head ??= followed ?? before.carried ?? before.antecedent;
      continue;
    }
    if (lexeme.move || lexeme.action) {
      const way = findWay(lexemes, at, scope.taken);
      const verdict = judge(scope, at, way);
      if (verdict === 'camera') {
        clauses.movements.push({ segment, at, way });
        for (const index of [at, ...way.used]) scope.taken.add(index);
        scope.head ??= 'camera';
        object = !lexeme.move?.follows && Boolean(lexeme.move?.transitive);
      }
      if (verdict === 'deed') clauses.deeds.push(describeDeed(scope, at));
      // Whoever does something is somebody, known or not.
      if (verdict === 'deed' && scope.head === 'thing') scope.head = 'agent';
      const waters = scope.nearest && lexemes[scope.nearest.at]!.ambient;
      if (verdict === 'ambient' || (verdict === 'deed' && waters)) clauses.ambientMotion = true;
      if (verdict === 'camera' && !lexeme.camera) continue;
      if (verdict === 'deed' || verdict === 'ambient') continue;
    }
    const doer = nounOf(lexemes, at);
    if (!doer) {
      if (lexeme.determiner && scope.nearest) object = false;
      if (lexeme.preposition || lexeme.path) object = true;
      continue;
    }
    if (doer === 'thing' && objectAt === at - 1 && !isChinese(lexeme)) object = true;
    if (object) objectAt = at;
    const subject = doer === 'camera' ? isSubject(lexemes, at) : !object;
    // The camera takes the clause over: `a house by a lake camera pans right`.
    // `happy children`: the word before the noun was no noun.
    const between = lexemes.slice((scope.nearest?.at ?? at) + 1, at);
    const adjective =
      scope.head === 'thing' &&
      scope.nearest !== null &&
      doer !== 'thing' &&
      between.every(({ move, form }) => move && form === 'base');
    if (subject && (doer === 'camera' || !scope.head || adjective)) scope.head = doer;
    // 在街上走: in Chinese the place comes between the doer and the verb.
    const chinese = isChinese(lexeme);
    const aside = object && chinese && scope.head !== null && scope.head !== 'thing';
    if (!aside && (doer !== 'camera' || subject)) scope.nearest = { doer, at };
    if (!(aside && doer !== 'agent')) object = false;
  }
  // What a shot starts on is not what goes on: `the camera starts on a girl and then widens`.
  return begins && before.carried ? before.carried : scope.head;
}

/** `the camera follows a mechanical bull | as it runs`: whatever is followed moves by itself. */
function whoIsFollowed({ lexemes }: Segment, segment: number, { movements }: Clauses) {
  const last = movements.at(-1);
  if (last?.segment !== segment || !lexemes[last.at]!.move?.follows) return null;
  const object = lexemes.slice(last.at + 1).some((_, i) => {
    const noun = nounOf(lexemes, last.at + 1 + i);
    const { agent } = lexemes[last.at + 1 + i]!;
    return noun === 'thing' || (noun === 'agent' && !agent?.pronoun && !agent?.person);
  });
  return object ? ('agent' as const) : null;
}

function judge(scope: Scope, at: number, way: Way): MoveVerdict {
  const lexeme = scope.lexemes[at]!;
  if (lexeme.move) {
    const verdict = judgeMove(scope, at, way);
    if (verdict !== 'name' || !lexeme.action) return verdict;
  }
  return judgeAction(scope, at);
}

/** What people and animals do: theirs, unless sky, water or leaves may do it by themselves. */
function judgeAction(scope: Scope, at: number): MoveVerdict {
  const { lexemes, head, carried, nearest } = scope;
  const lexeme = lexemes[at]!;
  const { action, form } = lexeme;
  // `the opening`
  if (lexeme.film) return 'name';
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  const chinese = isChinese(lexeme);
  // `a running dog`, 跳舞的女孩.
  const owner = chinese ? !ownerBefore(lexemes, at) && ownerAfter(lexemes, at) : next;
  const attributive = owner && (chinese || (form === 'ing' && !nearest));
  if (attributive && owner.agent && !owner.agent.pronoun) {
    return action!.pose ? 'name' : 'deed';
  }
  if (attributive && (owner.ambient || owner.unknown)) {
    return owner.ambient ? 'ambient' : 'name';
  }
  // `the painting`, `a drawing`.
  if (form === 'ing' && lexemes[at - 1]?.determiner) return 'name';
  if (form === 'ed' && !lexemes[nearest?.at ?? -1]?.agent?.pronoun) return 'name';
  // `leaves rustle`, `waves crash`
  const many =
    nearest?.at === at - 1 && lexemes[at - 1]!.ambient && /s$/.test(lexemes[at - 1]!.text);
  // `the conspirators whisper`
  const strangers = before?.unknown && /[^s]s$/.test(before.text) && lexemes[at - 2]?.determiner;
  if (form === 'base' && strangers) return 'deed';
  if (form === 'base' && !many && !isToldOf(lexemes, nearest, at)) return 'name';
  const beside = chinese ? ownerBefore(lexemes, at) : null;
  const heir = (lexemes[at - 1]?.text === 'who' ? nearest?.doer : null) ?? head ?? carried;
  // `a person in designer clothes eating`: no clothes eat.
  const wears = form === 'ing' && head === 'agent' && nearest?.doer === 'thing' && !action!.gentle;
  const near = wears ? head : nearest?.doer;
  const doer = form === 'ing' || chinese ? (beside ?? near ?? heir) : heir;
  if (doer === 'ambient') {
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
  if (doer === 'thing') return action!.restless && (form === 's' || chinese) ? 'deed' : 'name';
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
  if (at === 1 && /^(?:into|onto|through|towards?|from|out)$/.test(next?.text ?? '')) return true;
  const object = next?.unknown && next.text.endsWith('s');
  const governs = next?.preposition || next?.path || next?.determiner || next?.possessive;
  if (next && !governs && !object) return false;
  const article = lexemes.findLastIndex((lexeme, i) => i < at && lexeme.determiner);
  return article >= 0 && lexemes.slice(article + 1, at).every((lexeme) => lexeme.unknown);
}

/** The words that say it: the doer with what belongs to it, and a little of what follows. */
function describeDeed({ lexemes, nearest, head }: Scope, at: number): Deed {
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
