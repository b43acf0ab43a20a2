/** Text to tokens: words, single Chinese characters, numbers, time ranges and stops. */

export interface Token {
  /** Lower case; a Chinese character stands alone. */
  text: string;
  /** Where it stands in the normalised text. */
  start: number;
  end: number;
  /** What a mark separates. Absent: the token is a word. */
  stop?: Stop;
  /** A stretch of the clip in seconds, as in `[0-3s]`. */
  span?: [number, number];
}

/** `item` separates the members of a list, more tightly than a comma. */
export type Stop = 'sentence' | 'comma' | 'colon' | 'item';

const clock = String.raw`\d+(?::\d\d|\.\d+)?`;
const seconds = '(?:seconds|secs|sec|s|秒)';
/** Of the clip, where something is said of that part: `0-50%: dolly in`. */
const percent = String.raw`%(?=\s?[:：)\]】])`;
const word = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{M}])(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}']|(?<=\p{L})\.(?=\p{L}\.))*`;

/** One capture per kind, told apart by position: named groups would cost half the reading time. */
const pattern = new RegExp(
  [
    `((${clock})\\s?${seconds}?%?\\s?(?:-|–|—|~|to|到|至)\\s?(${clock})(?:\\s?${seconds}(?![a-z])|${percent}|(?<=:\\d\\d)))`,
    // A numbered list, `1) push in 2) pan left`, is made of sentences.
    String.raw`([.!?;。！？；\n\r]+|\d+\))`,
    String.raw`(\p{Script=Han}|->|=>|[→➡➔⇒←↑↓⬅⬆⬇+&]|\d+(?:[.:/]\d+)*(?:[a-z]+|[%°×]|'s)?|${word})`,
    '([:：])',
    '([、/])',
    String.raw`([,，()[\]{}|"“”«»「」『』《》【】—–•*#…]+|(?<=\s)-+(?=\s)|--+)`,
  ].join('|'),
  'giu',
);

/** Compatibility forms made plain, so that full-width and ligature characters read as their twins. */
export function normalise(text: string): string {
  return text.normalize('NFKC').replaceAll(/[’‘ʼ`]/g, "'");
}

/** Tokens of normalised text. Whatever is neither word nor mark, emoji for one, is left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [all, span, from, to, sentence, word, colon, item, comma] = match;
    const start = match.index;
    const token: Token = { text: all.toLowerCase(), start, end: start + all.length };
    if (word) token.text = token.text.replace(/'+$/, '');
    else if (sentence) token.stop = 'sentence';
    else if (comma) token.stop = 'comma';
    else if (colon) token.stop = 'colon';
    else if (item) token.stop = 'item';
    else if (span) token.span = [secondsOf(from!), secondsOf(to!)];
    tokens.push(token);
  }
  return tokens;
}

/** `1:05` and `65` are both 65. */
function secondsOf(text: string): number {
  const [minutes, rest] = text.split(':');
  return rest === undefined ? Number(minutes) : Number(minutes) * 60 + Number(rest);
}
