import { imageSize } from 'image-size';
import { modelTable } from '../task/models.ts';
import { officialRatios } from '../task/ratios.ts';

/**
 * The ratio of a model that crops least from an image; the model's usual landscape for one whose
 * shape is not known.
 */
export function chooseRatio(model: string, aspect: number | undefined): string {
  const [usual, ...others] = (modelTable[model]?.ratios ?? officialRatios) as [string, ...string[]];
  if (aspect === undefined) return usual;
  return others.reduce(
    (best, ratio) => (keeps(ratio, aspect) > keeps(best, aspect) ? ratio : best),
    usual,
  );
}

/** How much of an image is left when it is cropped to a ratio, as a fraction. */
function keeps(ratio: string, aspect: number): number {
  const [width, height] = ratio.split(':').map(Number) as [number, number];
  return Math.min((aspect * height) / width, width / (aspect * height));
}

/** Orientations by EXIF of 5 and above lie on their side. */
const onItsSide = 5;

/** Width over height of an image file as it is shown; undefined for one that the server will refuse. */
export function readAspect(bytes: Uint8Array): number | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    return orientation >= onItsSide ? height / width : width / height;
  } catch {
    return undefined;
  }
}
