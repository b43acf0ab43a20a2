/**
 * Image files to pictures, and pictures to frames. Whatever comes in (a rotated phone photo, an
 * animation, any colours) leaves as one upright picture in sRGB.
 */
import type { Metadata } from 'sharp';
import { maxPixels, sharp } from './loaders.ts';
import type { ImageSource, Picture } from './picture.ts';
import { toSrgb } from './srgb.ts';

/** A file that cannot be decoded; the one who asked decides what that means. */
export class UndecodableImage extends Error {
  override name = 'UndecodableImage';
}

/** A picture that reaches beyond the output frame where its source does. */
export interface PreparedFrame {
  picture: Picture;
  /** Where the output frame lies, in whole pixels of the picture. */
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Decode an image at its own size.
 * @throws UndecodableImage
 */
export async function decodeImage(source: ImageSource): Promise<Picture> {
  return toPicture(openUpright(source, await readHeader(source)));
}

/**
 * Centre-crop an image to a frame and resize it (Lanczos 3), keeping what lies beyond the crop.
 * @param maxOverscan the most that is kept on each side, as a fraction of the frame.
 * @throws UndecodableImage
 */
export async function prepareFrame(
  source: ImageSource,
  width: number,
  height: number,
  { maxOverscan = 0.25 }: { maxOverscan?: number } = {},
): Promise<PreparedFrame> {
  const header = await readHeader(source);
  const crop = centreCrop(header.width, header.height, width / height);
  const x = chooseMargin(crop.left, crop.width, width, maxOverscan);
  const y = chooseMargin(crop.top, crop.height, height, maxOverscan);
  const extracted = {
    left: crop.left - x.source,
    top: crop.top - y.source,
    width: crop.width + 2 * x.source,
    height: crop.height + 2 * y.source,
  };
  const resized = { width: width + 2 * x.output, height: height + 2 * y.output };
  const picture = await toPicture(
    openUpright(source, header)
      .extract(extracted)
      // Shrinking while the JPEG is read is quicker but shifts and aliases: this is frame 0.
      .resize({ ...resized, fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false }),
  );
  return { picture, left: x.output, top: y.output, width, height };
}

/** The largest centred rectangle of whole pixels with (nearly) the wanted ratio. */
function centreCrop(width: number, height: number, aspect: number) {
  const cropWidth = Math.min(width, sameParity(height * aspect, width));
  const cropHeight = Math.min(height, sameParity(width / aspect, height));
  return {
    left: (width - cropWidth) / 2,
    top: (height - cropHeight) / 2,
    width: cropWidth,
    height: cropHeight,
  };
}

/** The whole number nearest to `value` that leaves an even remainder of `whole`: a true centre. */
function sameParity(value: number, whole: number): number {
  const half = Math.max(0, Math.round((whole - value) / 2));
  return Math.max(1, whole - 2 * half);
}

/**
 * How many source pixels to keep on each side, and how many output pixels they become. Among the
 * widest candidates the one whose scale agrees best with the crop's own: a margin rounded the
 * wrong way would shift the frame by up to half a pixel, which costs detailed photos their SSIM.
 */
function chooseMargin(available: number, cropped: number, frame: number, maxOverscan: number) {
  const scale = frame / cropped;
  const most = Math.floor(Math.min(available, cropped * maxOverscan));
  let best = { source: 0, output: 0, error: 0.1 };
  for (let source = most; source > most * 0.8; source--) {
    const output = Math.round(source * scale);
    const error = Math.abs(output - source * scale);
    if (error < best.error) best = { source, output, error };
  }
  return best;
}

/** The size is the upright one. */
interface Header {
  width: number;
  height: number;
  metadata: Metadata;
}

async function readHeader(source: ImageSource): Promise<Header> {
  try {
    const metadata = await sharp(source, { limitInputPixels: maxPixels }).metadata();
    return { ...metadata.autoOrient, metadata };
  } catch (cause) {
    throw new UndecodableImage('The image could not be decoded.', { cause });
  }
}

function openUpright(source: ImageSource, { metadata }: Header) {
  const image = sharp(source, { failOn: 'truncated', limitInputPixels: maxPixels });
  return toSrgb(image.autoOrient(), metadata);
}

async function toPicture(pipeline: ReturnType<typeof sharp>): Promise<Picture> {
  try {
    const { data, info } = await pipeline
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: toInterleavedRgb(data, info.channels) };
  } catch (cause) {
    throw new UndecodableImage('The image could not be decoded.', { cause });
  }
}

/** Grey images leave sharp with one channel. */
function toInterleavedRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const pixels = data.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = data[i * channels + (channels > 3 ? c : 0)]!;
  }
  return rgb;
}

/** The output frame alone, as a picture of its own. */
export function cropToFrame({ picture, left, top, width, height }: PreparedFrame): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, data };
}
