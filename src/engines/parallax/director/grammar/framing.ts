/**
 * A change of framing implies a move, `from a wide shot to a close-up` goes in; so does a change of
 * height: `we start on the ground and end in the sky`.
 */
import type { ScriptMove as Reading } from '../script.ts';
import type { Lexeme } from './lexeme.ts';
import type { Phrase } from './phrase.ts';
import type { Segment } from './segments.ts';

/** What can be left and reached: how near a framing is, where up is. */
type Scale = (lexeme: Lexeme) => number | undefined;

const nearness: Scale = ({ framing }) => framing;
const height: Scale = ({ height }) => (height ? Number(height === 'up') : undefined);

interface Place {
  lexeme: Lexeme;
  segment: number;
  value: number;
}

/** The phrases, with what such changes add: a direction where none is said, or a move. */
export function addFraming(phrases: Phrase[], segments: Segment[], text: string): Phrase[] {
  const result = [...phrases];
  for (const sentence of new Set(segments.map((s) => s.sentence))) {
    const framing = readChange(segments, sentence, nearness);
    const change = framing ?? readChange(segments, sentence, height);
    if (!change) continue;
    const { from, to } = change;
    const here = result.filter((phrase) => segments[phrase.segment]!.sentence === sentence);
    const vague = here.find(({ readings: said, headed, sense }) => {
      return said === null || (!headed && Boolean(sense.label));
    });
    const more = to.value > from.value;
    const readings = framing
      ? along(more)
      : upward(more, vague, from.lexeme.style || to.lexeme.style);
    if (vague) {
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
        span: [from.lexeme.start, to.lexeme.end],
      });
      result.sort((a, b) => a.segment - b.segment);
    }
  }
  return result;
}

function along(nearer: boolean): Reading[] {
  return [{ kind: 'dolly', direction: nearer ? 'in' : 'out' }];
}

/** What looks up tilts, unless it is told to travel: a crane shot, a drone, `from a high angle`. */
function upward(up: boolean, vague: Phrase | undefined, stands: true | undefined): Reading[] {
  const { family } = vague?.sense ?? {};
  const travels = stands || family === 'travel';
  const kind = family === 'crane' ? 'crane' : travels ? 'pedestal' : 'tilt';
  return [{ kind, direction: up ? 'up' : 'down' }];
}

/** Two different values in one sentence, the first left and the second reached. */
function readChange(
  segments: Segment[],
  sentence: number,
  scale: Scale,
): { from: Place; to: Place } | null {
  let from: Place | null = null;
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
      const value = scale(lexeme);
      if (value === undefined || lexeme.negated) continue;
      const place = { lexeme, segment: index, value };
      if (from && reaches && value !== from.value) return { from, to: place };
      if (leaves) from ??= place;
    }
  }
  return null;
}
