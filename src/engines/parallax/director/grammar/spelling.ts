/**
 * Slips of the pen in the words that matter most: `titl up`, `pan rigth`, `zoomin`. Only words that
 * no table knows are looked at, and only for a swapped, a missing or a doubled letter inside them:
 * a wider net would catch `planning`, `doll` and `rights`.
 */
import { isKnown } from './lexicon/lexicon.ts';
import type { Token } from './tokenize.ts';

const spelled = [
  'camera, zoom, zooms, zooming, tilt, dolly, orbit, orbiting, pedestal, handheld, static, slowly, slow',
  'quickly, gently, smoothly, left, right, forward, backward, around, closer, towards, tripod',
].flatMap((list) => list.split(', '));

/** Short words that other words are short of a letter of. */
const swapped = ['down', 'then', 'back'];

const glued =
  /^(zoom|zooms|pan|pans|tilt|tilts|dolly|push|pull|orbit|crane|truck)(in|out|left|right|up|down|back)$/;

/** What a way is said of: `tild up`, `panm right`. */
const steered = ['pan', 'tilt', 'zoom', 'dolly', 'truck', 'orbit', 'crane', 'push', 'pull'];
const ways = new Set(['in', 'out', 'up', 'down', 'left', 'right', 'forward', 'backward']);

/** Tokens as they were most likely meant. */
export function respell(tokens: Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    const { text, start, end } = token;
    if (token.stop || token.span || text.length < 3 || !/^[a-z]+$/.test(text) || isKnown(text)) {
      return [token];
    }
    // `zoooom`, `sloooow`
    const short = text.replaceAll(/(.)\1{2,}/g, '$1$1');
    if (short !== text) return respell([{ ...token, text: short }]);
    const [, verb, way] = glued.exec(text) ?? [];
    if (verb && way) {
      const middle = start + verb.length;
      return [
        { text: verb, start, end: middle },
        { text: way, start: middle, end },
      ];
    }
    const before = tokens[at - 1];
    const orders =
      !before || before.stop || /^(?:camera|slowly|then|and|quickly)$/.test(before.text);
    const near = orders && text.length > 3 && ways.has(tokens[at + 1]?.text ?? '');
    const meant =
      spelled.find((word) => isSlip(text, word)) ??
      swapped.find((word) => text.length === word.length && isSlip(text, word)) ??
      (near ? steered.find((word) => isOneOff(text, word)) : undefined);
    return [meant ? { ...token, text: meant } : token];
  });
}

/** Whether `text` is `word` with two neighbours swapped, or an inner letter lost, doubled or put in. */
function isSlip(text: string, word: string): boolean {
  if (text[0] !== word[0] || Math.abs(text.length - word.length) > 1) return false;
  let same = 0;
  while (same < text.length && text[same] === word[same]) same++;
  if (text.length === word.length) {
    const swapped = word.slice(0, same) + word[same + 1] + word[same] + word.slice(same + 2);
    return same + 1 < word.length && text === swapped;
  }
  if (text.length < word.length) {
    return same < text.length && text === word.slice(0, same) + word.slice(same + 1);
  }
  // In a short word a letter too many may well make another word.
  const apart = text[same] === text[same - 1] || (word.length >= 6 && same < word.length);
  return apart && text === word.slice(0, same) + text.slice(same, same + 1) + word.slice(same);
}

/** Whether one letter is wrong, lost or too many. */
function isOneOff(text: string, word: string): boolean {
  let same = 0;
  while (same < text.length && text[same] === word[same]) same++;
  const [rest, left] = [text.slice(same), word.slice(same)];
  return rest.slice(1) === left.slice(1) || rest.slice(1) === left || rest === left.slice(1);
}
