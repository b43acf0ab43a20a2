/** What the prompt wants in the air and on the film, and how strongly. */
import type { Atmosphere, AtmosphereKind } from '../../shot.ts';
import type { Lexeme } from './lexeme.ts';
import type { Segment } from './segments.ts';

/** Each kind once, at the strongest that is said of it; 0.1 .. 1. */
export function readAtmosphere(segments: Segment[]): Atmosphere[] {
  const strengths = new Map<AtmosphereKind, number>();
  for (const { lexemes } of segments) addAtmosphere(strengths, lexemes);
  return [...strengths].map(([kind, strength]) => ({ kind, strength }));
}

function addAtmosphere(strengths: Map<AtmosphereKind, number>, lexemes: Lexeme[]): void {
  for (const [at, { atmosphere, negated }] of lexemes.entries()) {
    if (!atmosphere || negated) continue;
    if (atmosphere.adjective && describesThing(lexemes[at + 1])) continue;
    if (isDeed(lexemes, at)) continue;
    const strength = Math.min(1, Math.max(0.1, atmosphere.strength * emphasis(lexemes, at)));
    const rounded = Math.round(strength * 100) / 100;
    strengths.set(atmosphere.kind, Math.max(rounded, strengths.get(atmosphere.kind) ?? 0));
  }
}

/** `ash rains down`: something else does. */
function isDeed(lexemes: Lexeme[], at: number): boolean {
  const before = lexemes[at - 1];
  const does = /^(?:rains|snows)$/.test(lexemes[at]!.text);
  return does && Boolean(before?.ambient || before?.unknown || before?.agent);
}

/** A vintage car has no grain; a vintage look has. */
function describesThing(next: Lexeme | undefined): boolean {
  if (!next) return false;
  return Boolean(
    next.unknown ||
      next.agent ||
      next.thing ||
      next.way ||
      next.move?.thing ||
      next.text === 'camera',
  );
}

/** What stands close by: `heavy snow`, `a hint of fog`, `rain falling hard`. */
function emphasis(lexemes: Lexeme[], at: number): number {
  let factor = 1;
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const lexeme = lexemes[i]!;
    const { degree, modifier, style, unknown, stative } = lexeme;
    if (!(degree || modifier || style || unknown || stative)) break;
    // `soft and very hazy`: beyond the nearest words it is said of something else.
    if (lexeme.unknown && i < at - 1) break;
    factor *= weigh(lexeme);
  }
  for (let i = at + 1; i <= at + 2; i++) {
    const lexeme = lexemes[i];
    if (!lexeme || !(lexeme.action || lexeme.move || lexeme.degree)) break;
    if (lexeme.degree && !lexemes[i + 1]?.atmosphere) factor *= weigh(lexeme);
  }
  return factor;
}

function weigh({ degree, modifier }: Lexeme): number {
  if (degree) return degree;
  if (modifier?.size) return modifier.size ** 0.75;
  return modifier?.pace === undefined ? 1 : 1 + 0.25 * modifier.pace;
}
