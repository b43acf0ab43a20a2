import { InputRefused } from './input-refused.ts';

/** Types that an image may be declared as; `image/jpg` is no type, and common. */
export const inputContentTypes = ['image/jpeg', 'image/jpg', 'image/png', 'image/webp'];

export interface InlineImage {
  bytes: Uint8Array;
  /** What a data URI says it holds. */
  declaredType?: string;
}

/**
 * Decode a `data:image/…;base64,` URI, or Base64 alone.
 *
 * As browsers do, white space is skipped, padding may be missing, `data:` and the type may be in
 * capitals and parameters may precede `;base64`. Beyond them, the alphabet for URLs (`-` and `_`)
 * is taken, and percent-encoding within the Base64, which form encoders add.
 * @throws InputRefused
 */
export function readInlineImage(text: string): InlineImage {
  if (!/^data:/i.test(text)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(text)) throw new InputRefused('Only HTTPS URLs are allowed.');
    return { bytes: decodeBase64(text) };
  }
  const comma = text.indexOf(',');
  if (comma < 0) throw new InputRefused('Invalid data URI.');
  const [type = '', ...parameters] = text
    .slice('data:'.length, comma)
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type === '') {
    throw new InputRefused(
      'Unsupported asset type. Data URIs must include the content type of the value they encode.',
    );
  }
  if (!inputContentTypes.includes(type)) {
    throw new InputRefused(
      `Unsupported asset type. Expected one of ${inputContentTypes.join(', ')} but received ${type.slice(0, 100)}.`,
    );
  }
  if (parameters.at(-1) !== 'base64') throw new InputRefused('Invalid data URI.');
  return {
    bytes: decodeBase64(text.slice(comma + 1)),
    declaredType: type.replace('image/jpg', 'image/jpeg'),
  };
}

/** Strict: Buffer alone would skip over whatever is not Base64 and hand on the rest. */
function decodeBase64(text: string): Uint8Array {
  const plain = text.includes('%') ? decodePercent(text) : text;
  const compact = plain.replace(/[ \t\r\n\f]+/g, '');
  const [, digits] = compact.match(/^([A-Za-z0-9+/_-]+)={0,2}$/) ?? [];
  // Four digits make three bytes; a single one left over is half of one.
  if (!digits || digits.length % 4 === 1) throw new InputRefused('Invalid data URI.');
  return Buffer.from(digits, 'base64');
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new InputRefused('Invalid data URI.', cause);
  }
}
