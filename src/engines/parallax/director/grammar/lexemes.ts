/** Tokens to lexemes: known phrases with their senses, quantities, and words nobody knows. */
import type { Lexeme } from './lexeme.ts';
import { findPhrase, isKnown, simplify } from './lexicon/lexicon.ts';
import type { Senses } from './lexicon/senses.ts';
import { isNumber, readQuantity } from './quantities.ts';
import { findQuoted } from './quoted.ts';
import { isDone, isPlace, isWhence, readSide } from './sides.ts';
import { respell } from './spelling.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Read normalised text. Stops stay in the list, between the words they part. */
export function readLexemes(text: string): Lexeme[] {
  const plain = simplify(text);
  const tokens = respell(tokenize(plain));
  const quoted = findQuoted(tokens);
  const lexemes: Lexeme[] = [];
  for (let i = 0; i < tokens.length; ) {
    const { length, senses } = isLikeness(tokens, i, text)
      ? likeness
      : isCompound(tokens, i, text) || quoted.has(i)
        ? stranger
        : readAt(tokens, i, lexemes);
    const { start } = tokens[i]!;
    const { end } = tokens[i + length - 1]!;
    const lexeme: Lexeme = { ...senses, text: plain.slice(start, end).toLowerCase(), start, end };
    const inside = lexemes.length > 0 && lexemes.at(-1)!.stop !== 'sentence';
    if (lexeme.unknown && inside && /^\p{Lu}\p{Ll}/u.test(text.slice(start))) lexeme.proper = true;
    lexemes.push(lexeme);
    i += length;
  }
  return lexemes;
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
