import { describe, expect, it } from 'vitest';
import { acceptTypes } from '../../net/declared-type.ts';
import { InputRefused } from './input-refused.ts';
import { readInlineImage } from './input-uri.ts';

/** Every digit of Base64 comes up, and `+` and `/` among them. */
const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => (i * 37) % 256).concat(0xff, 0xfe));
const base64 = bytes.toString('base64');
const read = (text: string, { strict = false } = {}) =>
  readInlineImage(text, acceptTypes({ strict }));
const wrap = (text: string, every: number, by: string) =>
  text.replace(new RegExp(`(.{${every}})`, 'g'), `$1${by}`);

const noType =
  /^Unsupported asset type\. Data URIs must include the content type of the value they encode\.$/;

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
      expect(Buffer.from(read(prefix + text))).toEqual(bytes);
    }
  });

  it('of any length', () => {
    for (const length of [1, 2, 3, 4]) {
      const part = bytes.subarray(0, length);
      expect(Buffer.from(read(part.toString('base64')))).toEqual(part);
      expect(Buffer.from(read(part.toString('base64url')))).toEqual(part);
    }
  });
});

describe('a data URI that is taken', () => {
  const official = [
    'data:image/png;base64,',
    'DATA:IMAGE/PNG;BASE64,',
    'data:image/jpg;base64,',
    'data:image/webp;charset=utf-8;base64,',
    'data:image/jpeg;name=photo.jpg; base64,',
    'data: image/jpeg ;base64,',
  ];
  it.each(official)('%s', (prefix) => {
    expect(Buffer.from(read(prefix + base64))).toEqual(bytes);
    expect(Buffer.from(read(prefix + base64, { strict: true }))).toEqual(bytes);
  });

  const lenient: [string, RegExp][] = [
    ['data:image/gif;base64,', /received image\/gif\.$/],
    ['data:image/pjpeg;base64,', /received image\/pjpeg\.$/],
    ['data:application/octet-stream;base64,', /received application\/octet-stream\.$/],
    ['data:;base64,', noType],
  ];
  it.each(lenient)('unless Runway’s rules are kept: %s', (prefix, reason) => {
    expect(Buffer.from(read(prefix + base64))).toEqual(bytes);
    expect(() => read(prefix + base64, { strict: true })).toThrow(reason);
  });
});

describe('what is refused', () => {
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
    [`data:,${base64}`, 'Invalid data URI.'],
    [`data:base64,${base64}`, /^Unsupported asset type\. Expected .* but received base64\.$/],
    [`data:text/html;base64,${base64}`, /received text\/html\.$/],
    [`data:application/pdf;base64,${base64}`, /received application\/pdf\.$/],
    [`data:text/${'x'.repeat(5000)};base64,${base64}`, /received text\/x{95}\.$/],
    ['file:///etc/passwd', 'Only HTTPS URLs are allowed.'],
    ['ftp://example.com/a.png', 'Only HTTPS URLs are allowed.'],
    ['javascript:alert(1)', 'Only HTTPS URLs are allowed.'],
    ['', 'Invalid data URI.'],
    ['no picture.', 'Invalid data URI.'],
  ])('%s', (text, reason) => {
    const attempt = () => read(text);
    expect(attempt).toThrow(InputRefused);
    expect(attempt).toThrow(reason);
  });
});
