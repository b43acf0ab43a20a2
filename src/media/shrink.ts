/** Photos too large to be worked on, scaled down. */
import type { Metadata } from 'sharp';
import { sharp } from './loaders.ts';
import { toSrgb } from './srgb.ts';

/** At which of a decoder's complaints to give up. */
export type FailOn = 'truncated' | 'error' | 'warning';

/**
 * Scale an image to fit `maxSide`, as a JPEG in sRGB. It is read row by row, so that memory holds
 * little more than the file, and its orientation stays a note in it, since turning needs every row.
 */
export async function shrinkImage(
  bytes: Uint8Array,
  metadata: Metadata,
  { maxSide, failOn }: { maxSide: number; failOn: FailOn },
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const image = sharp(bytes, { failOn, limitInputPixels: false, sequentialRead: true });
  const { data, info } = await toSrgb(image, metadata)
    .resize(maxSide, maxSide, { fit: 'inside' })
    .withExif({ IFD0: { Orientation: String(metadata.orientation ?? 1) } })
    // Tables made for this picture would need the whole of it in memory.
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  const upright = metadata.autoOrient.width === metadata.width;
  return upright
    ? { bytes: data, width: info.width, height: info.height }
    : { bytes: data, width: info.height, height: info.width };
}
