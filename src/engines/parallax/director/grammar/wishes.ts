/** What the prompt wants that no camera can fulfil. */
import type { Wish } from '../script.ts';
import type { Clauses } from './clauses.ts';
import { findLooks } from './looks.ts';
import type { Segment } from './segments.ts';

export function findWishes(segments: Segment[], clauses: Clauses, text: string): Wish[] {
  const deeds = clauses.deeds.filter(({ negated }) => !negated);
  const lexemes = segments.flatMap((segment) => segment.lexemes).filter(({ negated }) => !negated);
  const lapses = lexemes.filter((lexeme) => /^time-?\s?lapse$|^延时(?:摄影)?$/.test(lexeme.text));
  const motions = [...deeds, ...lapses, ...spared(segments)];
  return [
    ...motions.map(({ start, end }): Wish => ({ kind: 'subject-motion', span: [start, end] })),
    ...followed(segments, clauses),
    ...findLooks(segments, clauses, text).map((span): Wish => ({ kind: 'look', span })),
    ...lexemes
      .filter(({ edit }) => edit)
      .map(({ start, end }): Wish => ({ kind: 'edit', span: [start, end] })),
  ];
}

/** `nothing moves except the curtains`: those are to move. */
function spared(segments: Segment[]) {
  return segments.flatMap(({ link, lexemes, sentence }, i) => {
    const before = segments[i - 1];
    const still = before?.sentence === sentence && before.lexemes.some((l) => l.stillness);
    if (link !== 'but' || !still || !lexemes.some(({ agent }) => agent)) return [];
    return [{ start: lexemes[0]!.start, end: lexemes.at(-1)!.end }];
  });
}

/** `follows her`: where she does not go, there is nobody to follow. */
function followed(segments: Segment[], { movements }: Clauses): Wish[] {
  return movements.flatMap(({ segment, at }): Wish[] => {
    const { lexemes } = segments[segment]!;
    if (!lexemes[at]!.move!.follows || lexemes[at]!.negated) return [];
    const whom = lexemes.findIndex((lexeme, i) => i > at && i <= at + 5 && lexeme.agent);
    return whom < 0 ? [] : [{ kind: 'pursuit', span: [lexemes[at]!.start, lexemes[whom]!.end] }];
  });
}
