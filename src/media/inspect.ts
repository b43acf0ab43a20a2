/**
 * Whether bytes from outside are an image that can be rendered. Answers before the task exists, so
 * that a bad image is a refused request and not a failed task.
 */
import {
  type ImageFacts,
  type ImageFormat,
  type ImageLimits,
  InvalidImage,
} from './image-facts.ts';
import { maxPixels, sharp } from './loaders.ts';

/**
 * Check an image by its content and decode it once to be sure; the file's name and the type that
 * was declared play no part.
 * @throws InvalidImage when it is no JPEG, PNG or WebP, is damaged or cut short, or breaks a limit.
 */
export async function inspectImage(
  bytes: Uint8Array,
  { minSide = 16, maxSide = 8000, minAspect = 0.5, maxAspect = 2.358 }: ImageLimits = {},
): Promise<ImageFacts> {
  const format = recogniseFormat(bytes);
  if (!format) {
    throw new InvalidImage(
      `Unsupported asset type. Expected a JPEG, PNG or WebP image but received ${describe(bytes)}.`,
    );
  }
  const { width, height, rows } = await readSize(bytes);
  checkSides(width, height, minSide, maxSide);
  checkAspect(width / height, minAspect, maxAspect);
  if (format === 'jpeg') checkScans(bytes, width * height);
  await decodeOnce(bytes, format, rows);
  return { format, width, height };
}

/** The format by the first bytes, or null. */
export function recogniseFormat(bytes: Uint8Array): ImageFormat | null {
  const starts = (at: number, ...signature: number[]) =>
    signature.every((byte, i) => bytes[at + i] === byte);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  const riff = starts(0, 0x52, 0x49, 0x46, 0x46);
  if (riff && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  return null;
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'no bytes';
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
  return `${bytes.length} bytes that start with ${start.join(' ')}`;
}

/** Reads the header alone, so that no size is too big to be told. `rows` are those of the file. */
async function readSize(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; rows: number }> {
  try {
    const { autoOrient, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return { ...autoOrient, rows: height };
  } catch (cause) {
    throw new InvalidImage(
      'The image could not be decoded: its header is damaged or cut short. Save it again and resend it.',
      { cause },
    );
  }
}

function checkSides(width: number, height: number, minSide: number, maxSide: number): void {
  if (Math.min(width, height) < minSide || Math.max(width, height) > maxSide) {
    throw new InvalidImage(
      `Invalid asset dimensions. Expected each side between ${minSide} and ${maxSide} pixels but received ${width}x${height}.`,
    );
  }
  if (width * height > maxPixels) {
    throw new InvalidImage(
      `Invalid asset dimensions. Expected at most ${maxPixels} pixels but received ${width}x${height}.`,
    );
  }
}

function checkAspect(aspect: number, minAspect: number, maxAspect: number): void {
  if (aspect >= minAspect && aspect <= maxAspect) return;
  const bound = aspect < minAspect ? `at least ${minAspect}` : `at most ${maxAspect}`;
  throw new InvalidImage(
    `Invalid asset aspect ratio. width / height ratio must be ${bound}. Got ${aspect.toFixed(3)}.`,
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

/** The slowest image within the limits takes 3 s on one old core. */
const decodeTimeoutSeconds = 20;

async function decodeOnce(bytes: Uint8Array, format: ImageFormat, rows: number): Promise<void> {
  try {
    await readRows(bytes, format, rows).catch((error: Error) => {
      // Cameras write JPEGs with stray bytes, over which libjpeg warns and every viewer steps. Only
      // its text tells such a warning from missing pixels, which it would fill with grey.
      const passable = format === 'jpeg' && !/premature end|bad Huffman/.test(error.message);
      if (!passable) throw error;
      return readRows(bytes, format, rows, 'error');
    });
  } catch (cause) {
    const name = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' }[format];
    throw new InvalidImage(
      `The image could not be decoded: the ${name} data is damaged or cut short. Save it again and resend it.`,
      { cause },
    );
  }
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
  failOn: 'warning' | 'error' = format === 'jpeg' ? 'warning' : 'error',
): Promise<Uint8Array> {
  return sharp(bytes, { failOn, limitInputPixels: maxPixels, sequentialRead: true })
    .resize(8, format === 'webp' ? 8 : rows, {
      fit: 'fill',
      kernel: 'nearest',
      fastShrinkOnLoad: format === 'webp',
    })
    .timeout({ seconds: decodeTimeoutSeconds })
    .raw()
    .toBuffer();
}
