/** What the prompt wants to happen in the picture, which a camera cannot do. */
import type { Warning } from '../../../engine/engine.ts';
import type { Clauses } from './clauses.ts';
import type { Lexeme } from './lexemes.ts';
import type { Segment } from './segments.ts';

/** One warning that names up to three of the phrases, or none. */
export function warnOfSubjectMotion(
  segments: Segment[],
  clauses: Clauses,
  text: string,
): Warning[] {
  const phrases = clauses.deeds
    .filter(({ negated }) => !negated)
    .map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ').trim());
  for (const segment of segments) phrases.push(...timeEffects(segment.lexemes));
  if (phrases.length === 0) phrases.push(...followed(segments, clauses, text));
  const named = [...new Set(phrases)].filter((phrase) => {
    return (
      phrase.length > 0 && !phrases.some((other) => other !== phrase && other.includes(phrase))
    );
  });
  if (named.length === 0) return [];
  const quoted = named.slice(0, 3).map((phrase) => `"${shorten(phrase)}"`);
  const list = quoted.join(', ') + (named.length > 3 ? ` and ${named.length - 3} more` : '');
  return [
    {
      code: 'subject-motion',
      message:
        `The embedded engine moves only the camera, so it leaves out ${list}. ` +
        'A neural engine can animate the subject.',
    },
  ];
}

/** Cuts and fades: the clip is one continuous shot. */
export function warnOfEdits(lexemes: Lexeme[]): Warning[] {
  const edits = lexemes.filter(({ edit, negated }) => edit && !negated);
  if (edits.length === 0) return [];
  const named = [...new Set(edits.map(({ text }) => `"${text}"`))].slice(0, 3).join(', ');
  return [
    {
      code: 'edit',
      message: `The embedded engine makes one continuous shot: ${named} is left out.`,
    },
  ];
}

function shorten(phrase: string): string {
  const letters = [...phrase];
  return letters.length > 60 ? `${letters.slice(0, 59).join('').trimEnd()}…` : phrase;
}

/** `follows her`: where she does not go, there is nobody to follow. */
function followed(segments: Segment[], { movements }: Clauses, text: string): string[] {
  return movements.flatMap(({ segment, at }) => {
    const { lexemes } = segments[segment]!;
    if (!lexemes[at]!.move!.follows || lexemes[at]!.negated) return [];
    const whom = lexemes.findIndex((lexeme, i) => i > at && i <= at + 5 && lexeme.agent);
    return whom < 0 ? [] : [text.slice(lexemes[at]!.start, lexemes[whom]!.end)];
  });
}

function timeEffects(lexemes: Lexeme[]): string[] {
  return lexemes
    .filter(({ text, negated }) => !negated && /^time-?\s?lapse$|^延时(?:摄影)?$/.test(text))
    .map(({ text }) => text);
}
