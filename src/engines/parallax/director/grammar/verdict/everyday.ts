/** Rules for everyday verbs (move, rise, follow): the camera's only where nobody else can be the doer. */
import { hasObject, isFilmLanguage, opensSegment, ownerBefore } from '../company.ts';
import type { Lexeme } from '../lexeme.ts';
import { type Doer, isToldOf } from '../nouns.ts';
import type { MoveVerdict, Scope } from '../scope.ts';
import { decide, type Rule, type Word } from './word.ts';

export const everydayRules: Rule[] = [
  {
    name: 'how it moves',
    example: 'a gentle [rocking] motion',
    when: ({ move, lexeme, next, lexemes, at }) =>
      /^(?:shake|orbit|rotate|spin)$/.test(move.family) &&
      lexeme.form === 'ing' &&
      next?.film &&
      opensSegment(lexemes, at),
    what: 'camera',
  },
  {
    name: 'told of a move',
    example: 'a dolly that [moves] backward',
    when: ({ before, lexemes, at }) => {
      const move = before?.text === 'that' && lexemes[at - 2]?.move;
      return move && move.licence !== 'plain';
    },
    what: 'camera',
  },
  {
    name: 'of the picture',
    example: '[晃动]画面',
    when: ({ chinese, next, lexemes, at, move }) =>
      chinese &&
      next?.camera &&
      !ownerBefore(lexemes, at) &&
      /^(?:shake|rotate)$/.test(move.family),
    what: 'camera',
  },
  {
    name: 'half of a word',
    example: '[升]国旗',
    when: ({ lexeme, chinese, next }) => lexeme.text.length === 1 && chinese && next?.unknown,
    what: 'name',
  },
  {
    name: 'noun of motion',
    example: 'a smooth [glide] to the right',
    when: (word) => isNounOfMotion(word) || (word.next?.move?.hint && !word.lexeme.modifier),
    what: 'camera',
  },
  {
    name: "somebody's gaze",
    example: 'she turns, [looking] down',
    when: ({ move, scope, lexeme, chinese, lexemes }) => {
      const order = lexeme.form === 'base' || (chinese && isFilmLanguage(lexemes));
      // `moves forward and looks up`: as finite as what the camera did before.
      const goesOn = scope.head === null && scope.carried === 'camera' && lexeme.form === 's';
      return move.personal && scope.head !== 'camera' && !order && !goesOn;
    },
    what: 'name',
  },
  {
    name: 'how a shot stands',
    example: 'a low angle shot [looking] up',
    when: ({ move, lexeme, lexemes, at, before }) => {
      const angled = lexemes.slice(0, at).some(({ text }) => /^(?:low|high) angle$/.test(text));
      const stands = angled || /(?:shot|view|angle|perspective)$/.test(before?.text ?? '');
      return move.personal && stands && lexeme.form === 'ing';
    },
    what: 'name',
  },
  {
    name: 'of her own',
    example: 'she slowly [lifts] her chin',
    when: (word) => {
      const { lexeme, next, move } = word;
      const owns = lexeme.form === 's' && next?.possessive && !move.transitive;
      return owns && doerOf(word) !== 'camera';
    },
    what: 'deed',
  },
  {
    name: 'the camera',
    example: 'the camera [rises]',
    when: (word) => doerOf(word) === 'camera',
    what: ({ lexeme, move }) => (lexeme.form === 'ed' && move.thing ? 'name' : 'camera'),
  },
  {
    name: 'nobody',
    example: '[fly] over the river, [following] her',
    when: (word) => isFree(word, doerOf(word)),
    what: 'camera',
  },
  {
    name: 'a list of things',
    example: 'a playground with [swings]',
    when: ({ lexeme, before }) => lexeme.form === 's' && before?.preposition,
    what: 'name',
  },
  {
    // It is the camera that makes it so.
    name: 'the subject grows',
    example: '主体逐渐[放大]',
    when: (word) => word.move.family === 'zoom' && doerOf(word) === 'agent',
    what: ({ lexeme, lexemes, at }) =>
      lexeme.form === 'ing' && hasObject(lexemes, at) ? 'deed' : 'name',
  },
  {
    name: "somebody's",
    example: 'a car [drives] past',
    when: (word) => doerOf(word) === 'agent',
    what: ({ lexeme, lexemes, scope, at }) => {
      if (lexeme.form === 'base' && !isToldOf(lexemes, scope.nearest, at)) return 'name';
      return lexeme.stative || lexeme.form === 'ed' ? 'name' : 'deed';
    },
  },
  {
    // Leaves that fall or spin have left their tree.
    name: 'drifts',
    example: 'clouds [move], but leaves [fall]',
    when: (word) => doerOf(word) === 'ambient',
    what: ({ scope: { nearest }, lexemes, move }) => {
      const rooted = nearest && lexemes[nearest.at]!.ambient?.rooted;
      return rooted && (move.to === 'down' || move.family === 'spin') ? 'deed' : 'ambient';
    },
  },
  {
    name: 'with a thing of hers',
    example: '女人迈着步子[走]在水面上',
    when: (word) => isOfThing(word) && word.scope.head === 'agent' && word.chinese,
    what: 'deed',
  },
  {
    name: 'no coast flies',
    example: 'drone shot of a coast [flying] over the bay',
    when: (word) => {
      const { scope, lexeme, move } = word;
      const told = scope.nearest && scope.head === 'camera' && lexeme.form === 'ing';
      return isOfThing(word) && told && !move.scenic && !move.common;
    },
    what: 'camera',
  },
  {
    name: 'a thing that moves',
    example: 'the wheel of it [spins], the needle [moves]',
    when: (word) => isOfThing(word) && doesMove(word),
    what: 'deed',
  },
  {
    name: 'goes on from the camera',
    example: 'the camera pans, then [rises]',
    when: ({ scope }) => scope.carried === 'camera' && !scope.nearest,
    what: 'camera',
  },
];

export function judgeEveryday(word: Word): MoveVerdict {
  return decide('everyday', everydayRules, word) ?? 'name';
}

/** Whose movement it is, by the form of the verb. */
function doerOf({ scope, lexemes, lexeme, before, chinese }: Word): Doer | null {
  const { head, nearest, carried } = scope;
  // `a man who walks away`
  if (before?.text === 'who' && nearest) return nearest.doer;
  // `revealing the city by rising`: by its own doing.
  if (before?.text === 'by') return carried;
  if (lexeme.form === 'ing') return nearest?.doer ?? head ?? carried;
  return chinese ? doerInChinese(lexemes, scope) : (head ?? carried);
}

function doerInChinese(lexemes: Lexeme[], scope: Scope): Doer | null {
  const { head, nearest, carried } = scope;
  // 跟随灯火飘向夜空: whatever is followed goes.
  const follows = lexemes.findIndex(({ move }) => move?.follows);
  if (nearest && follows >= 0 && follows < nearest.at && nearest.doer !== 'camera') return 'agent';
  // 从男主转到女主: it is from there that the camera goes.
  const whence = lexemes.slice(0, nearest?.at ?? 0).some(({ text }) => /^[从由自与和]$/.test(text));
  if (head === 'camera' && (nearest?.doer !== 'agent' || whence)) return 'camera';
  if (whence && nearest?.doer !== 'agent') return head ?? carried;
  return nearest?.doer ?? head ?? carried;
}

function isOfThing(word: Word): boolean {
  return doerOf(word) === 'thing';
}

/** `a smooth glide to the right`, `don't make any moves`. */
function isNounOfMotion({ scope, lexeme, before, move, way, lexemes, at }: Word): boolean {
  if (scope.carried === 'agent') return false;
  if (lexeme.negated && before?.determiner && move.family === 'travel') return true;
  const shaky = before?.move?.family === 'shake';
  const described = before?.modifier || before?.style || before?.quantity || shaky;
  const goes = way.headings.length > 0 || way.path;
  return Boolean(lexeme.form === 'base' && described && goes) && !ownerBefore(lexemes, at);
}

/**
 * A verb without a subject, at the head of its segment, that tells a way. An order, `fly forward`, is
 * the camera's whoever was spoken of before; a participle only where nobody was.
 */
function isFree(
  { scope, lexemes, at, lexeme, move, before, next, way, chinese }: Word,
  doer: Doer | null,
) {
  const { form } = lexeme;
  const { family, to, transitive } = move;
  const byDoing = before?.text === 'by' && doer === null;
  // 从左边移到右边, with nobody there to do it
  const whence = doer === null && /^[从由自]$/.test(lexemes[0]!.text);
  const leads = byDoing || whence || (!scope.nearest && opensSegment(lexemes, at));
  // `Follows the cyclist`, with the camera left unsaid.
  const unsaid = form === 's' && transitive && doer === null && hasObject(lexemes, at);
  if (!leads || (form === 's' && !unsaid) || form === 'ed') return false;
  if (!transitive && hasObject(lexemes, at)) return false;
  // `Follow your dreams`: said to somebody in the picture.
  if (next?.text === 'your') return false;
  const order = form === 'base' || form === undefined;
  if ((!order || chinese) && doer === 'agent') return false;
  const goes = way.headings.length > 0 || way.path || to || transitive;
  const forbidden = lexeme.negated && order && family === 'travel';
  return Boolean(goes || forbidden) || (isFilmLanguage(lexemes) && (order || doer !== 'thing'));
}

/** Of what no table knows; scenery only seems to move: mountains rise, waterfalls fall. */
function doesMove({
  scope: { nearest, head },
  lexeme,
  lexemes,
  at,
  before,
  next,
  move,
  way,
}: Word): boolean {
  const { text, form } = lexeme;
  const still = nearest && lexemes[nearest.at]!.way;
  const turns = /^turns?$/.test(text) && form === 's' && !still;
  const spins = move.family === 'rotate' || move.family === 'spin' || turns;
  if (spins && (form === 's' || form === 'ing')) return true;
  // `a shot of pilgrims walking`
  const shown = nearest && (head !== 'camera' || lexemes[nearest.at - 1]?.text === 'of');
  if (/^(?:walk|stroll|jog|hik|march|sprint)/.test(text) && form === 'ing' && shown) return true;
  // `Boots step into a puddle`
  const many = at === 1 && /[^s]s$/.test(lexemes[0]!.text) && !lexemes[0]!.move;
  if (form === 'base') return many && !move.scenic && !move.transitive && Boolean(lexemes[2]?.path);
  if (!before?.unknown) return false;
  // `debris flying past`
  if (form === 'ing') {
    return (
      nearest?.at === at - 1 && !move.scenic && move.family === 'travel' && Boolean(next?.path)
    );
  }
  // `the needle moves`, `Kong lifts the lid`, `a chess piece falls`, `the beam sweeps left`
  if (form !== 's') return false;
  if (/^(?:falls|tumbles)$/.test(text)) return /^an?$/.test(lexemes[0]!.text);
  const sideways = way.headings.some((heading) => heading === 'left' || heading === 'right');
  const object = !move.transitive && hasObject(lexemes, at);
  return !move.thing && Boolean(before.proper || !move.scenic || sideways || object);
}
