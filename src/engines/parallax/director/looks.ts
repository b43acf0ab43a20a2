/**
 * What the prompt wants done to the picture's colours, style and light, and what it wants read or
 * heard: the picture stays as it is, and the clip is silent. A picture that merely is so, `a black
 * and white photo of a street`, wants nothing.
 */
import type { Warning } from '../../../engine/engine.ts';
import type { Clauses } from './clauses.ts';
import type { Lexeme } from './lexeme.ts';
import type { Segment } from './segments.ts';
import { listOf } from './subject-motion.ts';

/** One warning that names up to three of the words, or none. */
export function warnOfLooks(segments: Segment[], { deeds }: Clauses, text: string): Warning[] {
  const left = segments.flatMap(({ lexemes }) => {
    return lexemes.flatMap((_, at) => (isAskedFor(lexemes, at, text) ? [lexemes[at]!] : []));
  });
  // `the sky changes from day to night` is told already.
  const untold = left.filter(({ start, end }) => {
    return !deeds.some((deed) => deed.start <= start && end <= deed.end);
  });
  const named = listOf(untold.map(({ start, end }) => text.slice(start, end)));
  if (!named) return [];
  return [
    {
      code: 'look',
      message:
        "The embedded engine keeps the picture's own colours, light and style, and makes no text " +
        `or sound, so it leaves out ${named}.`,
    },
  ];
}

function isAskedFor(lexemes: Lexeme[], at: number, text: string): boolean {
  const { look, negated, atmosphere, start, end } = lexemes[at]!;
  if (!look || negated) return false;
  if (look === 'asked') return true;
  const before = text.slice(Math.max(0, start - 40), start).replace(/^.*[.,;:!?，。；：！？]/s, '');
  const after = text.slice(end, end + 30).replace(/[.,;:!?，。；：！？].*$/s, '');
  if (becomes.test(before) || isOrdered(lexemes, at)) return true;
  if (look === 'subject') return changes.test(after);
  // `black and white, dolly in`: said alone, it is what the clip is to be.
  return (
    !atmosphere &&
    lexemes.every(({ look: said, style, preposition }) => said || style || preposition)
  );
}

/** `the picture turns |sepia`, 画面逐渐变成|黑白 */
const becomes =
  /(?:\b(?:becom(?:es?|ing)|turn(?:s|ing)?|fad(?:es?|ing)|shift(?:s|ing)?|chang(?:es?|ing)|transition(?:s|ing)?|switch(?:es|ing)?|dissolv(?:es?|ing)|go(?:es)?|bleeds?)(?:\s+(?:in|in)?to| \w+ly)*(?:\s+(?:an?|all|fully))?|looks? like(?: an?)?|(?:变成|变为|变作|转为|转成|换成|改成|做成|调成|转换成|转换为|渐变为|过渡到|添加|加上|加入|出现|显示|浮现|播放|改变|变换)(?:了|一[个种段幅张行])?)\s*$/iu;

/** `the colours| fade`, `a title| appears`, 音乐|响起 */
const changes =
  /^\s*(?:(?:slowly|gradually|suddenly|softly)\s+)?(?:reading\s.*\s)?(?:chang|shift|fad(?:es?|ing)|turns?\b|dims?\b|brighten|darken|transition|play(?:s|ing)|swell|appear|pop(?:s|ping)|drain|warms?\b|cools?\b|pass(?:es)?\b|soften|in the background|on (?:the )?screen|go(?:es)? (?:out|dark|dim)|[A-Z"].*\b(?:appear|pop)|逐?渐?(?:变|改|响起|播放|出现|浮现|更替|轮换|转))/u;

const orders =
  /^(?:make|makes|turn|convert|render|apply|add|change|give|insert|overlay|display|play|transform|adjust|boost|increase|reduce|lower)(?:$| )/;

/** `make it sepia`, `turn this into anime`; not `add a slow zoom on a black and white photo`. */
function isOrdered(lexemes: Lexeme[], at: number): boolean {
  const order = lexemes.findLastIndex(({ text }, i) => i < at && orders.test(text));
  if (order < 0) return false;
  const between = lexemes.slice(order + 1, at);
  if (between.some(({ move, stative }) => move || stative)) return false;
  const opens = lexemes.slice(0, order).every(({ agent, unknown, camera }) => {
    return !agent?.person && !unknown && !camera;
  });
  // `turn left at the black and white house`
  const turned = lexemes[order]!.text.startsWith('turn');
  return (
    opens &&
    !(
      turned &&
      !between.some(({ text }) =>
        /^(?:it|this|into|image|picture|photo|scene|everything)/.test(text),
      )
    )
  );
}
