/** What the prompt wants to happen in the picture, which a camera cannot do. */
import type { Warning } from '../../../engine/engine.ts';
import type { Clauses } from './clauses.ts';
import type { Lexeme } from './lexeme.ts';
import type { Segment } from './segments.ts';

/** One warning that names up to three of the phrases, or none. */
export function warnOfSubjectMotion(
  segments: Segment[],
  clauses: Clauses,
  text: string,
): Warning[] {
  const deeds = clauses.deeds
    .filter(({ negated }) => !negated)
    .map(({ start, end }) => text.slice(start, end));
  const effects = segments.flatMap(({ lexemes }) => timeEffects(lexemes));
  const left = listOf([...deeds, ...effects, ...spared(segments, text)]);
  if (left)
    return [subjectMotion(`The embedded engine moves only the camera, so it leaves out ${left}.`)];
  const pursuits = listOf(followed(segments, clauses, text));
  if (!pursuits) return [];
  return [
    subjectMotion(
      `${pursuits} is made by the camera alone: whoever is followed stays where the picture has them.`,
    ),
  ];
}

function subjectMotion(message: string): Warning {
  return { code: 'subject-motion', message };
}

/** Up to three phrases in quotation marks; those that are part of another are left out. */
export function listOf(phrases: string[]): string {
  const said = [...new Set(phrases.map((phrase) => phrase.replaceAll(/\s+/g, ' ').trim()))];
  const named = said.filter((phrase) => {
    return phrase && !said.some((other) => other !== phrase && other.includes(phrase));
  });
  const quoted = named.slice(0, 3).map((phrase) => `"${shorten(phrase)}"`);
  return quoted.join(', ') + (named.length > 3 ? ` and ${named.length - 3} more` : '');
}

/** `nothing moves except the curtains`: those are to move. */
function spared(segments: Segment[], text: string): string[] {
  return segments.flatMap(({ link, lexemes, sentence }, i) => {
    const before = segments[i - 1];
    const still = before?.sentence === sentence && before.lexemes.some((l) => l.stillness);
    if (link !== 'but' || !still || !lexemes.some(({ agent }) => agent)) return [];
    return [text.slice(lexemes[0]!.start, lexemes.at(-1)!.end)];
  });
}

/** Cuts and fades: the clip is one continuous shot. */
export function warnOfEdits(lexemes: Lexeme[]): Warning[] {
  const edits = lexemes.filter(({ edit, negated }) => edit && !negated);
  if (edits.length === 0) return [];
  const named = [...new Set(edits.map(({ text }) => `"${text}"`))].slice(0, 3).join(', ');
  return [
    {
      code: 'edit',
      message:
        `The embedded engine makes one continuous shot: ${named} is left out. ` +
        'Send each shot as a request of its own.',
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
