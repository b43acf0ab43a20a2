/** What a decoder holds of a picture at once, where it cannot give its rows one after the other. */
import type { Metadata } from 'sharp';
import type { ImageFormat } from './image-facts.ts';
import { samplesHeldForJpeg } from './jpeg-blocks.ts';
import { maxPixels } from './loaders.ts';

/** In bytes; 0 for a file that is read row by row. */
export function bytesHeldToDecode(
  bytes: Uint8Array,
  format: ImageFormat,
  { width, height, channels, depth, isProgressive }: Metadata,
): number {
  const pixels = width * height;
  if (format === 'jpeg') {
    // A coefficient for each sample.
    return 2 * (samplesHeldForJpeg(bytes) ?? pixels * channels);
  }
  if (format === 'png') {
    return isProgressive ? pixels * channels * (depth === 'ushort' ? 2 : 1) : 0;
  }
  // Four bytes a pixel, in libvips for what is kept and in libwebp for what is lossless.
  return 4 * (Math.min(pixels, maxPixels) + (isLossless(bytes) ? pixels : 0));
}

function isLossless(webp: Uint8Array): boolean {
  return Buffer.from(webp.buffer, webp.byteOffset, webp.byteLength).includes('VP8L');
}
