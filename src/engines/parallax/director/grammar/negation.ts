/** What a prompt says is not to be: `no zoom or pan`, `don't move the camera`, `zoom: none`. */
import { isChinese } from './lexeme.ts';
import type { Segment } from './segments.ts';

/** Mark what negators govern: the rest of their segment, and the list that goes on after it. */
export function negate(segments: Segment[]): Segment[] {
  let toTheEnd = false;
  let scope: 'noun' | 'verb' | null = null;
  for (const [index, segment] of segments.entries()) {
    if (scope && !listGoesOn(segments, index)) scope = null;
    // 推拉都不要: in Chinese the denial may come last.
    const final = segment.lexemes.at(-1)!;
    const denies = final.negator === 'verb' || final.negator === 'noun';
    if (denies && isChinese(final)) denyBefore(segments, index);
    for (const lexeme of segment.lexemes) {
      if (lexeme.negator === 'all' || lexeme.negator === 'over')
        toTheEnd = lexeme.negator === 'all';
      else if (lexeme.negator === 'before') denyBefore(segments, index);
      else if (lexeme.negator) scope = lexeme.negator;
      else if (scope || toTheEnd) lexeme.negated = true;
    }
  }
  return segments;
}

/** `camera motion none`, `zoom: none`. */
function denyBefore(segments: Segment[], index: number): void {
  const alone = segments[index]!.lexemes.length === 1;
  // `zoom: 0`, but `0 people`
  const figure = segments[index]!.lexemes.some(({ text }) => text === '0');
  if (figure && !alone) return;
  const denied = alone && segments[index]!.link === 'colon' ? index - 1 : index;
  const about = segments[denied]?.lexemes ?? [];
  for (const lexeme of about) lexeme.negated = true;
  // `camera: none`
  const still =
    denied < index && about.length > 0 && about.every(({ camera, move }) => camera && !move);
  if (still) segments[index]!.lexemes[0]!.move = { family: 'hold', licence: 'sure', label: true };
}

/**
 * Whether a negation reaches into this segment: `no zoom or pan`, `without zooming, panning or
 * tilting`. It does not reach `no zoom, pan left` nor `don't pan, zoom in`: a list member is bare,
 * and a list parted by commas ends in `or`.
 */
function listGoesOn(segments: Segment[], index: number): boolean {
  const { link, lexemes, sentence } = segments[index]!;
  if (sentence !== segments[index - 1]!.sentence) return false;
  // `stop panning and start zooming`
  if (lexemes.some((lexeme) => lexeme.negator) || segments[index]!.begins) return false;
  if (link === 'or') return true;
  if (link === 'item') return true;
  const bare = lexemes.length <= 3 && !lexemes.some((l) => l.heading || l.path || l.camera);
  if (!bare) return false;
  // `avoid rotation and push in`: nouns are listed with nouns, an order goes its own way.
  const listed = segments[index - 1]!.lexemes.find(({ move, negated }) => move && negated);
  const order = lexemes.find(({ move }) => move);
  const goes = order?.form === 'base' && (listed?.form === 'ing' || order.move!.to);
  const apart = listed && listed.form !== 'base' && goes;
  if (link === 'and') return !apart;
  if (link !== 'comma') return false;
  for (let i = index + 1; i < segments.length; i++) {
    const later = segments[i]!;
    if (later.sentence !== sentence) return false;
    if (later.link === 'or') return true;
    if (later.link !== 'comma' && later.link !== 'item') return false;
  }
  return false;
}
