import { imageSize } from 'image-size';
import { ratiosOf } from '../task/models/describe.ts';
import { readPixels, type Size } from '../task/models/size.ts';
import { modelTable, usualModel } from '../task/models.ts';

/**
 * The ratio of a model that crops least from an image, among those with about as many pixels as its
 * usual one; the usual one for an image whose shape is not known. Undefined where the server takes
 * the shape from the image itself.
 */
export function chooseRatio(model: string, aspect: number | undefined): string | undefined {
  const rules = (modelTable[model] ?? modelTable[usualModel]!).kinds.image_to_video;
  const [usual, ...others] = rules ? ratiosOf(rules) : [];
  const size = readPixels(usual ?? '');
  if (!usual || !size) return undefined;
  if (aspect === undefined) return usual;
  const alike = others.filter((ratio) => areAlike(readPixels(ratio), size));
  return alike.reduce(
    (best, ratio) => (keeps(ratio, aspect) > keeps(best, aspect) ? ratio : best),
    usual,
  );
}

/** No two sizes of one quality differ by more, and no two qualities by less. */
const mostDifference = 1.3;

function areAlike(one: Size | undefined, other: Size): boolean {
  if (!one) return false;
  const times = (one.width * one.height) / (other.width * other.height);
  return times <= mostDifference && times >= 1 / mostDifference;
}

/** How much of an image is left when it is cropped to a ratio, as a fraction. */
function keeps(ratio: string, aspect: number): number {
  const { width, height } = readPixels(ratio)!;
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
