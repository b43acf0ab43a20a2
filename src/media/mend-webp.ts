/**
 * A WebP whose sizes are wrong or that is cut short, made whole: libwebp decodes a file of exactly
 * the size it tells, or not at all. A picture's missing end is filled with zeros.
 */
import type { Mended } from './mended.ts';

const headLength = 12;

/** The chunks that hold a picture or a part of it; the others can be done without. */
const pictures = ['VP8 ', 'VP8L', 'ALPH', 'ANMF'];

export function mendWebp(bytes: Uint8Array): Mended {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = headLength;
  let filling = 0;
  let missing = 0;
  let hasPicture = false;
  while (at + 8 <= file.length) {
    const type = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length + (length & 1);
    // Whatever is behind the file is not a chunk of it.
    if (!/^[A-Z0-9 ]{4}$/.test(type)) break;
    if (end > file.length) {
      // What follows a whole picture, such as the next frame of an animation, can be done without.
      if (hasPicture || !pictures.includes(type)) break;
      filling = end - file.length;
      missing = filling / length;
      at = end;
      break;
    }
    hasPicture ||= pictures.includes(type) && type !== 'ALPH';
    at = end;
  }
  if (missing > 0.5) return { bytes, missing };
  const mended = Buffer.concat([file.subarray(0, at), Buffer.alloc(filling)]);
  mended.writeUInt32LE(Math.max(0, mended.length - 8), 4);
  return { bytes: mended, missing };
}
