/** Rules for stillness: of the camera, or of the whole shot; not a still lake, not a fixed gaze. */
import { isFilmLanguage, movesCamera, opensSegment, ownerAfter } from '../company.ts';
import { nounOf } from '../nouns.ts';
import type { Rule, Word } from './word.ts';

export const holdRules: Rule[] = [
  {
    name: 'near',
    example: '[stays] two metres behind',
    when: ({ lexeme, lexemes, at }) =>
      /^stays?$/.test(lexeme.text) &&
      lexemes.slice(at + 1).some(({ path, heading }) => path === 'behind' || heading),
    what: 'name',
  },
  {
    name: "somebody's posture",
    example: 'she [stands]',
    when: ({ move, lexeme, scope }) =>
      move.personal && (scope.head !== 'camera' || lexeme.form === 'ing'),
    what: 'name',
  },
  {
    name: 'of a shot',
    example: 'a [still] shot',
    when: ({ next }) => next?.film || (next?.camera && !next.move),
    what: 'camera',
  },
  {
    name: 'alone',
    example: 'rain on the glass, [static]',
    when: ({ lexemes, lexeme, scope }) =>
      lexemes.length === 1 &&
      /^(?:static|locked|stationary|静止|固定)$/.test(lexeme.text) &&
      (scope.carried !== 'agent' || lexeme.text === 'static'),
    what: 'camera',
  },
  {
    name: 'of what comes after it',
    example: '[停]着的汽车',
    when: ({ lexemes, at }) => ownerAfter(lexemes, at),
    what: 'name',
  },
  {
    name: 'a picture',
    example: 'a [still] from a documentary',
    when: ({ before, lexeme, next }) => before?.determiner && !lexeme.form && next?.preposition,
    what: 'name',
  },
  {
    name: 'a lock',
    example: 'the smart [lock] on the door',
    when: ({ before, lexeme }) => before?.unknown && lexeme.form === 'base',
    what: 'name',
  },
  {
    name: 'on the spot',
    example: 'spins [in place]',
    when: ({ lexeme, before }) =>
      /^in.place$/.test(lexeme.text) && before?.move && before.move.family !== 'hold',
    what: 'name',
  },
  {
    name: 'twice',
    example: 'the camera [stays] still',
    when: ({ scope, next }) => scope.head === 'camera' && next?.move?.family === 'hold',
    what: 'camera',
  },
  {
    name: 'of a view',
    example: '[static] elevated angle',
    when: isStillView,
    what: 'camera',
  },
  {
    name: 'comes to rest',
    example: '最后[停在]女孩手上',
    when: ({ chinese, lexeme, scope }) =>
      chinese && /[在到]$/.test(lexeme.text) && scope.carried === 'camera' && !scope.head,
    what: 'camera',
  },
  {
    name: 'of a thing',
    example: 'a [still] lake, a [motionless] statue',
    when: isOfThing,
    what: ({ move, scope }) =>
      move.licence === 'plain' && scope.head === 'camera' ? 'camera' : 'name',
  },
  {
    name: 'before another verb',
    example: '[stop] running',
    when: ({ next }) => next?.move || next?.action,
    what: 'name',
  },
  {
    name: 'the camera pauses',
    example: 'the camera [pauses]',
    when: ({ move, scope }) => move.licence === 'plain' && scope.head === 'camera',
    what: 'camera',
  },
  {
    name: 'goes on from the camera',
    example: 'the camera glides in, [stops] an inch away',
    when: ({ move, at, lexeme, scope, next }) =>
      move.licence === 'plain' &&
      at === 0 &&
      lexeme.form === 's' &&
      scope.carried === 'camera' &&
      next?.determiner,
    what: 'camera',
  },
  {
    name: 'order',
    example: '[hold] the shot, [hold] for two seconds',
    when: ({ move }) => move.licence === 'plain',
    what: (word) => (isOrder(word) ? 'camera' : 'name'),
  },
  {
    name: 'the camera is still',
    example: 'the camera is [fixed]',
    when: ({ scope }) => scope.head === 'camera' && scope.nearest?.doer !== 'agent',
    what: 'camera',
  },
  {
    name: 'somebody is still',
    example: 'the deer is [still]',
    when: ({ scope }) => scope.head,
    what: 'name',
  },
  {
    name: 'beside the camera',
    example: 'camera [static]',
    when: ({ lexemes, at }) => nounOf(lexemes, at - 1) === 'camera',
    what: 'camera',
  },
  {
    name: 'in film language',
    example: '[static], wide angle',
    when: ({ lexemes, scope }) =>
      isFilmLanguage(lexemes) && scope.carried !== 'agent' && scope.carried !== 'ambient',
    what: 'camera',
  },
];

function isOrder({ lexemes, at, lexeme, next, scope }: Word): boolean {
  if (!opensSegment(lexemes, at) || lexeme.form === 'ed') return false;
  // `hold the shot`, not `stop the camera from shaking`
  if (lexeme.text !== 'stop' && movesCamera(lexemes, at)) return true;
  const { preposition, path, quantity, auxiliary, modifier, style } = next ?? {};
  const goesOn = preposition || path || quantity || auxiliary || modifier || style;
  if (next && !goesOn) return false;
  return scope.carried !== 'agent' && scope.carried !== 'ambient';
}

/** `static elevated angle`, `fixed bird's-eye view`: what is between describes the view. */
function isStillView({ lexeme, lexemes, at }: Word): boolean {
  if (!/^(?:static|fixed|stationary|locked)$/.test(lexeme.text)) return false;
  const end = lexemes.findIndex(({ camera, film }, i) => i > at && (camera || film));
  if (end < 0 || end > at + 3) return false;
  return lexemes.slice(at + 1, end).every(({ unknown, style, thing, agent, height, form }) => {
    return unknown || style || thing || agent || height || form === 'ed';
  });
}

function isOfThing({ next }: Word): boolean {
  if (!next) return false;
  const { framing, style, mood, unknown, thing, agent, ambient } = next;
  const scenery = /^(?:tall|product|portrait|deep)$/.test(mood ?? '') && !style;
  return Boolean(
    (framing !== undefined && !style) || scenery || unknown || thing || agent || ambient,
  );
}
