/**
 * Image files to pictures, and pictures to frames. Whatever comes in (a rotated phone photo, an
 * animation, any colours) leaves as one upright picture in sRGB.
 */
import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { maxPixels, sharp } from './loaders.ts';
import { isMachineFault } from './machine-fault.ts';
import type { ImageSource, Picture } from './picture.ts';
import { toSrgb } from './srgb.ts';

/**
 * Bytes that are no image that can be decoded; the one who asked decides what that means. A file
 * that cannot be read, or memory that is not to be had, is told by the error that came of it.
 */
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
 * @throws UndecodableImage; the system's error
 */
export async function decodeImage(source: ImageSource): Promise<Picture> {
  const bytes = await readBytes(source);
  return toPicture(openUpright(bytes, await readHeader(bytes)));
}

/**
 * Centre-crop an image to a frame and resize it (Lanczos 3), keeping what lies beyond the crop.
 * @param maxOverscan the most that is kept on each side, as a fraction of the frame.
 * @throws UndecodableImage; the system's error
 */
export async function prepareFrame(
  source: ImageSource,
  width: number,
  height: number,
  { maxOverscan = 0.25 }: { maxOverscan?: number } = {},
): Promise<PreparedFrame> {
  const bytes = await readBytes(source);
  const header = await readHeader(bytes);
  const scale = Math.max(width / header.width, height / header.height);
  const x = chooseSpan(header.width, width, scale, maxOverscan);
  const y = chooseSpan(header.height, height, scale, maxOverscan);
  const picture = await toPicture(
    openUpright(bytes, header)
      .extract({ left: x.start, top: y.start, width: x.source, height: y.source })
      // Shrinking while the JPEG is read is quicker but shifts and aliases: this is frame 0.
      .resize({
        width: x.output,
        height: y.output,
        fit: 'fill',
        kernel: 'lanczos3',
        fastShrinkOnLoad: false,
      }),
  );
  return { picture, left: (x.output - width) / 2, top: (y.output - height) / 2, width, height };
}

/** A frame that lies within this many pixels of where it belongs is not moved any nearer. */
const exactEnough = 0.05;

/**
 * Along one axis, which of an image's pixels to take and how many to make of them. Both are centred
 * and whole, but the crop seldom is: with surplus around it, a span is looked for that comes out
 * at the wanted scale. A span rounded the wrong way would shift the frame's ends by up to a pixel.
 * @param scale output pixels per source pixel.
 */
function chooseSpan(whole: number, frame: number, scale: number, maxOverscan: number) {
  const cropped = frame / scale;
  const most = Math.min(whole, Math.floor(cropped * (1 + 2 * maxOverscan)));
  const widest = most - ((whole - most) % 2);
  let best = { start: 0, source: whole, output: frame, error: Infinity };
  for (let source = widest; source >= Math.floor(cropped) && source > 0; source -= 2) {
    const output = frame + 2 * Math.max(0, Math.round((source * scale - frame) / 2));
    // How far the frame's ends are from where they belong.
    const error = (Math.abs(output - source * scale) / 2) * (frame / output);
    if (error < best.error) best = { start: (whole - source) / 2, source, output, error };
    if (best.error < exactEnough) break;
  }
  return best;
}

/** The size is the upright one. */
interface Header {
  width: number;
  height: number;
  metadata: Metadata;
}

/** Not by sharp, which tells a file that is gone in the same way as one that is no image. */
async function readBytes(source: ImageSource): Promise<Uint8Array> {
  return typeof source === 'string' ? readFile(source) : source;
}

async function readHeader(bytes: Uint8Array): Promise<Header> {
  try {
    const metadata = await sharp(bytes, { limitInputPixels: maxPixels }).metadata();
    return { ...metadata.autoOrient, metadata };
  } catch (cause) {
    throw blame(cause);
  }
}

/** Whose fault it is that a decoder gave up. */
function blame(cause: unknown): unknown {
  if (isMachineFault(cause)) return cause;
  return new UndecodableImage('The image could not be decoded.', { cause });
}

function openUpright(bytes: Uint8Array, { metadata }: Header) {
  const image = sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels });
  return toSrgb(image.autoOrient(), metadata);
}

async function toPicture(pipeline: ReturnType<typeof sharp>): Promise<Picture> {
  try {
    const { data, info } = await pipeline
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: toInterleavedRgb(data, info.channels) };
  } catch (cause) {
    throw blame(cause);
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
