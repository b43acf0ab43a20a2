/**
 * What the prompt wants done to the picture's colours, style, light and contents, and what it wants
 * read or heard: the picture stays as it is, and the clip is silent. A picture that merely is so, `a
 * black and white photo of a street`, wants nothing.
 */
import type { Span } from '../script.ts';
import type { Clauses } from './clauses.ts';
import type { Lexeme } from './lexeme.ts';
import { simplify } from './lexicon/lexicon.ts';
import { isThing } from './nouns.ts';
import type { Segment } from './segments.ts';

/** Where such wishes stand. */
export function findLooks(segments: Segment[], { deeds }: Clauses, text: string): Span[] {
  const plain = simplify(text);
  const left = segments.flatMap(({ lexemes }): Span[] => {
    const [first, last] = [lexemes[0]!, lexemes.at(-1)!];
    const negated = lexemes.some((lexeme) => lexeme.negated);
    // What it becomes may stand beyond a connective: 从早晨|过渡到|傍晚.
    const passes = !negated && passages.exec(plain.slice(first.start, last.end + 8));
    if (passes && first.start + passes.index < last.end) {
      const start = first.start + passes.index;
      return [[start, start + passes[0].length]];
    }
    if (isEdit(lexemes)) return [[first.start, last.end]];
    const asked = lexemes.filter((_, at) => isAskedFor(lexemes, at, plain));
    return asked.map(({ start, end }) => [start, end]);
  });
  // `the sky changes from day to night` is told already.
  return left.filter(([start, end]) => {
    return !deeds.some((deed) => deed.start <= start && end <= deed.end);
  });
}

function isAskedFor(lexemes: Lexeme[], at: number, text: string): boolean {
  const { look, negated, atmosphere, start, end, unknown } = lexemes[at]!;
  const hue = unknown && hues.test(lexemes[at]!.text);
  if (negated || !(look || hue)) return false;
  if (look === 'asked') return true;
  const before = text.slice(Math.max(0, start - 40), start).replace(/^.*[.,;:!?，。；：！？]/s, '');
  const after = text.slice(end, end + 30).replace(/[.,;:!?，。；：！？].*$/s, '');
  // `turns to a red door`
  if (hue) return becomes.test(before) && !/\san?\s*$/.test(before);
  if (becomes.test(before) || isOrdered(lexemes, at)) return true;
  const heard = /music|song|melody|[乐曲]/.test(lexemes[at]!.text) && accompanies.test(before);
  if (look === 'subject') return heard || changes.test(after);
  // `black and white, dolly in`: said alone, it is what the clip is to be.
  const alone = lexemes.every(({ look: said, style, preposition }) => said || style || preposition);
  return alone && !atmosphere;
}

const times = 'dawn|morning|noon|day|afternoon|evening|dusk|night|spring|summer|autumn|fall|winter';
const zhTimes = '[白黑]天|清晨|早晨|正午|白昼|黄昏|傍晚|夜晚|黑夜|深夜|春天?|夏天?|秋天?|冬天?';

/** `from morning to evening`, `winter turns into spring`, 换成夜晚 */
const passages = new RegExp(
  String.raw`\b(?:${times}) (?:\w+ )?(?:in)?to (?:${times})\b|` +
    String.raw`\b(?:becom\w+|(?:turn|chang|shift|transition|fad)\w* (?:in)?to) (?:${times})\b|` +
    String.raw`\bmake it (?:look like )?(?:${times})(?:time)?\b|` +
    `从(?:${zhTimes})(?:变|转|过渡)?到(?:${zhTimes})|[变换改转](?:成|为)了?(?:${zhTimes})`,
  'iu',
);

const hues =
  /^(?:red|orange|yellow|green|blue|purple|pink|violet|crimson|grey|gray|black|white|gold|golden|silver|dark)$/;

/** `the picture turns |sepia`, `it loses its |colour`, 画面逐渐变成|黑白 */
const becomes = new RegExp(
  String.raw`(?:\b(?:(?:becom|chang|fad|dissolv)(?:es?|ing)|(?:turn|shift|transition|bleed|grow)(?:s|ing)?|` +
    'switch(?:es|ing)?|go(?:es)?|gets?|falls|los(?:es?|ing)|looks? like)' +
    String.raw`(?:\s+(?:from \w+|in|(?:in)?to|its?|their|all|fully|an?|the|\w+ly))*|` +
    '(?:变成|变得|变为|变作|变|转为|转成|换成|改成|改为|做成|调成|转换成|转换为|渐变为|过渡到|' +
    String.raw`添加|加上|加入|出现|显示|浮现|播放|改变|变换)(?:了|一[个种段幅张行])?)\s*$`,
  'iu',
);

/** `the colours| fade`, `a title| appears`, 音乐|响起 */
const changes = new RegExp(
  String.raw`^\s*(?:[A-Z]+\s+|"[^"]*"\s+|\w+ly\s+)?(?:chang|shift|fad(?:es?|ing)|turns?\b|dims?\b|brighten|darken|transition|` +
    String.raw`play(?:s|ing)|swell|appear|pop(?:s|ping)?\b|drain|warms?\b|cools?\b|pass(?:es)?\b|soften|spells?\b|` +
    'in the background|on (?:the )?screen|go(?:es)? (?:out|dark|dim|from|to)|' +
    '(?:逐渐|渐渐|慢慢|缓缓|渐)?(?:变|改|响起|播放|出现|浮现|更替|轮换|转))',
  'u',
);

/** `with upbeat |music` */
const accompanies =
  /(?:\b(?:with|accompanied by|set to) (?:\w+ ){0,3}|(?:伴随着?|伴着|配上)[^，]*)$/;

const orders =
  /^(?:make|makes|drain|bring|put|turn|convert|render|apply|add|change|give|insert|overlay|display|play|transform|adjust|boost|increase|reduce|lower|raise|invert|enhance|brighten|darken)(?:$| )/;

/** `turn the camera into the light`; a picture or a shot can be turned into something else. */
function isCameraItself({ text }: Lexeme): boolean {
  return /camera|lens|drone/.test(text);
}

/** `make it sepia`, `turn this into anime`; not `add a slow zoom on a black and white photo`. */
function isOrdered(lexemes: Lexeme[], at: number): boolean {
  const order = lexemes.findLastIndex(({ text }, i) => i < at && orders.test(text));
  if (order < 0) return false;
  const between = lexemes.slice(order + 1, at);
  const like = between.some(({ text }) => /^looks? like$|^like$/.test(text));
  if (!like && between.some(({ move, stative }) => move || stative)) return false;
  if (between.some(isCameraItself)) return false;
  const told = lexemes.slice(0, order).some(({ agent, unknown, camera }) => {
    return agent?.person || unknown || camera;
  });
  if (told) return false;
  // `turn left at the black and white house`
  const what = /^(?:it|this|into|image|picture|photo|scene|everything)/;
  return !lexemes[order]!.text.startsWith('turn') || between.some(({ text }) => what.test(text));
}

/** `add a rainbow`, `turn the cat into a lion`, `make the sky blue`: work for a brush. */
function isEdit(lexemes: Lexeme[]): boolean {
  const order = lexemes.findIndex(({ auxiliary, text }) => !auxiliary || text === 'make');
  const [verb, next] = lexemes.slice(Math.max(0, order));
  const given = next?.determiner || next?.agent?.pronoun;
  if (!verb || !given) return false;
  if (lexemes.some((lexeme) => lexeme.negated || isCameraItself(lexeme))) return false;
  const into = lexemes.findLastIndex(({ text }) => /^(?:look like|into|to)$/.test(text));
  const becomes = into > order + 1 && /^(?:make|turn|morph|transform|convert)$/.test(verb.text);
  const paints = verb.text === 'make' && hues.test(lexemes.at(-1)!.text);
  const gives = verb.text === 'give' && /^(?:her|him|them|the)$/.test(next.text);
  const edits =
    /^(?:add|insert|remove|erase|delete|replace|change|apply|swap|switch|brighten|darken)$/.test(
      verb.text,
    );
  if (!(becomes || paints || gives || edits)) return false;
  const rest = lexemes.slice((becomes ? into : order) + 1).filter(({ text }) => text !== 'style');
  const filmed = rest.some(({ move, camera, film, atmosphere, action, flavour, life }) => {
    return move || camera || film || atmosphere || action || flavour || life;
  });
  const thing = rest.some((lexeme) => {
    const { framing, look } = lexeme;
    return isThing(lexeme) || look || framing !== undefined;
  });
  const vague = /^(?:sense|touch|hint|bit|feeling|depth|drama)$/;
  return thing && !filmed && !rest.some(({ text }) => vague.test(text));
}
