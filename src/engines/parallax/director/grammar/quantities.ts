/** Measures of moves: degrees, seconds, factors. */
import type { Measure } from '../script.ts';
import type { Token } from './tokenize.ts';

interface Measured {
  /** How many tokens it takes. */
  length: number;
  quantity: Measure;
}

const units = new Map<string, Measure['unit']>([
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

export function isNumber(text: string): boolean {
  return text >= '0' && text < ':';
}

/** `2x`, `ninety degrees`, 九十度; undefined where no measure begins. */
export function readQuantity(tokens: Token[], at: number): Measured | undefined {
  const { text } = tokens[at]!;
  const [, digits, suffix] = (isNumber(text) && /^(\d+(?:\.\d+)?)(.*)$/.exec(text)) || [];
  const spelled = digits ? null : readNumeral(tokens, at);
  const value = digits ? Number(digits) : (spelled?.value ?? numberWords.get(text));
  if (value === undefined) return undefined;
  const here = units.get(suffix ?? '');
  if (here) return { length: 1, quantity: { value, unit: here } };
  // `rotate 180`
  const angle = !suffix && /^(?:45|90|180|270|360)$/.test(text);
  const length = spelled?.length ?? 1;
  const next = tokens[at + length];
  const unit = next && !next.stop && !suffix ? units.get(next.text) : undefined;
  if (unit) return { length: length + 1, quantity: { value, unit } };
  if (!unit && !suffix && isSecondsToo(tokens, at, length))
    return { length, quantity: { value, unit: 'seconds' } };
  return angle ? { length: 1, quantity: { value, unit: 'degrees' } } : undefined;
}

/** `static for one second, dolly in for three`: seconds again. */
function isSecondsToo(tokens: Token[], at: number, length: number): boolean {
  const next = tokens[at + length];
  const ends = !next || next.stop || next.text === 'and' || next.text === 'then';
  if (!ends || tokens[at - 1]?.text !== 'for') return false;
  return tokens
    .slice(0, at)
    .some(({ text }) => units.get(text) === 'seconds' || /^\d+s$/.test(text));
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
