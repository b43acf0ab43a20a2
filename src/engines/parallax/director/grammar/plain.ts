/** Everyday verbs (move, rise, follow): the camera's only where the camera, or nobody else, can be the doer. */
import { hasObject, isFilmLanguage, opensSegment, ownerBefore } from './company.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import { type Doer, isToldOf } from './nouns.ts';
import type { MoveVerdict, Scope } from './scope.ts';
import type { Way } from './way.ts';

/** Everyday verbs: the camera's only where the camera, or nobody else, can be the doer. */
export function judgePlain(scope: Scope, at: number, way: Way): MoveVerdict {
  const { lexemes, head } = scope;
  const lexeme = lexemes[at]!;
  const { thing, personal } = lexeme.move!;
  // `a gentle rocking motion`
  const swings = /^(?:shake|orbit|rotate|spin)$/.test(lexeme.move!.family) && lexeme.form === 'ing';
  if (swings && lexemes[at + 1]?.film && opensSegment(lexemes, at)) return 'camera';
  // `a dolly that moves backward`
  const told = lexemes[at - 1]?.text === 'that' && lexemes[at - 2]?.move;
  if (told && told.licence !== 'plain') return 'camera';
  // 晃动画面
  const films = isChinese(lexeme) && lexemes[at + 1]?.camera && !ownerBefore(lexemes, at);
  if (films && /^(?:shake|rotate)$/.test(lexeme.move!.family)) return 'camera';
  const doer = doerOf(scope, at);
  if (isHalf(lexemes, at)) return 'name';
  if (isNounOfMotion(scope, at, way) || (lexemes[at + 1]?.move?.hint && !lexeme.modifier))
    return 'camera';
  // 往上看, said to nobody in the picture.
  const order = lexeme.form === 'base' || (isChinese(lexeme) && isFilmLanguage(lexemes));
  // `moves forward and looks up`: as finite as what the camera did before.
  const goesOn = head === null && scope.carried === 'camera' && lexeme.form === 's';
  if (personal && head !== 'camera' && !order && !goesOn) return 'name';
  // `a low angle shot looking up`: that is how it stands.
  const angled = lexemes
    .slice(0, at)
    .some(({ text }) => /^(?:low|high) angle$|^overhead$/.test(text));
  const stands = angled || /(?:shot|view|angle|perspective)$/.test(lexemes[at - 1]?.text ?? '');
  if (personal && stands && lexeme.form === 'ing') return 'name';
  // `slowly lifts his chin`
  const owns = lexeme.form === 's' && lexemes[at + 1]?.possessive && !lexeme.move!.transitive;
  if (owns && doer !== 'camera') return 'deed';
  if (doer === 'camera') return lexeme.form === 'ed' && thing ? 'name' : 'camera';
  if (isFreeToFollow(scope, at, way, doer)) return 'camera';
  if (lexeme.action) return 'name';
  return judgeByDoer(scope, at, doer);
}

/** Whose movement it is, by the form of the verb. */
function doerOf({ lexemes, head, nearest, carried }: Scope, at: number): Doer | null {
  const { form } = lexemes[at]!;
  // `revealing the city by rising`: by its own doing.
  if (lexemes[at - 1]?.text === 'by') return carried;
  // `a man who walks away`
  if (lexemes[at - 1]?.text === 'who' && nearest) return nearest.doer;
  if (form === 'ing') return nearest?.doer ?? head ?? carried;
  if (isChinese(lexemes[at]!)) {
    // 跟随灯火飘向夜空: whatever is followed goes.
    const follows = lexemes.findIndex(({ move }) => move?.follows);
    if (nearest && follows >= 0 && follows < nearest.at && nearest.doer !== 'camera')
      return 'agent';
    // 从男主转到女主: it is from there that the camera goes.
    const whence = lexemes
      .slice(0, nearest?.at ?? 0)
      .some(({ text }) => /^[从由自与和]$/.test(text));
    if (head === 'camera' && (nearest?.doer !== 'agent' || whence)) return 'camera';
    if (whence && nearest?.doer !== 'agent') return head ?? carried;
    return nearest?.doer ?? head ?? carried;
  }
  return head ?? carried;
}

/** `a smooth glide to the right`, `don't make any moves`. */
function isNounOfMotion({ lexemes, carried }: Scope, at: number, way: Way): boolean {
  if (carried === 'agent') return false;
  const lexeme = lexemes[at]!;
  const before = lexemes[at - 1];
  if (lexeme.negated && before?.determiner && lexeme.move!.family === 'travel') return true;
  const shaky = before?.move?.family === 'shake';
  const described =
    lexeme.form === 'base' && (before?.modifier || before?.style || before?.quantity || shaky);
  const goes = way.headings.length > 0 || way.path;
  return Boolean(described && goes) && !ownerBefore(lexemes, at);
}

/**
 * A verb without a subject, at the head of its segment, that tells a way. An order, `fly forward`, is
 * the camera's whoever was spoken of before; a participle only where nobody was.
 */
function isFreeToFollow(scope: Scope, at: number, way: Way, doer: Doer | null): boolean {
  const { lexemes, nearest } = scope;
  const { form, move, negated } = lexemes[at]!;
  const { family, to, transitive } = move!;
  const byDoing = lexemes[at - 1]?.text === 'by' && doer === null;
  // 从左边移到右边, with nobody there to do it
  const whence = doer === null && /^[从由自]$/.test(lexemes[0]!.text);
  const leads = byDoing || whence || (!nearest && opensSegment(lexemes, at));
  // `Follows the cyclist`, with the camera left unsaid.
  const unsaid = form === 's' && transitive && doer === null && hasObject(lexemes, at);
  if (!leads || (form === 's' && !unsaid) || form === 'ed') return false;
  if (!transitive && hasObject(lexemes, at)) return false;
  // `Follow your dreams`: said to somebody in the picture.
  if (lexemes[at + 1]?.text === 'your') return false;
  const order = form === 'base' || form === undefined;
  if ((!order || isChinese(lexemes[at]!)) && doer === 'agent') return false;
  const goes = way.headings.length > 0 || way.path || to || transitive;
  const forbidden = negated && order && family === 'travel';
  return Boolean(goes || forbidden) || (isFilmLanguage(lexemes) && (order || doer !== 'thing'));
}

/** `Boots step into a puddle`: many of them, at the head of the clause. */
function areStrangers({ lexemes }: Scope, at: number): boolean {
  const { scenic, transitive } = lexemes[at]!.move!;
  const many = at === 1 && /[^s]s$/.test(lexemes[0]!.text) && !lexemes[0]!.move;
  return many && !scenic && !transitive && Boolean(lexemes[2]?.path);
}

/** `the needle moves`, `Kong lifts the lid`: of what no table knows; scenery only seems to move. */
function isStrangers({ lexemes }: Scope, at: number): boolean {
  const { scenic, thing, transitive } = lexemes[at]!.move!;
  const before = lexemes[at - 1];
  if (!before?.unknown) return false;
  // `a chess piece falls`, but waterfalls do not
  if (/^(?:falls|tumbles)$/.test(lexemes[at]!.text)) return /^an?$/.test(lexemes[0]!.text);
  if (thing) return false;
  // `the beam sweeps left to right`
  const sideways = /^(?:left|right)$/.test(lexemes[at + 1]?.heading?.to ?? '');
  return before.proper || !scenic || sideways || (!transitive && hasObject(lexemes, at));
}

/** Somebody or something else does it. */
function judgeByDoer(scope: Scope, at: number, doer: Doer | null): MoveVerdict {
  const { lexemes, head, nearest, carried } = scope;
  const { form, move, stative } = lexemes[at]!;
  const { scenic, family, to, common } = move!;
  // 画面主体逐渐放大: it is the camera that makes it so.
  const tightens = form === 'ing' && hasObject(lexemes, at);
  if (family === 'zoom' && doer === 'agent') return tightens ? 'deed' : 'name';
  // `a playground with swings`
  if (form === 's' && lexemes[at - 1]?.preposition) return 'name';
  if (doer === 'agent') {
    if (form === 'base' && !isToldOf(lexemes, nearest, at)) return 'name';
    return stative || form === 'ed' ? 'name' : 'deed';
  }
  if (doer === 'ambient') {
    const rooted = nearest && lexemes[nearest.at]!.ambient?.rooted;
    // Leaves that fall or spin have left their tree.
    return rooted && (to === 'down' || family === 'spin') ? 'deed' : 'ambient';
  }
  // 女人迈着步子走在水面上: what stands between is what she does it with.
  if (doer === 'thing' && head === 'agent' && isChinese(lexemes[at]!)) return 'deed';
  if (doer === 'thing') {
    // `drone shot of a coast flying over the bay`: no coast flies, while mountains may rise.
    if (nearest && head === 'camera' && common && form === 'ing') return 'deed';
    if (nearest && head === 'camera' && !scenic && form === 'ing') return 'camera';
    const still = nearest && lexemes[nearest.at]!.way;
    const turns = /^turns?$/.test(lexemes[at]!.text) && form === 's' && !still;
    const spins = family === 'rotate' || family === 'spin' || turns;
    if (spins && (form === 's' || form === 'ing')) return 'deed';
    // `a shot of pilgrims walking`
    const walks = /^(?:walk|stroll|jog|hik|march|sprint)/.test(lexemes[at]!.text);
    const shown = nearest && (head !== 'camera' || lexemes[nearest.at - 1]?.text === 'of');
    if (walks && form === 'ing' && shown) return 'deed';
    // `debris flying past`
    const flies = form === 'ing' && nearest?.at === at - 1 && lexemes[at - 1]!.unknown && !scenic;
    if (flies && family === 'travel' && lexemes[at + 1]?.path) return 'deed';
    if (form === 's' && isStrangers(scope, at)) return 'deed';
    if (form === 'base' && areStrangers(scope, at)) return 'deed';
  }
  return carried === 'camera' && !nearest ? 'camera' : 'name';
}

/** 升国旗, 停泊: half of a word that no table knows. */
export function isHalf(lexemes: Lexeme[], at: number): boolean {
  const lexeme = lexemes[at]!;
  const single = lexeme.text.length === 1 && isChinese(lexeme);
  return Boolean(single && lexemes[at + 1]?.unknown);
}
