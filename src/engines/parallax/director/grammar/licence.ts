/**
 * Whether a word that can be a camera move is one here. `licence` in the lexicon says how much it
 * takes; here, in `plain.ts`, `terms.ts` and `names.ts` stands what counts. The first rule that fits decides.
 */
import {
  isFilmLanguage,
  isSurrounded,
  movesCamera,
  opensSegment,
  ownerAfter,
  ownerBefore,
} from './company.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import { isAttribute, isName } from './names.ts';
import { isThing, nounOf } from './nouns.ts';
import { isHalf, judgePlain } from './plain.ts';
import type { MoveVerdict, Scope } from './scope.ts';
import { judgeHold, judgeTerm } from './terms.ts';
import type { Way } from './way.ts';

/** The camera's move, somebody's deed, the drift of sky and water, or a mere name. */
export function judgeMove(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes, head } = scope;
  const { licence, family, to } = lexemes[at]!.move!;
  // `the image turns black and white`
  if (lexemes[at + 1]?.look === 'named' && /^turn/.test(lexemes[at]!.text)) return 'name';
  // 从固定机位: whence, not how.
  if (family === 'hold' && lexemes[at - 1]?.text === '从') return 'name';
  if (licence === 'sure') return isHeldThing(lexemes, at) ? 'name' : 'camera';
  if (family === 'hold' && isHalf(lexemes, at)) return 'name';
  if (family === 'hold') return judgeHold(scope, at);
  if (scope.foretold && lexemes[at]!.form === 'ing' && opensSegment(lexemes, at)) return 'deed';
  if (movesCamera(lexemes, at) || isAskedFor(lexemes, at)) return 'camera';
  if (isOrdered(lexemes, at)) return 'camera';
  // `throughout the rise`
  const noun = lexemes[at]!.form === 'base' && licence === 'plain' && lexemes[at - 1];
  if (noun && !/^(?:to|like)$/.test(noun.text) && (noun.preposition || noun.path)) return 'name';
  if (/^as (?:if|though)$/.test(lexemes[at - 1]?.text ?? '')) return 'name';
  // `the rose`, no verb
  if (lexemes[at]!.form === 'ed' && lexemes[at - 1]?.determiner && !isThing(lexemes[at + 1]))
    return 'name';
  const beside = lexemes[at + 1]?.text === '的' || head !== 'camera';
  const owner = beside ? ownerAfter(lexemes, at) : null;
  if (owner && (licence === 'plain' || owner.agent))
    return owner.agent ? 'deed' : owner.ambient ? 'ambient' : 'name';
  const about = family === 'orbit' || lexemes[at]!.move!.follows;
  if (about && isSurrounded(lexemes, at)) return 'name';
  if (lexemes[at]!.fused && isIdiom(lexemes, at)) return 'deed';
  if (isAttribute(lexemes, at)) {
    const { agent, ambient } = lexemes[at + 1]!;
    // `a tilted head` is how it is held, `falling leaves` is what they do.
    if (lexemes[at]!.form === 'ed') return 'name';
    return agent || (ambient?.rooted && to === 'down') ? 'deed' : 'name';
  }
  if (isName(lexemes, at, way) && !isNamedMove(scope, at)) return 'name';
  return licence === 'plain' ? judgePlain(scope, at, way) : judgeTerm(scope, at, way);
}

/** 左摇右晃的醉汉: two sides, and somebody they are said of. */
function isIdiom(lexemes: Lexeme[], at: number): boolean {
  const of = lexemes.findIndex(({ text }, i) => i > at && text === '的');
  const inside = lexemes.slice(at + 1, Math.max(at, of));
  return (
    of > at + 1 &&
    of <= at + 3 &&
    Boolean(lexemes[of + 1]?.agent) &&
    !inside.some((_, i) => nounOf(inside, i) && !inside[i]!.unknown)
  );
}

/** `use a dolly`, `do a pan`; not `use a truck stop`. */
function isOrdered(lexemes: Lexeme[], at: number): boolean {
  const asks = /^(?:use|using|do|try|add|apply|include|perform|execute|give)$/;
  const asked = lexemes[at - 1]?.determiner && asks.test(lexemes[at - 2]?.text ?? '');
  return Boolean(asked) && lexemes[at]!.move!.licence === 'film' && !isThing(lexemes[at + 1]);
}

/** 升起的镜头, not 女孩奔跑的镜头. */
function isAskedFor(lexemes: Lexeme[], at: number): boolean {
  const asked = lexemes[at + 1]?.text === '的' && lexemes[at + 2]?.camera;
  return Boolean(asked) && !ownerBefore(lexemes, at);
}

/** `a handheld sparkler`, but `handheld iPhone footage`. */
function isHeldThing(lexemes: Lexeme[], at: number): boolean {
  const lexeme = lexemes[at]!;
  const holds = lexeme.move!.family === 'shake' && !isChinese(lexeme) && lexemes[at + 1]?.unknown;
  if (!holds) return false;
  return !lexemes.slice(at + 1).some(({ film, camera, style, move }) => {
    return film || camera || style || move;
  });
}

/** `zoom in and finish with a roll`: after other moves even a bare noun is one, but for vehicles. */
function isNamedMove({ lexemes, carried }: Scope, at: number): boolean {
  const { family } = lexemes[at]!.move!;
  const named = family === 'roll' || family === 'turn' || family === 'tilt' || family === 'zoom';
  return named && carried === 'camera' && isFilmLanguage(lexemes);
}
