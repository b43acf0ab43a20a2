/** What a JSON text may be made of; a request of this API has a few dozen values, four deep. */
export interface JsonLimits {
  maxJsonDepth: number;
  maxJsonValues: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
/** `[` and `{` differ in one bit, and so do `]` and `}`. */
const caseBit = 0x20;
const open = 0x7b;
const close = 0x7d;

/**
 * Whether a JSON text is nested deeper or has more values than it may, told before it is parsed:
 * millions of brackets keep a parser busy for seconds, and what it makes of them fills the memory.
 * One look at each byte, none at those of strings: an image is one string.
 */
export function isOutOfShape(text: Buffer, { maxJsonDepth, maxJsonValues }: JsonLimits): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!;
    if (byte === quote) {
      // Each quote in it counts as well, lest a string of nothing else take long.
      do {
        at = text.indexOf(quote, at + 1);
        if (at < 0) return false;
        if (++values > maxJsonValues) return true;
      } while (isEscaped(text, at));
    } else if (byte === comma || byte === colon) {
      if (++values > maxJsonValues) return true;
    } else if ((byte | caseBit) === open) {
      if (++depth > maxJsonDepth || ++values > maxJsonValues) return true;
    } else if ((byte | caseBit) === close) {
      depth--;
    }
  }
  return false;
}

function isEscaped(text: Buffer, at: number): boolean {
  let before = at;
  while (text[before - 1] === backslash) before--;
  return (at - before) % 2 === 1;
}
