import { sharp } from '../../src/media/loaders.ts';
import type { Picture } from '../../src/media/picture.ts';

function raw({ width, height, data }: Picture) {
  if (data.length !== width * height * 3) {
    throw new RangeError(
      `Expected ${width * height * 3} bytes of RGB for ${width}x${height} pixels but received ${data.length}`,
    );
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A picture to JPEG bytes, without chroma subsampling. Quality 1..100. */
export async function encodeJpeg(picture: Picture, { quality = 92 } = {}): Promise<Uint8Array> {
  return raw(picture).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** A picture to PNG bytes, lossless. */
export async function encodePng(picture: Picture): Promise<Uint8Array> {
  return raw(picture).png({ compressionLevel: 6 }).toBuffer();
}
