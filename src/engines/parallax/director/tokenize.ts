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

const pattern = new RegExp(
  [
    `(?<span>(?<from>${clock})\\s?${seconds}?\\s?(?:-|–|—|~|to|到|至)\\s?(?<to>${clock})(?:\\s?${seconds}(?![a-z])|(?<=:\\d\\d)))`,
    '(?<arrow>->|=>|[→➡➔⇒])',
    String.raw`(?<number>\d+(?:[.:]\d+)*(?:[a-z]+|[%°×]|'s)?)`,
    String.raw`(?<han>\p{Script=Han})`,
    String.raw`(?<word>(?:(?!\p{Script=Han})[\p{L}\p{M}])(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}']|(?<=\p{L})\.(?=\p{L}\.))*)`,
    '(?<sign>[+&])',
    String.raw`(?<sentence>[.!?;。！？；\n\r]+)`,
    '(?<colon>[:：])',
    '(?<item>[、/])',
    String.raw`(?<comma>[,，()[\]{}|"“”«»「」『』《》【】—–•*#…]+|(?<=\s)-+(?=\s)|--+)`,
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
    const groups = match.groups!;
    const start = match.index;
    const token: Token = {
      text: match[0].toLowerCase(),
      start,
      end: start + match[0].length,
    };
    const stop = stopOf(groups);
    if (stop) token.stop = stop;
    if (groups.span) token.span = [secondsOf(groups.from!), secondsOf(groups.to!)];
    if (groups.word) token.text = token.text.replace(/'+$/, '');
    tokens.push(token);
  }
  return tokens;
}

function stopOf(groups: Record<string, string | undefined>): Stop | undefined {
  if (groups.sentence) return 'sentence';
  if (groups.comma) return 'comma';
  if (groups.colon) return 'colon';
  if (groups.item) return 'item';
  return undefined;
}

/** `1:05` and `65` are both 65. */
function secondsOf(text: string): number {
  const [minutes, rest] = text.split(':');
  return rest === undefined ? Number(minutes) : Number(minutes) * 60 + Number(rest);
}
