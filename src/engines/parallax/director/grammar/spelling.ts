/**
 * Slips of the pen in camera words: `titl up`, `pan rigth`, `zoomin`. Only words are looked at that
 * neither our tables nor the library's dictionary know, so that `planning`, `doll` and `rights` stay.
 */
import { cameraWords, isKnown } from './lexicon/lexicon.ts';
import { isEnglishWord } from './tagger.ts';
import type { Token } from './tokenize.ts';

const glued =
  /^(zoom|zooms|pan|pans|tilt|tilts|dolly|push|pull|orbit|crane|truck)(in|out|left|right|up|down|back)$/;

const ways = /^(?:in|out|up|down|left|right|back)$/;

/** Tokens as they were most likely meant; `text` is what they were read from. */
export function respell(tokens: Token[], text: string): Token[] {
  return tokens.flatMap((token, i) => {
    const { text: word, start, end } = token;
    if (token.stop || token.span || word.length < 3 || !/^[a-z]+$/.test(word) || isKnown(word)) {
      return [token];
    }
    // `zoooom`, `sloooow`
    const short = word.replaceAll(/(.)\1{2,}/g, '$1$1');
    if (isKnown(short)) return [{ ...token, text: short }];
    const [, verb, way] = glued.exec(word) ?? [];
    if (verb && way) {
      const middle = start + verb.length;
      return [
        { text: verb, start, end: middle },
        { text: way, start: middle, end },
      ];
    }
    // A name in a sentence is spelt as its owner likes.
    const named = start > 0 && /^\p{Lu}\p{Ll}/u.test(text.slice(start, end));
    const steered = ways.test(tokens[i + 1]?.text ?? '');
    const real = [word, word.replace(/s$/, '')].some(isEnglishWord);
    const meant = named || real || (word.length < 4 && !steered) ? undefined : findNearest(short);
    return [meant ? { ...token, text: meant } : token];
  });
}

/** The camera word that is a slip or two away; of several, the one with the same letters. */
function findNearest(word: string): string | undefined {
  const most = word.length > 7 ? 2 : 1;
  const letters = [...word].sort().join();
  const near = cameraWords()
    .filter((known) => known[0] === word[0] && Math.abs(known.length - word.length) <= most)
    .map((known) => {
      const same = [...known].sort().join() === letters ? 0 : 0.5;
      return { known, slips: countSlips(word, known) + same };
    })
    .filter(({ slips }) => slips < most + 1);
  return near.sort((a, b) => a.slips - b.slips)[0]?.known;
}

/** Letters wrong, lost, put in, or swapped with their neighbours. */
function countSlips(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + wrong,
        swapped ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return rows[a.length]![b.length]!;
}
