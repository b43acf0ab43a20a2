import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodePng } from '../../src/media/encode-image.ts';
import { paintScene, sceneNames } from '../../test/fixtures/index.ts';

/** An image to be put in motion, and how near its places are, if that is known. */
export interface Subject {
  name: string;
  file: string;
  /** Nearness 0..1 at fractions of the image's width and height. */
  nearness?: (u: number, v: number) => number;
}

const imageFile = /\.(jpe?g|png|webp)$/i;

/**
 * The images of a folder, by name.
 * @throws Error when there are none
 */
export async function listSubjects(folder: string): Promise<Subject[]> {
  const files = (await readdir(folder)).filter((file) => imageFile.test(file)).sort();
  if (files.length === 0) {
    throw new Error(`Expected JPEG, PNG or WebP images in ${folder} but found none`);
  }
  return files.map((file) => ({ name: path.parse(file).name, file: path.join(folder, file) }));
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
    const nearness = (u: number, v: number) => {
      const x = Math.min(scene.width - 1, Math.floor(u * scene.width));
      const y = Math.min(scene.height - 1, Math.floor(v * scene.height));
      return nearest / scene.depth[y * scene.width + x]!;
    };
    subjects.push({ name, file, ...(flat ? {} : { nearness }) });
  }
  return subjects;
}
