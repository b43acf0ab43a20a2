import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plane } from '../../src/engines/parallax/scene/resample.ts';
import { decodeImage } from '../../src/media/decode.ts';
import { paintScene, sceneNames } from '../../test/fixtures/index.ts';
import { encodePng } from '../../test/support/encode-image.ts';

/** An image to be put in motion. */
export interface Subject {
  name: string;
  file: string;
  /** How near its places are, 0 far to 1 near, if that is known. */
  reference?: Plane;
}

const imageFile = /\.(jpe?g|png|webp)$/i;
const depthFile = /\.(depth|disparity)\.png$/i;

/**
 * The images of a folder, by name. NAME.depth.png is the reference depth of NAME.jpg, or of
 * NAME.left.jpg, one of a stereo pair: 8 bits, bright is near.
 * @throws Error when there are none
 */
export async function listSubjects(folder: string): Promise<Subject[]> {
  const files = (await readdir(folder)).sort();
  const images = files.filter((file) => imageFile.test(file) && !depthFile.test(file));
  if (images.length === 0) {
    throw new Error(`Expected JPEG, PNG or WebP images in ${folder} but found none`);
  }
  const subjects: Subject[] = [];
  for (const image of images) {
    const { name } = path.parse(image);
    const depth = `${name.replace(/\.left$/, '')}.depth.png`;
    const reference = files.includes(depth)
      ? await readNearness(path.join(folder, depth))
      : undefined;
    subjects.push({ name, file: path.join(folder, image), ...(reference && { reference }) });
  }
  return subjects;
}

async function readNearness(file: string): Promise<Plane> {
  const { width, height, data } = await decodeImage(file);
  const values = Float32Array.from({ length: width * height }, (_, i) => data[i * 3]! / 255);
  return { width, height, data: values };
}

/** The project's own painted scenes, whose depth is known, as files in a folder. */
export async function paintSubjects(
  folder: string,
  wanted: (name: string) => boolean,
): Promise<Subject[]> {
  await mkdir(folder, { recursive: true });
  const subjects: Subject[] = [];
  for (const name of sceneNames.filter(wanted)) {
    const scene = paintScene(name, { width: 1440, height: 960 });
    const file = path.join(folder, `${name}.png`);
    await writeFile(file, await encodePng(scene));
    const nearest = scene.depth.reduce((least, z) => Math.min(least, z));
    const flat = scene.depth.every((z) => z === nearest);
    const reference = {
      width: scene.width,
      height: scene.height,
      data: scene.depth.map((z) => nearest / z),
    };
    subjects.push({ name, file, ...(flat ? {} : { reference }) });
  }
  return subjects;
}
