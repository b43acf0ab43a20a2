/**
 * Who does what. Each movement in a segment is the camera's, or somebody's in the picture, or no
 * movement at all but the name of a thing: `the camera rolls`, `a car rolls past`, `rolling hills`.
 *
 * The doer is found as a reader finds it: a finite verb takes the head of its clause, a participle
 * the noun next to it, and a clause without a subject of its own that of the clause before.
 */
import { type Deed, describeDeed, isUnheardDeed, judgeAction } from './deeds.ts';
import { isChinese } from './lexemes.ts';
import { judgeMove } from './licence.ts';
import { type Doer, isSubject, nounOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';
import type { Segment } from './segments.ts';
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
    if (isUnheardDeed(scope, at)) {
      clauses.deeds.push(describeDeed(scope, at));
      object = true;
      continue;
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
