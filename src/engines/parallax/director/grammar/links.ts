/** Which words connect clauses, and which only seem to. */
import type { Lexeme } from './lexeme.ts';

/** A slash between two things, neither of which the camera does. */
export function joinsNouns(lexemes: Lexeme[], at: number): boolean {
  const [before, stop, after] = [lexemes[at - 1], lexemes[at]!, lexemes[at + 1]];
  if (stop.text !== '/' || before?.end !== stop.start || after?.start !== stop.end) return false;
  return [before, after].every((lexeme) => {
    const { unknown, thing, agent, ambient, height, way, move, heading } = lexeme!;
    return !move && !heading && (unknown || thing || agent || ambient || height || way);
  });
}

/** Where the time ends that `after` tells, or `at` itself where it tells none. */
export function momentAfter(lexemes: Lexeme[], at: number): number {
  if (lexemes[at]!.text !== 'after') return at;
  const time = lexemes.findIndex(({ quantity }, i) => i > at && quantity?.unit === 'seconds');
  return time > at && time <= at + 2 ? time : at;
}

export const isWord = (lexeme: Lexeme | undefined) =>
  Boolean(lexeme && !lexeme.stop && !lexeme.span);

/** Whether the stretch up to here, since the mark before it, names a move. */
function movesBefore(lexemes: Lexeme[], at: number): boolean {
  const from = lexemes.findLastIndex(({ stop }, i) => i < at && stop) + 1;
  return lexemes.slice(from, at).some(({ move }) => move);
}

/** 镜头与汽车平行向右移动: with it, not and it. */
function isCompanion(lexemes: Lexeme[], at: number): boolean {
  if (!lexemes[at - 1]?.camera) return false;
  const moves = lexemes.findIndex(({ move, stop }, i) => i > at && (move || stop));
  const between = lexemes.slice(at + 1, moves < 0 ? lexemes.length : moves);
  return between.some(({ text, agent }) => agent?.pronoun || /^(?:并|平行|同步|一起)/.test(text));
}

/** Prepositions that also connect (`with`) do so only before camera words: `with a slow zoom`. */
export function splits(lexemes: Lexeme[], at: number): boolean {
  const { link, text } = lexemes[at]!;
  if (!link) return false;
  // `follows just behind her`
  const [before, next] = [lexemes[at - 1], lexemes[at + 1]];
  if (text === 'just' && before?.move && (next?.path || next?.heading)) return false;
  // `pan only, left`
  if (link.excepts && lexemes[at - 1] && !lexemes[at - 1]!.stop && !isWord(lexemes[at + 1]))
    return false;
  // 镜头随着种子移动: with it, not as it does.
  if (/^(?:随着|伴随着?)$/.test(text) && lexemes[at - 1]?.camera) return false;
  if (link.timed) return lexemes[at + 1]?.quantity?.unit === 'seconds';
  if (/^[与和]$/.test(text) && isCompanion(lexemes, at)) return false;
  // 推近之前先停一秒, but 日落之前
  if (link.link === 'reverse' && link.weak) return movesBefore(lexemes, at);
  // `back to the start`
  if (text === 'start' && lexemes[at - 1]?.determiner) return false;
  if (!link.weak) return true;
  // 先上后下, 右移后回到原位
  if (text === '后' && next?.heading && (before?.heading || next.heading.to === 'back'))
    return true;
  for (let i = at + 1; i < lexemes.length; i++) {
    const { stop, determiner, modifier, degree, style, heading, quantity, ...next } = lexemes[i]!;
    // `with the marching band`
    const adjective =
      next.move?.licence === 'plain' && next.form === 'ing' && lexemes[i + 1]?.agent;
    // `a playground with swings`
    const things =
      text === 'with' && next.move?.licence === 'plain' && next.form === 's' && before?.unknown;
    if (things) return false;
    if ((next.move && !adjective) || next.camera) return true;
    if (stop || !(determiner || modifier || degree || style || heading || quantity)) return false;
  }
  return false;
}
