import { distance } from 'fastest-levenshtein';

/** The word that was most likely meant; undefined when none of them is near. */
export function findNearest(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let nearest: string | undefined;
  // One slip in three letters, and two in short words, is still the same word.
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const slips = distance(typed, candidate.toLowerCase());
    if (slips >= least) continue;
    least = slips;
    nearest = candidate;
  }
  return nearest;
}

/** ` Did you mean "…"?`, or nothing. */
export function suggest(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`;
}
