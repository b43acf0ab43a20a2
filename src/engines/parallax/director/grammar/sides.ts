/** Chinese sides, which fuse with verbs (后拉), stand alone (先左后右) or belong to a noun (桌上). */
import type { Lexeme } from './lexeme.ts';
import type { Senses } from './lexicon/senses.ts';
import type { Token } from './tokenize.ts';

/** 先左后右摇, 先跟后推: what is a way or a move by itself only in a sequence. */
export function readSide(tokens: Token[], at: number): Senses | undefined {
  const senses = sides.get(tokens[at]!.text);
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  const alone = /^[先后再又]$/.test(before?.text ?? '') || before?.stop === 'colon';
  if (!senses || !alone) return undefined;
  const ends = !next || next.stop || /^[后再又摇移推拉转甩]$/.test(next.text);
  return ends ? senses : undefined;
}

const sides = new Map<string, Senses>([
  ['左', { heading: { to: 'left' } }],
  ['右', { heading: { to: 'right' } }],
  ['上', { heading: { to: 'up' } }],
  ['下', { heading: { to: 'down' } }],
  ['跟', { move: { family: 'travel', licence: 'film', otherwise: 'sideways', follows: true } }],
]);

/** What stands before is a movement that is over. */
export function isDone(before: Lexeme[]): boolean {
  const { move, path, quantity, text } = before.at(-1) ?? {};
  return Boolean(move || path === 'around' || quantity) || text === '完';
}

/** 从左|摇到右: the side is where it comes from. */
export function isWhence(before: Lexeme[]): boolean {
  return /^[从由自]$/.test(before.at(-1)?.text ?? '');
}

/** 桌面上, 街道上: after these a side is where, not whither; but for 从脚下上移. */
export function isPlace(before: Lexeme[]): boolean {
  const { unknown, way, height, agent, ambient, thing } = before.at(-1) ?? {};
  if (/^[从由自]$/.test(before.at(-2)?.text ?? '')) return false;
  return Boolean(unknown || way || height || agent || ambient || thing);
}
