import { describe, expect, it } from 'vitest';
import { InputRefused } from './input-refused.ts';
import { readInlineImage } from './input-uri.ts';

/** Every digit of Base64 comes up, and `+` and `/` among them. */
const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => (i * 37) % 256).concat(0xff, 0xfe));
const base64 = bytes.toString('base64');
const wrap = (text: string, every: number, by: string) =>
  text.replace(new RegExp(`(.{${every}})`, 'g'), `$1${by}`);

describe('Base64 that is taken', () => {
  it.each([
    ['as it should be', base64],
    ['in lines, as MIME has it', wrap(base64, 76, '\r\n')],
    ['with spaces and tabs around', ` \t${base64}\n`],
    ['in the alphabet for URLs', bytes.toString('base64url')],
    ['without padding', base64.replace(/=+$/, '')],
    ['percent-encoded', encodeURIComponent(base64)],
  ])('%s', (_name, text) => {
    for (const prefix of ['', 'data:image/png;base64,']) {
      expect(Buffer.from(readInlineImage(prefix + text).bytes)).toEqual(bytes);
    }
  });

  it('of any length', () => {
    for (const length of [1, 2, 3, 4]) {
      const part = bytes.subarray(0, length);
      expect(Buffer.from(readInlineImage(part.toString('base64')).bytes)).toEqual(part);
      expect(Buffer.from(readInlineImage(part.toString('base64url')).bytes)).toEqual(part);
    }
  });
});

describe('a data URI that is taken', () => {
  it.each([
    ['data:image/png;base64,', 'image/png'],
    ['DATA:IMAGE/PNG;BASE64,', 'image/png'],
    ['data:image/jpg;base64,', 'image/jpeg'],
    ['data:image/webp;charset=utf-8;base64,', 'image/webp'],
    ['data:image/jpeg;name=photo.jpg; base64,', 'image/jpeg'],
    ['data: image/jpeg ;base64,', 'image/jpeg'],
  ])('%s', (prefix, declaredType) => {
    const read = readInlineImage(prefix + base64);
    expect(read.declaredType).toBe(declaredType);
    expect(Buffer.from(read.bytes)).toEqual(bytes);
  });

  it('has no type to hold against when it is Base64 alone', () => {
    expect(readInlineImage(base64).declaredType).toBeUndefined();
  });
});

describe('what is refused', () => {
  const noType =
    'Unsupported asset type. Data URIs must include the content type of the value they encode.';
  it.each<[string, string | RegExp]>([
    ['data:image/png;base64', 'Invalid data URI.'],
    ['data:', 'Invalid data URI.'],
    ['data:image/png;base64,', 'Invalid data URI.'],
    ['data:image/png;base64,====', 'Invalid data URI.'],
    ['data:image/png;base64,AAAAA', 'Invalid data URI.'],
    ['data:image/png;base64,AA=A', 'Invalid data URI.'],
    ['data:image/png;base64,AAA===', 'Invalid data URI.'],
    ['data:image/png;base64,AAAA!', 'Invalid data URI.'],
    ['data:image/png;base64,AAAA,AAAA', 'Invalid data URI.'],
    ['data:image/png;base64,AAAA%', 'Invalid data URI.'],
    ['data:image/png;base64,AAAA%ff', 'Invalid data URI.'],
    ['data:image/png;base64,AA\u2028AA', 'Invalid data URI.'],
    ['data:image/png;base64,data:image/png;base64,AAAA', 'Invalid data URI.'],
    [`data:image/png,${base64}`, 'Invalid data URI.'],
    [`data:image/png;base64;name=x,${base64}`, 'Invalid data URI.'],
    [`data:image/png;base64x,${base64}`, 'Invalid data URI.'],
    [`data:,${base64}`, noType],
    [`data:;base64,${base64}`, noType],
    [
      `data:base64,${base64}`,
      /^Unsupported asset type\. Expected one of .* but received base64\.$/,
    ],
    [`data:image/svg+xml;base64,${base64}`, /received image\/svg\+xml\.$/],
    [`data:image/gif;base64,${base64}`, /received image\/gif\.$/],
    [`data:text/html;base64,${base64}`, /received text\/html\.$/],
    [`data:application/octet-stream;base64,${base64}`, /received application\/octet-stream\.$/],
    [`data:image/${'x'.repeat(5000)};base64,${base64}`, /received image\/x{94}\.$/],
    ['file:///etc/passwd', 'Only HTTPS URLs are allowed.'],
    ['ftp://example.com/a.png', 'Only HTTPS URLs are allowed.'],
    ['javascript:alert(1)', 'Only HTTPS URLs are allowed.'],
    ['', 'Invalid data URI.'],
    ['no picture.', 'Invalid data URI.'],
  ])('%s', (text, reason) => {
    const attempt = () => readInlineImage(text);
    expect(attempt).toThrow(InputRefused);
    expect(attempt).toThrow(reason);
  });
});
