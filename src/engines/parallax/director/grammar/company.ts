/** What stands around a verb, as far as it tells whose the verb is. */
import { isChinese, type Lexeme } from './lexeme.ts';
import { nounOf } from './nouns.ts';
import type { Way } from './way.ts';

/** `move the camera left`: nothing else can be meant. */
export function movesCamera(lexemes: Lexeme[], at: number): boolean {
  if (lexemes[at + 1]?.possessive) return false;
  // `eyes following the viewer`
  if (lexemes[at]!.move?.follows) return false;
  // `in lower frame`
  const before = lexemes[at - 1];
  if (lexemes[at]!.form === 'base' && before?.preposition && before.text !== 'to') return false;
  const next = lexemes[at + 1]?.determiner ? lexemes[at + 2] : lexemes[at + 1];
  return Boolean(next?.camera && !next.move && lexemes[at]!.form && lexemes[at]!.form !== 'ed');
}

/** An agent right before the verb, but for adverbs: `the car zooms past`. */
export function ownerBefore(lexemes: Lexeme[], at: number): 'agent' | 'ambient' | null {
  for (let i = at - 1; i >= 0; i--) {
    const { modifier, degree, style, auxiliary } = lexemes[i]!;
    const noun = nounOf(lexemes, i);
    // 从天空摇到地面: it is from there that the camera goes.
    if (noun && lexemes.slice(0, i).some(({ text }) => /^[从由自]$/.test(text))) return null;
    // 沿着手臂上移: it is what the camera goes along.
    const along = lexemes[i - 1]?.path && isChinese(lexemes[i - 1]!);
    if (noun && along) return null;
    // 男孩朝大海扔石头
    if (noun === 'ambient' && /^[朝向往对]$/.test(lexemes[i - 1]?.text ?? '')) return null;
    if (noun === 'agent' || noun === 'ambient') return noun;
    if (!(modifier || degree || style || auxiliary || lexemes[i]!.text === '在')) return null;
  }
  return null;
}

/** 奔跑的马, 穿过森林的小溪: in Chinese, what a clause says stands before its noun. */
export function ownerAfter(lexemes: Lexeme[], at: number): Lexeme | null {
  if (!isChinese(lexemes[at]!)) return null;
  for (let i = at + 1; i < lexemes.length; i++) {
    const owner = lexemes[i + 1];
    if (lexemes[i]!.text === '的') return owner && !owner.camera && !owner.film ? owner : null;
    const { agent, ambient, thing, way, height, mood, path, pos } = lexemes[i]!;
    const noun = pos === 'noun' || pos === 'name';
    if (!(noun || agent || ambient || thing || way || height || mood) || path) return null;
  }
  return null;
}

/**
 * 环绕村庄的河流, 围绕篝火跳舞的人们: with an object of its own, the clause before the noun is about
 * what surrounds it; not in 环绕桌上的花瓶, 环绕跳舞的女孩, where the noun is what is circled.
 */
export function isSurrounded(lexemes: Lexeme[], at: number): boolean {
  const of = lexemes.findIndex(({ text }, i) => i > at && text === '的');
  if (of < 0) return false;
  const [inside, noun] = [lexemes.slice(at + 1, of), lexemes[of + 1]];
  // 被茉莉花环绕的木屋
  if (lexemes.slice(0, at).some(({ text }) => text === '被') && of === at + 1) return true;
  // 一条环绕村庄的河流
  if (noun && !noun.camera && !noun.film && /^[一条座道圈群片]$/.test(lexemes[at - 1]?.text ?? ''))
    return inside.length > 0;
  if (at > 0 || inside.length === 0) return false;
  // 跟在妈妈身后的小鸭子
  if (inside[0]!.agent && inside.some(({ path }) => path === 'behind')) return true;
  const acts = inside.findIndex(({ action, move, stative }) => action || move || stative);
  if (acts > 0) return Boolean(noun?.agent);
  const place = /[上下里中间内外旁边前后]$/.test(inside.at(-1)!.text);
  return acts < 0 && !place && Boolean(noun?.ambient || noun?.way || noun?.height);
}

/** `tilts her head`, `pulls the door`: something else is moved. */
export function hasObject(lexemes: Lexeme[], at: number): boolean {
  const [next, after] = [lexemes[at + 1], lexemes[at + 2]];
  // `a push in that comes to rest`
  if (next?.text === 'that') return false;
  if (!next?.determiner && !next?.possessive && !(next?.agent && next.text === 'her')) return false;
  return Boolean(after && !after.camera && !after.film && !after.heading);
}

/** `stately crane down`: nothing in the segment but the move, its way, and one word for how it is. */
export function isDescribed(lexemes: Lexeme[], at: number, { headings, used }: Way): boolean {
  const opens = at === 1 && Boolean(lexemes[0]!.unknown) && headings.length > 0;
  return opens && isFilmLanguage(lexemes.filter((_, i) => i > 0 && !used.includes(i)));
}

/** Nothing before it in the segment but what belongs to the verb. */
export function opensSegment(lexemes: Lexeme[], at: number): boolean {
  return lexemes.slice(0, at).every((lexeme, i) => {
    const { modifier, style, auxiliary, negator, degree, determiner, heading, quantity } = lexeme;
    // `make it spin around her`: it is the shot.
    const shot = lexeme.text === 'it' && /^(?:make|let|have)$/.test(lexemes[i - 1]?.text ?? '');
    // `for two seconds hold`
    const time = lexeme.preposition && lexemes[i + 1]?.quantity;
    return Boolean(
      shot ||
        time ||
        modifier ||
        style ||
        auxiliary ||
        negator ||
        degree ||
        determiner ||
        heading ||
        quantity,
    );
  });
}

/** Nothing in the segment that a picture could show. */
export function isFilmLanguage(lexemes: Lexeme[]): boolean {
  return lexemes.every((lexeme, i) => {
    const { unknown, agent, ambient, thing, action, stative } = lexeme;
    const { mood, height, way, style, film, camera, move } = lexeme;
    // `a statue`, but `calm`
    const noun = lexemes[i - 1]?.determiner && (mood || height || way) && !style && !film;
    if (noun && !camera && !move) return false;
    return !(unknown || agent || ambient || thing || (action && !move) || stative);
  });
}
