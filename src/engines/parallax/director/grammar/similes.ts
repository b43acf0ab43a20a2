/** What a movement is likened to, `like a bird`, 像鸟一样: nobody is there who does it. */
import type { Lexeme } from './lexeme.ts';

/** Leave likenesses out; a camera in one stays: 像无人机一样往后飞. */
export function withoutSimiles(lexemes: Lexeme[]): Lexeme[] {
  const left: Lexeme[] = [];
  for (let i = 0; i < lexemes.length; i++) {
    const end = endOfSimile(lexemes, i);
    if (end === i) left.push(lexemes[i]!);
    else left.push(...lexemes.slice(i, end).filter(({ camera }) => camera));
    i = Math.max(i, end - 1);
  }
  return left;
}

/** Index after the likeness that begins at `at`, or `at` where none does. */
function endOfSimile(lexemes: Lexeme[], at: number): number {
  const { text } = lexemes[at]!;
  // `look like an old film` is no movement.
  const move = lexemes[at - 1]?.move;
  if (text === 'like' && move && !move.personal) return endOfNoun(lexemes, at);
  if (/^as (?:if|though)$/.test(text)) return endOfComparison(lexemes, at);
  if (!/^(?:像|好像|如同|仿佛|宛如)$/.test(text)) return at;
  const reach = lexemes.slice(at, at + 8);
  const length = reach.findIndex(({ text: last }, i) => {
    return (
      /^(?:一般|般|似的)$/.test(last) || (last === '样' && /^[一那]$/.test(reach[i - 1]!.text))
    );
  });
  return length < 0 || reach.slice(0, length).some(({ stop }) => stop) ? at : at + length + 1;
}

/** `as though on a boat`, up to the next mark; not `as if the camera were breathing`. */
function endOfComparison(lexemes: Lexeme[], at: number): number {
  const stop = lexemes.findIndex((lexeme, i) => i > at && (lexeme.stop || lexeme.link));
  const end = stop < 0 ? lexemes.length : stop;
  const tells = lexemes.slice(at + 1, end).some(({ camera, film, move }) => camera || film || move);
  return tells ? at : end;
}

/** `like a bird | over the lake`: one noun of at most two words. */
function endOfNoun(lexemes: Lexeme[], at: number): number {
  const from = lexemes[at + 1]?.determiner ? at + 2 : at + 1;
  const length = lexemes
    .slice(from)
    .findIndex(({ stop, span, link, path, heading, preposition }) => {
      return stop || span || link || path || heading || preposition;
    });
  const end = length < 0 ? lexemes.length : from + length;
  const said = lexemes.slice(from, end);
  const short = said.length > 0 && said.length <= 2;
  const tells = said.some(({ camera, film, move, atmosphere }) => {
    return camera || film || move || atmosphere;
  });
  return short && !tells ? end : at;
}
