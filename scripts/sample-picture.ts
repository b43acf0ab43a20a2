import { paintLake } from '../test/fixtures/lake/lake.ts';
import { toPicture } from '../test/fixtures/paint/canvas.ts';
import { encodeJpeg } from '../test/support/encode-image.ts';

/**
 * Paint the picture the demo animates: a mountain lake at golden hour, the same for every run.
 * @returns JPEG bytes of `width` x `height` pixels; about 3 s of work at 1920x1280.
 */
export async function makeSamplePicture({ width = 1920, height = 1280 } = {}): Promise<Uint8Array> {
  return encodeJpeg(toPicture(paintLake(width, height)), { quality: 93 });
}
