/** Words that are written in the picture, or entitle a shot. */
import type { Token } from './tokenize.ts';

const quote = /["“”«»「」『』]/;

const writing = /^(?:says?|saying|reads?|reading|titled|named|labell?ed|着|为)$/;

/**
 * What is written in the picture, `a sign that says "turn left"`, or is a title, `"Turn and Pause"
 * (slow arc in)`: said to nobody.
 */
export function findQuoted(tokens: Token[]): Set<number> {
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
