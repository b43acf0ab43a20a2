/**
 * Files that lost a little on their way: the end of a download, an end marker that a camera never
 * wrote. Browsers show what is there; so that every decoder does, the file is completed.
 */
import type { ImageFormat } from './image-facts.ts';
import { missingFromJpeg } from './jpeg-blocks.ts';
import { mendPng } from './mend-png.ts';
import { mendWebp } from './mend-webp.ts';
import type { Mended } from './mended.ts';

const menders: Record<ImageFormat, (bytes: Uint8Array) => Mended | undefined> = {
  jpeg: mendJpeg,
  png: mendPng,
  webp: mendWebp,
};

/** Complete a file. Undefined: there is too little of it to begin with. */
export function mendImage(bytes: Uint8Array, format: ImageFormat): Mended | undefined {
  return menders[format](bytes);
}

const endOfImage = Buffer.from([0xff, 0xd9]);

/** What is missing turns out grey, or in a progressive file a little coarser. */
function mendJpeg(bytes: Uint8Array): Mended {
  const ends = endOfImage.equals(bytes.subarray(-2));
  return {
    bytes: ends ? bytes : Buffer.concat([bytes, endOfImage]),
    missing: missingFromJpeg(bytes),
  };
}
