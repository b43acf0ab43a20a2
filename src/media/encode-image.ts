import sharp from 'sharp';

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, interleaved, eight bits each. */
  data: Uint8Array;
}

function raw({ width, height, data }: Pixels) {
  if (data.length !== width * height * 3) {
    throw new RangeError(
      `Expected ${width * height * 3} bytes of RGB for ${width}x${height} pixels but received ${data.length}`,
    );
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Pixels to JPEG bytes, without chroma subsampling. Quality 1..100. */
export async function encodeJpeg(pixels: Pixels, { quality = 92 } = {}): Promise<Uint8Array> {
  return raw(pixels).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** Pixels to PNG bytes, lossless. */
export async function encodePng(pixels: Pixels): Promise<Uint8Array> {
  return raw(pixels).png({ compressionLevel: 6 }).toBuffer();
}
