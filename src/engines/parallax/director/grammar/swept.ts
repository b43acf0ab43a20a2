/** Ways told by where they begin and end: `from the floor to the ceiling`, 绕到她的右侧. */
import type { Lexeme } from './lexeme.ts';
import type { Heading } from './lexicon/senses.ts';

/** `from the man on the left to the woman on the right`, 从左侧滑到右侧: toward the side named last. */
export function sweptSide(lexemes: Lexeme[], at: number): 'left' | 'right' | null {
  // `pans from the left`
  const [, side] = /^from (?:the )?(left|right)$/.exec(lexemes[at + 1]?.text ?? '') ?? [];
  if (side) return side === 'left' ? 'right' : 'left';
  const from = lexemes.findIndex(({ text }) => /^(?:from|从|由|自)$/.test(text));
  if (from < 0) return null;
  const sides = lexemes.slice(from).flatMap(({ text }) => {
    if (/\bleft\b|左/.test(text)) return ['left' as const];
    return /\bright\b|右/.test(text) ? ['right' as const] : [];
  });
  if (sides.length === 2 && sides[0] !== sides[1]) return sides[1]!;
  if (sides.length !== 1) return null;
  // `from the window to the door on the right`: one side says the other.
  const to = lexemes.findLastIndex(({ text }) => /^(?:to|到|至)$/.test(text));
  const named = lexemes.findIndex(({ text }) => /\b(?:left|right)\b|[左右]/.test(text));
  const opposite = sides[0] === 'left' ? 'right' : 'left';
  if (to < from || lexemes[named]!.heading) return null;
  return named > to ? sides[0]! : opposite;
}

/** `to the bottom right corner`, 移到右下角: both ways at once. */
export function cornerReached(lexemes: Lexeme[], at: number): Heading[] {
  const goal = lexemes.findLastIndex(({ text }) =>
    /^(?:to|toward|towards|into|.*[到至向])$/.test(text),
  );
  if (goal < at) return [];
  const corner = lexemes.slice(goal).find(({ text }) => {
    return /^(?:top|upper|bottom|lower) (?:left|right)$|^[左右][上下]角$/.test(text);
  });
  if (!corner) return [];
  const { text } = corner;
  return [/left|左/.test(text) ? 'left' : 'right', /top|upper|上/.test(text) ? 'up' : 'down'];
}

/** `pans to the man on the left`, 绕到她的右侧. */
export function sideReached(lexemes: Lexeme[], at: number): 'left' | 'right' | null {
  const { text: verb, move: moves } = lexemes[at]!;
  const turns = /^(?:turn|whip|orbit)$/.test(moves?.family ?? '');
  if (!turns && !/^[移挪滑][到至向]$/.test(verb)) return null;
  const goal = lexemes.findIndex(
    ({ text, move }, i) =>
      i >= at && /^(?:to|toward|towards|.*[到至向])$/.test(text) && (i > at || move),
  );
  const side = lexemes.findIndex(({ thing, text }, i) => {
    return i > goal && thing && /^on the (?:left|right)$|^(?:left|right) side$|^[左右]/.test(text);
  });
  if (goal < 0 || side < 0) return null;
  return /left|左/.test(lexemes[side]!.text) ? 'left' : 'right';
}

/** `tilt from the sky to the street`, `pan from the floor to the ceiling`, 从天空摇到地面. */
export function sweptHeight(lexemes: Lexeme[], at: number): 'up' | 'down' | null {
  const { family, to } = lexemes[at]!.move ?? {};
  if (to || (family !== 'tilt' && family !== 'turn')) return null;
  const from = lexemes.findIndex(({ text }) => /^(?:from|从|由|自)$/.test(text));
  const goal = lexemes.findIndex(
    ({ text }, i) => i > from && /^(?:to|toward|towards|.*[到至向])$/.test(text),
  );
  // `tilt from the signpost down to the dog`
  const told = from < 0 ? undefined : lexemes[goal - 1]?.heading?.to;
  if (told === 'up' || told === 'down') return told;
  const heightAfter = (start: number, end: number) => {
    return start < 0 ? undefined : lexemes.slice(start, end).find(({ height }) => height)?.height;
  };
  const left = heightAfter(from, goal < 0 ? lexemes.length : goal);
  const reached = heightAfter(goal, lexemes.length);
  // One pans to a tower on the horizon, too: what tells is where a pan comes from.
  if (!left) return family === 'tilt' ? (reached ?? null) : null;
  if (reached === left) return null;
  return left === 'up' ? 'down' : 'up';
}
