/** Photos too large to be worked on, scaled down. */
import type { Metadata } from 'sharp';
import { sharp } from './loaders.ts';
import { encodeRemade, type Remade, type RemakeOptions } from './remade.ts';
import { toSrgb } from './srgb.ts';

/** Scale an image to fit `maxSide`. It is read row by row: memory holds little more than the file. */
export async function shrinkImage(
  bytes: Uint8Array,
  metadata: Metadata,
  { maxSide, failOn }: RemakeOptions,
): Promise<Remade> {
  const image = sharp(bytes, { failOn, limitInputPixels: false, sequentialRead: true });
  return encodeRemade(
    toSrgb(image, metadata).resize(maxSide, maxSide, { fit: 'inside' }),
    metadata,
  );
}
