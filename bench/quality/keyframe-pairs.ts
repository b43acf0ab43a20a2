import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cropToFrame, prepareFrame } from '../../src/media/decode.ts';
import type { Picture } from '../../src/media/picture.ts';
import { encodePng } from '../../test/support/encode-image.ts';

/**
 * Write the end keyframe of a first-and-last clip: a part of the image, four fifths as wide, off
 * to the upper right, as if the camera had gone there.
 */
export async function writeEndKeyframe(
  file: string,
  size: { width: number; height: number },
  folder: string,
): Promise<string> {
  // Twice the size, so that the part is not blown up from too few pixels.
  const wide = cropToFrame(await prepareFrame(file, size.width * 2, size.height * 2));
  const part = {
    width: Math.round(wide.width * 0.8),
    height: Math.round(wide.height * 0.8),
    left: Math.round(wide.width * 0.17),
    top: Math.round(wide.height * 0.04),
  };
  const cropped = cropToFrame({ picture: wide, ...part });
  const target = path.join(folder, `${path.parse(file).name}-end.png`);
  await writeFile(target, await encodePng(cropped));
  return target;
}

/** The frame an image becomes: centre-cropped and resized. */
export async function frameOf(
  file: string,
  { width, height }: { width: number; height: number },
): Promise<Picture> {
  return cropToFrame(await prepareFrame(file, width, height));
}
