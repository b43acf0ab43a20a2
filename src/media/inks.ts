/**
 * Pictures in printing inks (CMYK) without a profile. What an ink looks like is anybody's guess
 * then, and libvips makes another one than browsers, which take inks for ideal filters.
 */
import type { Metadata } from 'sharp';
import { sharp } from './loaders.ts';
import { encodeRemade, type Remade, type RemakeOptions } from './remade.ts';

export function isPlainInks({ space, channels, hasProfile }: Metadata): boolean {
  return space === 'cmyk' && channels === 4 && !hasProfile;
}

/** The picture as browsers show it, a JPEG in sRGB of at most `maxSide`. */
export async function paintInks(
  bytes: Uint8Array,
  metadata: Metadata,
  { maxSide, failOn }: RemakeOptions,
): Promise<Remade> {
  const { data, info } = await sharp(bytes, {
    failOn,
    limitInputPixels: false,
    sequentialRead: true,
  })
    .pipelineColourspace('cmyk')
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const colours = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    const light = 255 - data[from + 3]!;
    for (let ink = 0; ink < 3; ink++) {
      colours[to++] = Math.round(((255 - data[from + ink]!) * light) / 255);
    }
  }
  return encodeRemade(sharp(colours, { raw: { width, height, channels: 3 } }), metadata);
}
