/** What a decoder holds of a picture at once, where it cannot give its rows one after the other. */
import type { Metadata } from 'sharp';
import type { ImageFormat } from './image-facts.ts';
import { isPlainInks } from './inks.ts';
import { samplesHeldForJpeg } from './jpeg-blocks.ts';
import { maxPixels } from './loaders.ts';

/** In bytes; 0 for a file that is read row by row. */
export function bytesHeldToDecode(
  bytes: Uint8Array,
  format: ImageFormat,
  metadata: Metadata,
): number {
  const { width, height, channels, depth, isProgressive } = metadata;
  const pixels = width * height;
  if (format === 'jpeg') {
    // A coefficient for each sample; inks and colours of what is painted anew.
    const painted = isPlainInks(metadata) ? 7 * Math.min(pixels, maxPixels) : 0;
    return 2 * (samplesHeldForJpeg(bytes) ?? pixels * channels) + painted;
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
