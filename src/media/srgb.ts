/**
 * Whatever comes in (CMYK, 16 bits, a palette, grey, any profile) leaves as 8-bit sRGB over white.
 */
import type { Metadata, Sharp } from 'sharp';

/** Transparent pixels show white, as they do on a web page: cut-outs are mostly drawn for it. */
const behindTransparency = '#ffffff';

/** @param metadata what the image's header says */
export function toSrgb(
  image: Sharp,
  { depth, channels, hasProfile }: Pick<Metadata, 'depth' | 'channels' | 'hasProfile'>,
): Sharp {
  // sharp takes 16-bit colours with a profile to Display P3 and then calls them sRGB, which
  // drains them, and passes 16-bit greys by their profile. Brought to 8 bits first, both are
  // converted as they should be, within one step of 255.
  if (depth === 'ushort' && hasProfile) image.pipelineColourspace(channels < 3 ? 'b-w' : 'srgb');
  return image.flatten({ background: behindTransparency }).toColourspace('srgb');
}
