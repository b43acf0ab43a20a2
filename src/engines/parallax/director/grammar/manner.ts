/** How a movement is made: the pace, size and ease that modifiers say of it. */
import type { Ease } from '../../shot.ts';
import { isChinese, type Lexeme } from './lexeme.ts';
import type { Modifier, MoveSense } from './lexicon/senses.ts';

/** Undefined where nothing is said. */
export interface Manner {
  /** -2 very slow .. 2 very fast. */
  pace?: number;
  /** Factor on the size. */
  size?: number;
  ease?: Ease;
}

/** The manner that the modifiers from one index up to another say. */
export function readManner(lexemes: Lexeme[], from = 0, till = lexemes.length): Manner {
  const manner: Manner = {};
  for (let i = from; i < till; i++) {
    const { modifier, degree, negated } = lexemes[i]!;
    if (!modifier || (degree && lexemes[i + 1]?.modifier)) continue;
    // `not fast, pan left`: said of something else than the move.
    if (negated !== lexemes.find((lexeme) => lexeme.move)?.negated) continue;
    if (!describesNoun(lexemes, i)) addManner(manner, scale(modifier, lexemes[i - 1]?.degree));
  }
  return manner;
}

/** `a slow cinematic shot of a lake`: how the shot is, where no movement is named. */
export function readMannerOfShot(lexemes: Lexeme[]): Manner {
  const film = lexemes.findIndex((lexeme) => lexeme.film && lexeme.text !== 'effect');
  if (film < 0) return {};
  let from = film;
  while (from > 0 && !isContent(lexemes[from - 1]!)) from--;
  const { pace } = readManner(lexemes, from, film);
  return pace === undefined ? {} : { pace };
}

/** What is said twice: the stronger pace, the sizes together, the later ease. */
export function addManner(manner: Manner, more: Manner): void {
  if (more.pace !== undefined && Math.abs(more.pace) >= Math.abs(manner.pace ?? 0)) {
    manner.pace = more.pace;
  }
  if (more.size !== undefined) manner.size = (manner.size ?? 1) * more.size;
  // `ease in, ease out`
  const both = /accelerate,decelerate/.test([manner.ease, more.ease].sort().join());
  if (more.ease !== undefined) manner.ease = both ? 'smooth' : more.ease;
}

/** What is said of one movement, over what is said of all. */
export function withOverall(manner: Manner, overall: Manner): Manner {
  return { ...overall, ...manner };
}

/** What is said, and what the verb implies: a fast-paced hyperlapse is no slower than a hyperlapse. */
export function withImplied(said: Manner, { pace, size, ease }: MoveSense): Manner {
  const manner: Manner = { ...said };
  if (pace !== undefined && (said.pace === undefined || said.pace * pace > 0)) {
    manner.pace = Math.sign(pace) * Math.max(Math.abs(pace), Math.abs(said.pace ?? 0));
  }
  if (size !== undefined) manner.size = size * (said.size ?? 1);
  if (ease !== undefined) manner.ease ??= ease;
  return manner;
}

/** A segment that says nothing but how: `slow and steady`, `very fast`. */
export function saysOnlyHow(lexemes: Lexeme[]): boolean {
  if (!lexemes.some((lexeme) => lexeme.modifier || lexeme.quantity)) return false;
  return lexemes.every((lexeme) => {
    return !isContent(lexeme) && !lexeme.atmosphere && lexeme.framing === undefined;
  });
}

/** A word for something in the picture, or for what that does. */
export function isContent(lexeme: Lexeme): boolean {
  const { unknown, agent, ambient, thing, action, stative, way } = lexeme;
  return Boolean(unknown || agent || ambient || thing || action || stative || way);
}

/** `slow river`: how a thing is, not how the camera moves. Adverbs never are. */
function describesNoun(lexemes: Lexeme[], at: number): boolean {
  if (lexemes[at]!.text.endsWith('ly') || isChinese(lexemes[at]!)) return false;
  for (let i = at + 1; i < lexemes.length; i++) {
    const next = lexemes[i]!;
    if (next.modifier || next.degree || next.style) continue;
    if (next.move || next.camera || next.film) return false;
    return Boolean(isContent(next) || next.atmosphere || next.mood || next.height);
  }
  return false;
}

/** `very slow` is slower than slow, `slightly faster` less than faster. */
function scale({ pace, size, ease }: Modifier, degree = 1): Manner {
  const manner: Manner = {};
  if (pace !== undefined) manner.pace = Math.max(-2, Math.min(2, pace * (degree > 1 ? 2 : degree)));
  if (size !== undefined) manner.size = size ** degree;
  if (ease !== undefined) manner.ease = ease;
  return manner;
}
