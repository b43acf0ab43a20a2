/** Rules for film terms: the camera's by their company, or by having no better owner. */
import { hasObject, isDescribed, isFilmLanguage, opensSegment } from '../company.ts';
import { isToldOf, nounOf } from '../nouns.ts';
import type { Rule, Word } from './word.ts';

export const termRules: Rule[] = [
  {
    name: 'the camera in Chinese',
    example: '镜头围绕主体[环绕]',
    when: ({ chinese, move, scope }) =>
      chinese && move.licence === 'film' && scope.head === 'camera',
    what: 'camera',
  },
  {
    name: 'drifts',
    example: 'clouds [roll]',
    when: (word) => isOwned(word) && word.owner === 'ambient',
    what: 'ambient',
  },
  {
    name: 'term without a doer',
    example: 'satellite [zoom-out]',
    when: (word) => {
      const { move, lexeme, headed, before } = word;
      const term = move.licence === 'film' && lexeme.form === 'base' && headed && !move.common;
      return isOwned(word) && term && !isTold(word) && !before?.agent?.pronoun;
    },
    what: 'camera',
  },
  {
    name: "somebody's",
    example: 'a man [pushes] a cart',
    when: isOwned,
    what: (word) => {
      const { lexeme, chinese } = word;
      const verb = lexeme.form === 's' || lexeme.form === 'ing' || isTold(word) || chinese;
      return verb ? 'deed' : 'name';
    },
  },
  {
    name: 'it does',
    example: 'pan with the ball as it [rolls]',
    when: ({ before, scope, move, lexeme }) =>
      before?.text === 'it' &&
      scope.head === 'agent' &&
      move.licence === 'term' &&
      lexeme.form === 's',
    what: 'deed',
  },
  {
    name: 'beside a noun',
    example: 'the storm [rolling] in',
    when: ({ scope: { nearest }, at, lexeme, move }) =>
      lexeme.form === 'ing' &&
      move.thing &&
      move.licence === 'term' &&
      nearest?.at === at - 1 &&
      nearest.doer !== 'camera',
    what: 'name',
  },
  {
    name: 'by doing',
    example: 'reveal the castle by [pushing] through the trees',
    when: ({ before, lexeme, scope, fitting, way }) =>
      before?.text === 'by' &&
      lexeme.form === 'ing' &&
      scope.carried !== 'agent' &&
      scope.head !== 'agent' &&
      (fitting || way.path),
    what: 'camera',
  },
  {
    name: 'has an object',
    example: '[tilts] her head',
    when: ({ lexemes, at, move, scope }) =>
      hasObject(lexemes, at) && !move.transitive && scope.head !== 'camera',
    what: ({ lexeme, scope }) =>
      lexeme.form === 'ing' && scope.head === 'agent' ? 'deed' : 'name',
  },
  {
    name: 'past',
    example: '[zoomed] out slowly',
    when: ({ lexeme }) => lexeme.form === 'ed',
    what: ({ scope, headed, lexemes }) =>
      scope.head === 'camera' || (headed && isFilmLanguage(lexemes)) ? 'camera' : 'name',
  },
  {
    name: 'of a shot',
    example: 'a [pan] shot',
    when: ({ next }) => next?.film || (next?.camera && !next.move),
    what: 'camera',
  },
  {
    name: 'beside the camera',
    example: 'camera [pan]',
    when: ({ lexemes, at, before }) => nounOf(lexemes, at - 1) === 'camera' || before?.film,
    what: 'camera',
  },
  {
    name: 'drawn',
    example: '车灯[拉]出光轨',
    when: ({ chinese, move, lexeme, lexemes, at, scope: { head }, next }) => {
      if (!chinese || move.licence !== 'film') return false;
      const before = lexemes.slice(0, at);
      const there = head === 'agent' && before.some(({ text }) => text === '在');
      const whence = before.some(({ text }) => /^[从由自]$/.test(text));
      return there || (head && move.to && next?.unknown && !lexeme.fused && !whence);
    },
    what: 'name',
  },
  {
    name: 'film term in Chinese',
    example: '[推]近',
    when: ({ chinese, move }) => chinese && move.licence === 'film',
    what: 'camera',
  },
  {
    // Shaky hands and bread rolls are more common than rolls without a camera.
    name: 'shake or roll',
    example: '[shaky] footage, but a bread [roll]',
    when: ({ move }) => move.family === 'shake' || move.family === 'roll',
    what: ({ move, next, fitting, scope, lexemes }) => {
      const shaky = move.family === 'shake' && next?.move?.licence === 'film';
      const filmed = fitting || shaky || scope.head === 'camera' || isFilmLanguage(lexemes);
      return filmed || (scope.head === null && scope.carried === 'camera') ? 'camera' : 'name';
    },
  },
  {
    name: 'crane lifts',
    example: 'slow [crane] rising, but a crane rising',
    when: ({ move, next, before }) =>
      move.family === 'crane' && /^(?:up|down)$/.test(next?.move?.to ?? '') && !before?.determiner,
    what: 'camera',
  },
  {
    name: 'ruled out',
    example: 'no [pans], no [tilts]',
    when: ({ lexeme, lexemes }) => lexeme.negated && isFilmLanguage(lexemes),
    what: 'camera',
  },
  {
    name: 'one that passes',
    example: 'a suitcase [rolls] by',
    when: ({ lexeme, lexemes, move, way, scope: { nearest } }) => {
      const one = /^an?$/.test(lexemes.find(({ determiner }) => determiner)?.text ?? '');
      const passes = lexeme.form === 's' && move.thing && way.path === 'across';
      return passes && one && nearest?.doer === 'thing';
    },
    what: 'deed',
  },
  {
    // A plural is spelt like a verb: pots and pans, trucks on a highway.
    name: 'plural',
    example: 'pots and [pans], but [Orbits] around the subject',
    when: ({ lexeme, headed, scope }) =>
      lexeme.form === 's' && !headed && scope.head !== 'camera' && scope.carried !== 'camera',
    what: (word) => (isUnsaid(word) ? 'camera' : 'name'),
  },
  {
    name: 'with a way',
    example: '[tilt] up, but a picture [tilted] left',
    when: ({ headed }) => headed,
    what: ({ before, move, lexemes, at, way }) => {
      const strange = (before?.unknown || before?.thing) && move.licence !== 'film';
      return strange && !isDescribed(lexemes, at, way) ? 'name' : 'camera';
    },
  },
  {
    name: 'the camera',
    example: 'the camera [orbits]',
    when: ({ scope }) => scope.head === 'camera',
    what: 'camera',
  },
  {
    name: 'in film language',
    example: 'slow [zoom], cinematic',
    when: ({ lexemes }) => isFilmLanguage(lexemes),
    what: 'camera',
  },
  {
    name: 'after a noun',
    example: 'a paper [crane]',
    when: ({ before }) => before?.unknown || before?.thing,
    what: 'name',
  },
  {
    name: 'led in',
    example: 'slow [pan] across the valley',
    when: isLedIn,
    what: 'camera',
  },
  {
    name: 'goes on from the camera',
    example: 'the camera rises, [tilting]',
    when: ({ scope, before, lexeme }) =>
      scope.carried === 'camera' && !before?.determiner && lexeme.form === 'ing',
    what: 'camera',
  },
];

/** Somebody or something stands right before it, and no camera that does it. */
function isOwned({ owner, scope, headed, move, chinese }: Word): boolean {
  if (!owner || (scope.head === 'camera' && headed && !move.common)) return false;
  // 主体逐渐放大: it is the camera that makes it so.
  return !(chinese && move.family === 'zoom' && move.to && move.licence === 'term');
}

function isTold({ lexemes, at }: Word): boolean {
  return isToldOf(lexemes, { doer: 'agent', at: at - 1 }, at);
}

/** `Orbits around the subject`, with the camera left unsaid. */
function isUnsaid({ move, way, lexemes, at, lexeme }: Word): boolean {
  const goes = move.transitive
    ? way.path || hasObject(lexemes, at)
    : way.path && way.path !== 'toward';
  return Boolean(goes && opensSegment(lexemes, at) && (!move.thing || lexeme.text === 'pans'));
}

function isLedIn({ before, lexemes, at, way, next, move }: Word): boolean {
  const film = move.licence === 'film';
  const introduced = Boolean(before?.modifier || before?.style || before?.quantity);
  const opens = opensSegment(lexemes, at);
  if (way.path && (introduced || opens || (film && before?.determiner))) return true;
  if (next?.preposition && (introduced || opens) && (film || !move.thing)) return true;
  if (move.transitive && opens) return true;
  return film && (introduced || (opens && !before?.determiner));
}
