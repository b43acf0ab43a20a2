/**
 * Whether bytes from outside are an image that can be rendered. Answers before the task exists, so
 * that a bad image is a refused request and not a failed task.
 */
import type { Metadata } from 'sharp';
import type { Warning } from '../task/task.ts';
import { bytesHeldToDecode } from './decode-memory.ts';
import { describeForeign, recogniseFormat } from './format.ts';
import { readCodedTransfer, refuseHighRange } from './high-range.ts';
import {
  type ImageFormat,
  type ImageLimits,
  type InspectedImage,
  InvalidImage,
} from './image-facts.ts';
import { isPlainInks, paintInks } from './inks.ts';
import { sharp } from './loaders.ts';
import { isMachineFault } from './machine-fault.ts';
import { mendImage } from './mend.ts';
import type { Mended } from './mended.ts';
import { tellColoursByProfile } from './png-colours.ts';
import type { FailOn } from './remade.ts';
import { shrinkImage } from './shrink.ts';

/**
 * Check an image by its content and decode it once to be sure; the file's name and the type that
 * was declared play no part. What every browser shows is made good: a file that lost a little of
 * its end is mended, and a photo beyond `maxSide` is scaled down unless the limits are `strict`.
 * @throws InvalidImage when it is no JPEG, PNG or WebP, is damaged or cut short, or breaks a limit.
 */
export async function inspectImage(
  bytes: Uint8Array,
  limits: ImageLimits = {},
): Promise<InspectedImage> {
  const { minSide = 16, maxSide = 8000, minAspect = 0.5, maxAspect = 2.358, strict } = limits;
  const format = recogniseFormat(bytes);
  if (!format) {
    throw new InvalidImage(
      `Unsupported asset type. Expected a JPEG, PNG or WebP image but received ${describeForeign(bytes)}.`,
    );
  }
  const { opened, metadata } = await openImage(bytes, format);
  const { width, height } = metadata.autoOrient;
  checkSides(width, height, minSide, strict ? maxSide : Infinity);
  checkPixels(width, height, limits);
  checkAspect(width / height, minAspect, maxAspect);
  if (metadata.icc) refuseHighRange(readCodedTransfer(metadata.icc) ?? 0);
  if (format === 'jpeg') checkScans(bytes, width * height);
  checkMemory(opened.bytes, format, metadata, limits);

  const isTooLarge = Math.max(width, height) > maxSide;
  if (!isTooLarge && !isPlainInks(metadata)) {
    const { file } = await decodeOnce(opened, format, (input, failOn) =>
      readRows(input, format, metadata.height, failOn),
    );
    return {
      facts: { format, width, height },
      warnings: warnOfDamage(file),
      ...(file.bytes !== bytes && { replacement: file.bytes }),
    };
  }
  const remake = isPlainInks(metadata) ? paintInks : shrinkImage;
  const { file, result } = await decodeOnce(opened, format, (input, failOn) =>
    remake(input, metadata, { maxSide, failOn }),
  );
  const scaled: Warning = {
    code: 'image-scaled',
    message: `The image has ${width}x${height} pixels, more than ${maxSide} a side, and is scaled down to ${result.width}x${result.height}.`,
  };
  return {
    facts: { format: 'jpeg', width: result.width, height: result.height },
    warnings: [...warnOfDamage(file), ...(isTooLarge ? [scaled] : [])],
    replacement: result.bytes,
  };
}

/** Reads the header alone, so that no size is too big to be told. */
async function openImage(
  bytes: Uint8Array,
  format: ImageFormat,
): Promise<{ opened: Mended; metadata: Metadata }> {
  const readHeader = (file: Uint8Array) => sharp(file, { limitInputPixels: false }).metadata();
  const told = format === 'png' ? tellColoursByProfile(bytes) : bytes;
  try {
    return { opened: { bytes: told, missing: 0 }, metadata: await readHeader(told) };
  } catch (cause) {
    if (isMachineFault(cause)) throw cause;
    const damaged = new InvalidImage(
      'The image could not be decoded: its header is damaged or cut short. Save it again and resend it.',
      { cause },
    );
    // libwebp opens a file whose sizes are right or not at all.
    if (format !== 'webp') throw damaged;
    const opened = mend(bytes, format, damaged);
    const metadata = await readHeader(opened.bytes).catch((again) => {
      throw isMachineFault(again) ? again : damaged;
    });
    return { opened, metadata };
  }
}

function checkSides(width: number, height: number, minSide: number, maxSide: number): void {
  if (Math.min(width, height) >= minSide && Math.max(width, height) <= maxSide) return;
  const expected =
    maxSide < Infinity
      ? `each side between ${minSide} and ${maxSide} pixels`
      : `at least ${minSide} pixels a side`;
  throw new InvalidImage(
    `Invalid asset dimensions. Expected ${expected} but received ${width}x${height}.`,
  );
}

function checkPixels(
  width: number,
  height: number,
  { maxPixels = 16_384 * 12_288 }: ImageLimits,
): void {
  if (width * height <= maxPixels) return;
  throw new InvalidImage(
    `Invalid asset dimensions. Expected at most ${maxPixels} pixels but received ${width}x${height}.`,
  );
}

function checkAspect(aspect: number, minAspect: number, maxAspect: number): void {
  if (aspect >= minAspect && aspect <= maxAspect) return;
  const bound = aspect < minAspect ? `at least ${minAspect}` : `at most ${maxAspect}`;
  throw new InvalidImage(
    `Invalid asset aspect ratio. width / height ratio must be ${bound}. Got ${aspect.toFixed(3)}.`,
  );
}

function checkMemory(
  bytes: Uint8Array,
  format: ImageFormat,
  metadata: Metadata,
  { maxDecodeBytes = 640 * 2 ** 20 }: ImageLimits,
): void {
  const needed = bytesHeldToDecode(bytes, format, metadata);
  if (needed <= maxDecodeBytes) return;
  const megabytes = (count: number) => `${Math.ceil(count / 2 ** 20)} MB`;
  const advice =
    format === 'webp'
      ? 'Save it as a JPEG, or smaller'
      : 'Save it without interlacing (progressive), or smaller';
  throw new InvalidImage(
    `Invalid asset dimensions. Decoding ${metadata.width}x${metadata.height} pixels of this kind takes ${megabytes(needed)} of memory, expected at most ${megabytes(maxDecodeBytes)}. ${advice}, and resend it.`,
  );
}

/**
 * A progressive JPEG is drawn over as often as it has scans, each a pass over the whole picture for
 * as little as twenty bytes: 5 MB can ask for hours, spent where libvips looks at no clock. Encoders
 * write about ten.
 */
const maxScans = 100;

/** Every 8 x 8 block takes a bit at least, however flat it is. */
const maxPixelsPerByte = 8 * 64;

function checkScans(bytes: Uint8Array, pixels: number): void {
  if (pixels > bytes.length * maxPixelsPerByte) {
    throw new InvalidImage(
      `The image could not be decoded: the JPEG data is damaged or cut short. Its ${bytes.length} bytes cannot hold ${pixels} pixels.`,
    );
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The marker cannot occur within the data of a scan; thumbnails may add a few.
  const marker = Buffer.from([0xff, 0xda]);
  let scans = 0;
  for (let at = file.indexOf(marker); at >= 0; at = file.indexOf(marker, at + 2)) {
    if (++scans > maxScans) {
      throw new InvalidImage(
        `The image could not be decoded: expected a JPEG of at most ${maxScans} scans but received more. Save it again and resend it.`,
      );
    }
  }
}

/**
 * The share of a picture that may be missing: what a cut of a few bytes costs, in a photo a row or
 * two of blocks. Beyond that the sender has a better copy.
 */
const mostMissing = 1 / 32;

/** Decode by `read`, which is told how strict to be; what then is found damaged is mended first. */
async function decodeOnce<T>(
  opened: Mended,
  format: ImageFormat,
  read: (file: Uint8Array, failOn: FailOn) => Promise<T>,
): Promise<{ file: Mended; result: T }> {
  try {
    // libjpeg warns of missing pixels, and of stray bytes over which every viewer steps.
    const result = await read(opened.bytes, format === 'jpeg' ? 'warning' : 'error');
    return { file: opened, result };
  } catch (cause) {
    if (isMachineFault(cause)) throw cause;
    const name = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' }[format];
    const damaged = new InvalidImage(
      `The image could not be decoded: the ${name} data is damaged or cut short. Save it again and resend it.`,
      { cause },
    );
    const file = mend(opened.bytes, format, damaged);
    const result = await read(file.bytes, format === 'jpeg' ? 'truncated' : 'error').catch(
      (again) => {
        throw isMachineFault(again) ? again : damaged;
      },
    );
    return { file, result };
  }
}

function mend(bytes: Uint8Array, format: ImageFormat, damaged: InvalidImage): Mended {
  const mended = mendImage(bytes, format);
  if (!mended || mended.missing > mostMissing) throw damaged;
  return mended;
}

function warnOfDamage({ missing }: Mended): Warning[] {
  if (missing === 0) return [];
  const percent = Math.max(0.1, 100 * missing).toFixed(1);
  return [
    {
      code: 'image-damaged',
      message: `The image's file is damaged or cut short: ${percent} % of the picture is missing. The rest is used.`,
    },
  ];
}

/**
 * Read every row once. Most of each row is dropped on the way, which keeps 64 megapixels out of
 * memory; dropping rows would leave a missing end unseen. WebP needs no such care, being decoded
 * as a whole or not at all, and is eight times cheaper when it is shrunk by its decoder.
 */
function readRows(
  bytes: Uint8Array,
  format: ImageFormat,
  rows: number,
  failOn: FailOn,
): Promise<Uint8Array> {
  return sharp(bytes, { failOn, limitInputPixels: false, sequentialRead: true })
    .resize(8, format === 'webp' ? 8 : rows, {
      fit: 'fill',
      kernel: 'nearest',
      fastShrinkOnLoad: format === 'webp',
    })
    .raw()
    .toBuffer();
}
