/** What a file is, by its first bytes. */
import type { ImageFormat } from './image-facts.ts';

/** The signatures, as Latin-1. `.` is any byte. */
const formats: [ImageFormat, RegExp][] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n.\n/s],
  ['webp', /^RIFF....WEBP/s],
];

/** What else people send; none of it is taken, and all of it is called by its name. */
const others: [string, RegExp][] = [
  ['a GIF image (image/gif)', /^GIF8/],
  ['a HEIC image (image/heic)', /^....ftyp(?:hei|hev|mif1|msf1)/s],
  ['an AVIF image (image/avif)', /^....ftypavi/s],
  ['a video (video/mp4)', /^....ftyp/s],
  ['a TIFF image (image/tiff)', /^(?:II\*\0|MM\0\*)/],
  ['a BMP image (image/bmp)', /^BM....\0\0\0\0/s],
  ['a JPEG XL image (image/jxl)', /^(?:\xff\n|....JXL )/s],
  ['a PDF document (application/pdf)', /^%PDF-/],
  ['an SVG drawing (image/svg+xml)', /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<svg/],
  ['a web page (text/html)', /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)/i],
];

const start = (bytes: Uint8Array, length: number) =>
  Buffer.from(bytes.subarray(0, length)).toString('latin1');

export function recogniseFormat(bytes: Uint8Array): ImageFormat | undefined {
  const head = start(bytes, 16);
  return formats.find(([, signature]) => signature.test(head))?.[0];
}

/** Bytes of no format that is taken, in words for the one who sent them. */
export function describeForeign(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'no bytes';
  const head = start(bytes, 200);
  const known = others.find(([, signature]) => signature.test(head));
  if (known) return known[0];
  const digits = Buffer.from(bytes.subarray(0, 4)).toString('hex').replace(/..\B/g, '$& ');
  return `${bytes.length} bytes that start with ${digits}`;
}
