/** Rules for any camera word, whatever its licence. */
import {
  isFilmLanguage,
  isSurrounded,
  movesCamera,
  opensSegment,
  ownerAfter,
  ownerBefore,
} from '../company.ts';
import { isChinese, type Lexeme } from '../lexeme.ts';
import { isThing } from '../nouns.ts';
import type { MoveVerdict, Scope } from '../scope.ts';
import type { Way } from '../way.ts';
import { judgeEveryday } from './everyday.ts';
import { holdRules } from './hold.ts';
import { isAttribute, isName } from './names.ts';
import { termRules } from './terms.ts';
import { decide, type Rule, type Word, wordAt } from './word.ts';

export const wordRules: Rule[] = [
  {
    name: 'whence',
    example: '从[固定]机位',
    when: ({ move, before }) => move.family === 'hold' && before?.text === '从',
    what: 'name',
  },
  {
    name: 'held thing',
    example: 'a [handheld] sparkler',
    when: ({ move, lexemes, at }) => move.licence === 'sure' && isHeldThing(lexemes, at),
    what: 'name',
  },
  {
    name: 'sure',
    example: '[whip pan]',
    when: ({ move }) => move.licence === 'sure',
    what: 'camera',
  },
  {
    name: 'stillness',
    example: 'the camera [stays]',
    when: ({ move }) => move.family === 'hold',
    what: (word) => decide('hold', holdRules, word) ?? 'name',
  },
  {
    name: 'foretold',
    example: '[Orbiting] the planet, a station tumbles',
    when: ({ scope, lexeme, lexemes, at }) =>
      scope.foretold && lexeme.form === 'ing' && opensSegment(lexemes, at),
    what: 'deed',
  },
  {
    name: 'moves the camera',
    example: '[move] the camera left',
    when: ({ lexemes, at }) => movesCamera(lexemes, at),
    what: 'camera',
  },
  {
    name: 'asked for',
    example: '[升起]的镜头',
    when: ({ lexemes, at, next }) =>
      next?.text === '的' && lexemes[at + 2]?.camera && !ownerBefore(lexemes, at),
    what: 'camera',
  },
  {
    name: 'ordered',
    example: 'add a [zoom]',
    when: ({ lexemes, at, move, before, next }) =>
      before?.determiner &&
      orders.test(lexemes[at - 2]?.text ?? '') &&
      move.licence === 'film' &&
      !isThing(next),
    what: 'camera',
  },
  {
    name: 'after a preposition',
    example: 'throughout the [rise]',
    when: ({ lexeme, move, before }) =>
      lexeme.form === 'base' &&
      move.licence === 'plain' &&
      (before?.preposition || before?.path) &&
      !/^(?:to|like)$/.test(before.text),
    what: 'name',
  },
  {
    name: 'a noun like a past',
    example: 'the [rose]',
    when: ({ lexeme, before, next }) =>
      lexeme.form === 'ed' && before?.determiner && !isThing(next),
    what: 'name',
  },
  {
    name: 'changes its look',
    example: 'the image [turns] black and white',
    when: ({ next, lexeme }) => next?.look === 'named' && /^turn/.test(lexeme.text),
    what: 'name',
  },
  {
    name: 'of what comes after it',
    example: '[奔跑]的马',
    when: (word) => {
      const owner = ownerOf(word);
      return owner && (word.move.licence === 'plain' || owner.agent);
    },
    what: (word) => {
      const { agent, ambient } = ownerOf(word)!;
      return agent ? 'deed' : ambient ? 'ambient' : 'name';
    },
  },
  {
    name: 'surrounded',
    example: '[环绕]村庄的河流',
    when: ({ move, lexemes, at }) =>
      (move.family === 'orbit' || move.follows) && isSurrounded(lexemes, at),
    what: 'name',
  },
  {
    name: 'two sides and somebody',
    example: '[左摇]右晃的醉汉',
    when: ({ lexeme, lexemes, at }) => {
      const of = lexemes.findIndex(({ text }, i) => i > at && text === '的');
      return lexeme.fused && of > at + 1 && of <= at + 3 && lexemes[of + 1]?.agent;
    },
    what: 'deed',
  },
  {
    name: 'attribute',
    example: '[falling] leaves, a [tilted] hat',
    when: ({ lexemes, at }) => isAttribute(lexemes, at),
    what: ({ lexeme, move, next }) => {
      if (lexeme.form === 'ed') return 'name';
      return next!.agent || (next!.ambient?.rooted && move.to === 'down') ? 'deed' : 'name';
    },
  },
  {
    name: 'name of a thing',
    example: 'a frying [pan]',
    when: ({ scope, lexemes, at, way }) => isName(lexemes, at, way) && !isNamedMove(scope, at),
    what: 'name',
  },
];

/** The camera's move, somebody's deed, the drift of sky and water, or a mere name. */
export function judgeMove(scope: Scope, at: number, way: Way): MoveVerdict {
  const word = wordAt(scope, at, way);
  const verdict = decide('word', wordRules, word);
  if (verdict) return verdict;
  if (word.move.licence === 'plain') return judgeEveryday(word);
  return decide('term', termRules, word) ?? 'name';
}

const orders = /^(?:use|using|do|try|add|apply|include|perform|execute|give)$/;

/** In Chinese, what a clause says stands before its noun. */
function ownerOf({ next, scope, lexemes, at }: Word): Lexeme | null {
  return next?.text === '的' || scope.head !== 'camera' ? ownerAfter(lexemes, at) : null;
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
  const named = /^(?:roll|turn|tilt|zoom)$/.test(lexemes[at]!.move!.family);
  return named && carried === 'camera' && isFilmLanguage(lexemes);
}
