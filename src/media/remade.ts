/** A picture that is stored in place of the one that came. */
import type { Metadata, Sharp } from 'sharp';

/** At which of a decoder's complaints to give up. */
export type FailOn = 'truncated' | 'error' | 'warning';

export interface RemakeOptions {
  maxSide: number;
  failOn: FailOn;
}

export interface Remade {
  /** A JPEG in sRGB. */
  bytes: Uint8Array;
  /** As one sees it. */
  width: number;
  height: number;
}

/** The orientation of the original stays a note in the file, since turning needs every row. */
export async function encodeRemade(
  image: Sharp,
  { orientation = 1, width, autoOrient }: Metadata,
): Promise<Remade> {
  const { data, info } = await image
    .withExif({ IFD0: { Orientation: String(orientation) } })
    // Tables made for this picture would need the whole of it in memory.
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  const upright = autoOrient.width === width;
  return {
    bytes: data,
    width: upright ? info.width : info.height,
    height: upright ? info.height : info.width,
  };
}
