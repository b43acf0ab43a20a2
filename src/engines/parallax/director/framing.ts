/** A change of framing implies a move: `from a wide shot to a close-up` goes in. */
import type { Lexeme } from './lexemes.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

interface Framing {
  lexeme: Lexeme;
  segment: number;
}

/** The phrases, with what changes of framing add: a direction where none is said, or a move. */
export function addFraming(phrases: Phrase[], segments: Segment[], text: string): Phrase[] {
  const result = [...phrases];
  for (const sentence of new Set(segments.map((s) => s.sentence))) {
    const change = readChange(segments, sentence);
    if (!change) continue;
    const { from, to } = change;
    const nearer = to.lexeme.framing! > from.lexeme.framing!;
    const direction = nearer ? ('in' as const) : ('out' as const);
    const readings = [{ kind: 'dolly' as const, direction }];
    const here = result.filter((phrase) => segments[phrase.segment]!.sentence === sentence);
    const open = here.findIndex(({ readings: said, headed, sense }) => {
      return said === null || (!headed && Boolean(sense.label));
    });
    if (open >= 0) {
      const vague = here[open]!;
      result[result.indexOf(vague)] = { ...vague, readings, headed: true };
    } else if (here.every(({ readings: said }) => said?.every(({ kind }) => kind === 'handheld'))) {
      result.push({
        sense: { family: 'travel', licence: 'film' },
        readings,
        headed: true,
        segment: from.segment,
        leads: true,
        negated: false,
        manner: {},
        said: {},
        quantities: [],
        text: text.slice(from.lexeme.start, to.lexeme.end),
      });
      result.sort((a, b) => a.segment - b.segment);
    }
  }
  return result;
}

/** Two different framings in one sentence, the first left and the second reached. */
function readChange(segments: Segment[], sentence: number): { from: Framing; to: Framing } | null {
  let from: Framing | null = null;
  let leaves = false;
  let reaches = false;
  for (const [index, segment] of segments.entries()) {
    if (segment.sentence !== sentence) continue;
    // `rack focus from foreground to background`: it is the focus that goes.
    if (segment.lexemes.some(({ atmosphere }) => atmosphere?.kind === 'depth-of-field')) continue;
    if (segment.begins) leaves = true;
    if (from && segment.link === 'then') reaches = true;
    // `wide to tight`
    if (segment.lexemes[0]!.framing !== undefined && segment.lexemes.length <= 4) leaves = true;
    for (const lexeme of segment.lexemes) {
      if (/^(?:from|从|由|自)$/.test(lexeme.text)) leaves = true;
      if (from && /^(?:to|into|到|至|ends|becomes)$/.test(lexeme.text)) reaches = true;
      if (lexeme.framing === undefined || lexeme.negated) continue;
      const framing = { lexeme, segment: index };
      if (from && reaches && lexeme.framing !== from.lexeme.framing) return { from, to: framing };
      if (leaves) from ??= framing;
    }
  }
  return null;
}
