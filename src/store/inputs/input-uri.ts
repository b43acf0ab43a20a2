import type { AcceptsType } from '../../net/declared-type.ts';
import { InputRefused } from './input-refused.ts';

/**
 * Decode a `data:image/…;base64,` URI, or Base64 alone.
 *
 * As browsers do, white space is skipped, padding may be missing, `data:` and the type may be in
 * capitals and parameters may precede `;base64`. Beyond them, the alphabet for URLs (`-` and `_`)
 * is taken, and percent-encoding within the Base64, which form encoders add.
 * @throws InputRefused
 */
export function readInlineImage(text: string, acceptsType: AcceptsType): Uint8Array {
  if (!/^data:/i.test(text)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(text)) throw new InputRefused('Only HTTPS URLs are allowed.');
    return decodeBase64(text);
  }
  const comma = text.indexOf(',');
  if (comma < 0) throw new InputRefused('Invalid data URI.');
  const [type = '', ...parameters] = text
    .slice('data:'.length, comma)
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (!acceptsType(type)) {
    throw new InputRefused(
      type === ''
        ? 'Unsupported asset type. Data URIs must include the content type of the value they encode.'
        : `Unsupported asset type. Expected image/jpeg, image/png or image/webp but received ${type.slice(0, 100)}.`,
    );
  }
  if (parameters.at(-1) !== 'base64') throw new InputRefused('Invalid data URI.');
  return decodeBase64(text.slice(comma + 1));
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
