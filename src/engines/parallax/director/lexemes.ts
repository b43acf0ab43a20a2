/** Tokens to lexemes: known phrases with their senses, quantities, and words nobody knows. */
import { findPhrase, isKnown, simplify } from './lexicon/lexicon.ts';
import type { Form, Senses } from './lexicon/senses.ts';
import { respell } from './spelling.ts';
import { type Stop, type Token, tokenize } from './tokenize.ts';

export interface Lexeme extends Senses {
  text: string;
  start: number;
  end: number;
  form?: Form;
  stop?: Stop;
  span?: [number, number];
  quantity?: Quantity;
  /** In no table: most likely a thing, or what a thing is like. */
  unknown?: true;
  /** Unknown, and written as a name inside a sentence. */
  proper?: true;
  /** Said not to be. */
  negated?: true;
}

export interface Quantity {
  value: number;
  unit: 'degrees' | 'times' | 'percent' | 'seconds';
}

const units = new Map<string, Quantity['unit']>([
  ['°', 'degrees'],
  ['deg', 'degrees'],
  ['degree', 'degrees'],
  ['degrees', 'degrees'],
  ['度', 'degrees'],
  ['x', 'times'],
  ['×', 'times'],
  ['times', 'times'],
  ['倍', 'times'],
  ['%', 'percent'],
  ['percent', 'percent'],
  ['s', 'seconds'],
  ['sec', 'seconds'],
  ['secs', 'seconds'],
  ['second', 'seconds'],
  ['seconds', 'seconds'],
  ['beat', 'seconds'],
  ['beats', 'seconds'],
  ['秒', 'seconds'],
]);

const numberWords = new Map<string, number>([
  ['half', 0.5],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['ninety', 90],
  ['半', 0.5],
]);

const chineseDigits = '零一二三四五六七八九';
const chineseTens = new Map([
  ['十', 10],
  ['百', 100],
]);

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
  /(?:^(?!ro|ger|hu|otto|talis)\p{L}{3,}(?:man|men|woman|women)|\p{L}{4,}ists?|\p{L}*(?:pott|weld|keep|mak|sell|fight|build|work|weav|bak|paint|herd|train|blow|clean|garden|fish|carpent)ers?|(?:black|gold|silver|lock)smiths?|vendors?)$/u;

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
  if (side) return side;
  const number = readDecade(tokens, at) ?? readQuantity(tokens, at);
  const whole = findPhrase(tokens, at);
  const returns =
    whole?.length === 2 && tokens[at]!.text === 'back' && isReturn(tokens, at, lexemes);
  // 越飞越高 is not 飞越.
  const more = tokens[at - 1]?.text === '越' && tokens[at + 1]?.text === '越';
  const phrase = returns || more ? findPhrase(tokens.slice(0, at + 1), at) : whole;
  if (number && (!phrase || number.length > phrase.length)) return number;
  if (!phrase && somebody.test(tokens[at]!.text)) return person;
  // 环绕一圈后拉远: after it, not backward.
  if (phrase?.senses.fused && tokens[at]!.text === '后' && isDone(lexemes)) {
    return findPhrase(tokens.slice(0, at + 1), at)!;
  }
  if (!phrase || (phrase.senses.fused && (isPlace(lexemes) || isWhence(lexemes)))) return stranger;
  // `360 shot`, 360度环绕: how far it goes is in its name.
  const quantity = phrase.senses.move && number?.senses.quantity;
  return quantity ? { ...phrase, senses: { ...phrase.senses, quantity } } : phrase;
}

/** 先左后右摇, 先跟后推: what is a way or a move by itself only in a sequence. */
function readSide(tokens: Token[], at: number): Reading | null {
  const senses = sides.get(tokens[at]!.text);
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  const alone = /^[先后再又]$/.test(before?.text ?? '') || before?.stop === 'colon';
  if (!senses || !alone) return null;
  const ends = !next || next.stop || /^[后再又摇移推拉转甩]$/.test(next.text);
  return ends ? { length: 1, senses } : null;
}

const sides = new Map<string, Senses>([
  ['左', { heading: { to: 'left' } }],
  ['右', { heading: { to: 'right' } }],
  ['上', { heading: { to: 'up' } }],
  ['下', { heading: { to: 'down' } }],
  ['跟', { move: { family: 'travel', licence: 'film', otherwise: 'sideways', follows: true } }],
]);

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

const quote = /["“”«»「」『』]/;

const writing = /^(?:says?|saying|reads?|reading|titled|named|labell?ed|着|为)$/;

/**
 * What is written in the picture, `a sign that says "turn left"`, or is a title, `"Turn and Pause"
 * (slow arc in)`: said to nobody.
 */
function findQuoted(tokens: Token[]): Set<number> {
  const quoted = new Set<number>();
  const marks = tokens.flatMap(({ stop, text }, i) => (stop && quote.test(text) ? i : []));
  for (const [order, opens] of marks.entries()) {
    const closes = marks[order + 1];
    const title = order % 2 === 0 && closes !== undefined && tokens[closes + 1]?.text === '(';
    if (!title && !writing.test(tokens[opens - 1]?.text ?? '')) continue;
    for (let i = opens + 1; i < (closes ?? tokens.length); i++) if (!tokens[i]!.stop) quoted.add(i);
  }
  return quoted;
}

function isNumber(text: string): boolean {
  return text >= '0' && text < ':';
}

/** What stands before is a movement that is over. */
function isDone(before: Lexeme[]): boolean {
  const { move, path, quantity, text } = before.at(-1) ?? {};
  return Boolean(move || path === 'around' || quantity) || text === '完';
}

/** 从左|摇到右: the side is where it comes from. */
function isWhence(before: Lexeme[]): boolean {
  return /^[从由自]$/.test(before.at(-1)?.text ?? '');
}

/** 桌面上, 街道上: after these a side is where, not whither; but for 从脚下上移. */
function isPlace(before: Lexeme[]): boolean {
  const { unknown, way, height, agent, ambient, thing } = before.at(-1) ?? {};
  if (/^[从由自]$/.test(before.at(-2)?.text ?? '')) return false;
  return Boolean(unknown || way || height || agent || ambient || thing);
}

function readQuantity(tokens: Token[], at: number): Reading | null {
  const { text } = tokens[at]!;
  const [, digits, suffix] = (isNumber(text) && /^(\d+(?:\.\d+)?)(.*)$/.exec(text)) || [];
  const spelled = digits ? null : readNumeral(tokens, at);
  const value = digits ? Number(digits) : (spelled?.value ?? numberWords.get(text));
  if (value === undefined) return null;
  const here = units.get(suffix ?? '');
  if (here) return { length: 1, senses: { quantity: { value, unit: here } } };
  // `rotate 180`
  const angle = !suffix && /^(?:45|90|180|270|360)$/.test(text);
  const length = spelled?.length ?? 1;
  const next = tokens[at + length];
  const unit = next && !next.stop && !suffix ? units.get(next.text) : undefined;
  if (unit) return { length: length + 1, senses: { quantity: { value, unit } } };
  return angle ? { length: 1, senses: { quantity: { value, unit: 'degrees' } } } : null;
}

/** 两, 九十, 三百六十: a Chinese numeral below a thousand. */
function readNumeral(tokens: Token[], at: number): { value: number; length: number } | null {
  let value = 0;
  let digit: number | null = null;
  let i = at;
  for (; i < tokens.length; i++) {
    const { text } = tokens[i]!;
    const tens = chineseTens.get(text);
    const read = text === '两' ? 2 : text.length === 1 ? chineseDigits.indexOf(text) : -1;
    if (tens) {
      value += (digit ?? 1) * tens;
      digit = null;
    } else if (read >= 0 && digit === null) digit = read;
    else break;
  }
  return i > at ? { value: value + (digit ?? 0), length: i - at } : null;
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

export function isChinese({ text }: Lexeme): boolean {
  return /\p{Script=Han}/u.test(text);
}
