import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { clipEncoding } from '../../src/media/encode.ts';
import { makeTemporaryFolder } from '../../test/support/data-folder.ts';
import { timeDepthFlow } from './depthflow.ts';

async function makeFolder(): Promise<string> {
  const folder = await makeTemporaryFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('is left out where it is not installed', async () => {
  const folder = await makeFolder();
  expect(await timeDepthFlow('photo.jpg', folder, { PATH: folder })).toBeUndefined();
});

it('is timed without a window, on the picture and a depth map', async () => {
  const folder = await makeFolder();
  const program = path.join(folder, 'depthflow');
  await writeFile(program, '#!/bin/sh\necho "$SHADERFLOW_BACKEND" "$@" >> "$0.log"\n');
  await chmod(program, 0o755);
  const ms = await timeDepthFlow('photo.jpg', folder, { PATH: `${folder}:${process.env.PATH}` });
  expect(ms).toBeGreaterThan(0);
  const depth = path.join(folder, 'depth.png');
  const { preset, crf } = clipEncoding;
  expect((await readFile(`${program}.log`, 'utf8')).split('\n')[1]).toBe(
    `headless input -i photo.jpg -d ${depth} h264 --preset ${preset} --crf ${Math.round(crf)} ` +
      `main -o ${path.join(folder, 'depthflow.mp4')} -t 5 -f 24 -w 1280 -h 768`,
  );
  expect(await sharp(depth).metadata()).toMatchObject({ width: 1280, height: 768 });
});
