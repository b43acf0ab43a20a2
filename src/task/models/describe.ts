/** What a model's rules come to, for those who choose before they send a request, and for people. */
import type { KindRules } from './rules.ts';

/** Every value that `ratio` may have, the usual one first; none where the image decides. */
export function ratiosOf({ fields: { ratio } }: KindRules): string[] {
  if (ratio?.type !== 'choice') return [];
  const usual = ratio.default ?? ratio.of[0];
  return [usual, ...ratio.of.filter((value) => value !== usual)].map(String);
}

/** Every length that a clip may have, in seconds. */
export function secondsOf({ fields: { duration } }: KindRules): number[] {
  if (duration?.type === 'choice') return duration.of.map(Number);
  if (duration?.type !== 'whole') return [];
  return Array.from({ length: duration.max - duration.min + 1 }, (_, i) => duration.min + i);
}

/** The length that a clip has where a request does not tell it, in seconds. */
export function usualSeconds({ fields: { duration } }: KindRules): number {
  return Number(duration!.default);
}

/** `2 to 10`, `5 or 10`, `4, 6 or 8`. */
export function describeSeconds(rules: KindRules): string {
  const seconds = secondsOf(rules);
  const last = seconds.at(-1)!;
  if (rules.fields.duration?.type === 'whole') return `${seconds[0]} to ${last}`;
  return `${seconds.slice(0, -1).join(', ')} or ${last}`;
}
