/** Tokens to lexemes: known phrases with their senses, quantities, and words nobody knows. */
import { isChinese, type Lexeme } from './lexeme.ts';
import { findPhrase, isKnown, simplify } from './lexicon/lexicon.ts';
import type { Senses } from './lexicon/senses.ts';
import { isNumber, readQuantity } from './quantities.ts';
import { findQuoted } from './quoted.ts';
import { isDone, isPlace, isWhence, readSide } from './sides.ts';
import { respell } from './spelling.ts';
import { animacyOf, type Tag, tagChinese, tagEnglish } from './tagger.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Read normalised text. Stops stay in the list, between the words they part. */
export function readLexemes(text: string): Lexeme[] {
  const plain = simplify(text);
  const tokens = respell(tokenize(plain), text);
  const quoted = findQuoted(tokens);
  const words = /\p{Script=Han}/u.test(plain) ? readWords(plain, tokens) : new Map();
  const lexemes: Lexeme[] = [];
  for (let i = 0; i < tokens.length; ) {
    const { length, senses } = isLikeness(tokens, i, text)
      ? likeness
      : isCompound(tokens, i, text) || quoted.has(i)
        ? stranger
        : (readWord(tokens, i, words) ?? readAt(tokens, i, lexemes));
    const { start } = tokens[i]!;
    const { end } = tokens[i + length - 1]!;
    const pos = senses.pos ?? (senses.unknown && words.get(i)?.pos);
    const lexeme: Lexeme = {
      ...senses,
      ...(pos && { pos }),
      text: plain.slice(start, end).toLowerCase(),
      start,
      end,
    };
    const inside = lexemes.length > 0 && lexemes.at(-1)!.stop !== 'sentence';
    if (lexeme.unknown && inside && /^\p{Lu}\p{Ll}/u.test(text.slice(start))) lexeme.proper = true;
    lexemes.push(lexeme);
    i += length;
  }
  return addTags(lexemes, text);
}

/** Chinese words by the index of their first character, with how many they have. */
function readWords(text: string, tokens: Token[]): Map<number, Tag & { length: number }> {
  const at = new Map(tokens.map(({ start }, i) => [start, i]));
  return new Map(
    tagChinese(text).flatMap((tag) => {
      const first = at.get(tag.start);
      if (first === undefined || !/\p{Script=Han}/u.test(text[tag.start]!)) return [];
      return [[first, { ...tag, length: [...text.slice(tag.start, tag.end)].length }]];
    }),
  );
}

/** A Chinese word of which the tables know at most a part that means something else by itself. */
function readWord(
  tokens: Token[],
  at: number,
  words: Map<number, Tag & { length: number }>,
): Reading | null {
  const word = words.get(at);
  if (!word || word.length < 2) return null;
  const { length, pos } = word;
  const known = findPhrase(tokens, at);
  if (readQuantity(tokens, at) || readSide(tokens, at)) return null;
  const { move, path, heading, camera } = known?.senses ?? {};
  const filmed = pos === 'verb' && (move || path || heading || camera);
  if (known && (known.length > 1 || pos === 'other' || filmed)) return null;
  const end = tokens[at + length - 1]!.text === '儿' ? length - 1 : length;
  for (let i = length > end ? 0 : 1; i < length; i++) {
    const inner = findPhrase(tokens, at + i);
    const whole = inner && i + inner.length === end;
    const { agent, ambient } = inner?.senses ?? {};
    // 橘猫, 鱼儿: a compound is what its last part is.
    if (whole && pos !== 'verb' && (agent || ambient)) {
      return { length, senses: { agent, ambient, pos } };
    }
    if (inner && inner.length > 1 && length < 4) return null;
    if (inner?.senses.move && pos !== 'noun' && pos !== 'name') return null;
  }
  if (pos === 'noun' && length > 1 && people.test(tokens[at + length - 1]!.text)) {
    return { length, senses: { agent: {}, pos } };
  }
  return { length, senses: { unknown: true, pos } };
}

/** What Chinese words for people end in. */
const people = /^[人者师员家手匠夫工兵生童孩娃婆爷奶妈爸叔姨哥姐弟妹姑娘客僧侠侣民警娃友们群队]$/;

/** Words of no table have their part of speech from a library. */
function addTags(lexemes: Lexeme[], text: string): Lexeme[] {
  const strange = lexemes.some((lexeme) => lexeme.unknown && !isChinese(lexeme));
  if (!strange) return lexemes;
  const tags = new Map(tagEnglish(text).map((tag) => [tag.start, tag]));
  return lexemes.map((lexeme) => {
    const { pos, lemma } = tags.get(lexeme.start) ?? {};
    if (!pos) return lexeme;
    const { unknown, ...known } = lexeme;
    const animacy =
      unknown && (pos === 'noun' || pos === 'name') && animacyOf(lemma!.toLowerCase());
    if (!animacy) return { ...lexeme, pos, lemma };
    return { ...known, pos, lemma, agent: animacy === 'person' ? { person: true } : {} };
  });
}

interface Reading {
  /** How many tokens it takes. */
  length: number;
  senses: Partial<Lexeme>;
}

const stranger: Reading = { length: 1, senses: { unknown: true } };

const likeness: Reading = { length: 2, senses: { style: true } };

/** `fireman`, `violinist`: somebody, by how the word ends. */
const somebody =
  /(?:^(?!ro|ger|hu|otto|talis)\p{L}{3,}(?:man|men|woman|women)|\p{L}{4,}ists?|\p{L}*(?:pott|weld|keep|mak|sell|fight|build|work|weav|bak|paint|herd|train|blow|sweep|charm|climb|jump|walk|surf|paddl|polish|harvest|smok|clean|garden|fish|carpent)ers?|(?:black|gold|silver|lock)smiths?|vendors?)$/u;

const person: Reading = { length: 1, senses: { agent: { person: true } } };

function readAt(tokens: Token[], at: number, lexemes: Lexeme[]): Reading {
  const { stop, span } = tokens[at]!;
  if (stop) return { length: 1, senses: { stop } };
  if (span) return { length: 1, senses: { span } };
  // `0:00 pan left, 0:03 zoom in`
  if (/^0{1,2}:[0-5]\d$/.test(tokens[at]!.text))
    return { length: 1, senses: { link: { link: 'then' } } };
  // 前3秒, and then
  const ahead = /^[前头]$/.test(tokens[at]!.text) && tokens[at + 1] && readQuantity(tokens, at + 1);
  if (ahead) return { length: 1, senses: { auxiliary: true } };
  const side = readSide(tokens, at);
  if (side) return { length: 1, senses: side };
  const decade = readDecade(tokens, at);
  if (decade) return decade;
  const number = readQuantity(tokens, at);
  const whole = findPhrase(tokens, at);
  const returns =
    whole?.length === 2 && tokens[at]!.text === 'back' && isReturn(tokens, at, lexemes);
  // 越飞越高 is not 飞越.
  const more = tokens[at - 1]?.text === '越' && tokens[at + 1]?.text === '越';
  const phrase = returns || more ? findPhrase(tokens.slice(0, at + 1), at) : whole;
  if (number && (!phrase || number.length > phrase.length || phrase.senses.determiner)) {
    return { length: number.length, senses: { quantity: number.quantity } };
  }
  if (!phrase && somebody.test(tokens[at]!.text)) return person;
  // `3/4 orbit`, `dolly in 3 feet`
  if (!phrase && /^\d+(?:\/\d+)?$/.test(tokens[at]!.text))
    return { length: 1, senses: { style: true } };
  // 环绕一圈后拉远: after it, not backward.
  if (phrase?.senses.fused && tokens[at]!.text === '后' && isDone(lexemes)) {
    return findPhrase(tokens.slice(0, at + 1), at)!;
  }
  if (!phrase || (phrase.senses.fused && (isPlace(lexemes) || isWhence(lexemes)))) return stranger;
  // `360 shot`, 360度环绕: how far it goes is in its name.
  const quantity = phrase.senses.move && number?.quantity;
  return quantity ? { ...phrase, senses: { ...phrase.senses, quantity } } : phrase;
}

/** `tilts back up`, `crane down, then back up`: not what backs up. */
function isReturn(tokens: Token[], at: number, lexemes: Lexeme[]): boolean {
  if (tokens[at + 1]!.text !== 'up') return false;
  if (lexemes.at(-1)?.move) return true;
  const { heading, move } =
    lexemes.findLast(({ stop, link, style }) => !(stop || link || style)) ?? {};
  return heading?.to === 'down' || move?.to === 'down';
}

/** `an elevator-like move` */
function isLikeness(tokens: Token[], at: number, text: string): boolean {
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  return next?.text === 'like' && next.start === token.end + 1 && text[token.end] === '-';
}

/** `camera-shy`, `lens-shaped`: with a hyphen to a word of no table it is no camera. */
function isCompound(tokens: Token[], at: number, text: string): boolean {
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  if (!next || next.start !== token.end + 1 || text[token.end] !== '-') return false;
  return /^(?:camera|lens|frame)$/.test(token.text) && !next.stop && !isKnown(next.text);
}

/** `1980s`, `'80s`, `80年代`: the film of those years had grain. */
function readDecade(tokens: Token[], at: number): Reading | null {
  const { text } = tokens[at]!;
  if (!isNumber(text)) return null;
  const senses: Senses = { atmosphere: { kind: 'film-grain', strength: 0.5 } };
  if (/^(?:(?:18|19)\d0|[2-9]0)'?s$/.test(text)) return { length: 1, senses };
  if (!/^(?:19)?\d0$/.test(text)) return null;
  if (tokens[at + 1]?.text !== '年' || tokens[at + 2]?.text !== '代') return null;
  return { length: 3, senses };
}
