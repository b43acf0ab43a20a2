/** How well outlines agree with what was expected. */
import type { Row } from '../../test/prompts/rows.ts';

export interface Reading extends Row {
  actual: string;
}

export interface Score {
  prompts: number;
  /** Share of outlines that agree in every word. */
  exact: number;
  /** Share whose moves agree, their directions and their order; pace, air and warnings may differ. */
  near: number;
  /** Of the warnings given, how many were expected; NaN where none was given. */
  precision: number;
  /** Of the warnings expected, how many were given. */
  recall: number;
}

export function scoreOf(readings: Reading[]): Score {
  const share = (test: (reading: Reading) => boolean) =>
    readings.filter(test).length / readings.length;
  const given = readings.flatMap((row) => warningsOf(row.actual).map((code) => ({ code, row })));
  const expected = readings.flatMap((row) => {
    return warningsOf(row.expected).map((code) => ({ code, row }));
  });
  const right = given.filter(({ code, row }) => warningsOf(row.expected).includes(code)).length;
  return {
    prompts: readings.length,
    exact: share(({ actual, expected }) => actual === expected),
    near: share(({ actual, expected }) => movesOf(actual) === movesOf(expected)),
    precision: right / given.length,
    recall: right / expected.length,
  };
}

function warningsOf(outline: string): string[] {
  return outline.split(', ').filter((part) => part.startsWith('!'));
}

/** The moves alone: the first part, less the eases. */
function movesOf(outline: string): string {
  return outline.split(', ')[0]!.replaceAll(/ (?:accelerate|decelerate|linear)/g, '');
}

export function languageOf(prompt: string): 'Chinese' | 'English' {
  return /\p{Script=Han}/u.test(prompt) ? 'Chinese' : 'English';
}

/** Words; a Chinese word has two characters. */
export function lengthOf(prompt: string): string {
  const chinese = prompt.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = (prompt.match(/[\p{Script=Latin}\p{N}']+/gu)?.length ?? 0) + chinese / 2;
  return words <= 5 ? 'up to 5 words' : words < 16 ? '6 to 15' : words < 60 ? '16 to 59' : '60 on';
}
