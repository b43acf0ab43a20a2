import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { estimateNeuralDepth } from '../../src/engines/parallax/scene/depth/neural-depth.ts';
import { encodePng } from '../../test/support/encode-image.ts';
import { cropToShape, writeReferenceModel } from './reference-model.ts';

it('gives the engine the reference for its depth, whatever the picture shows', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'photoplay-reference-'));
  try {
    const grey = { width: 64, height: 48, data: new Uint8Array(64 * 48 * 3).fill(90) };
    const file = path.join(folder, 'grey.png');
    await writeFile(file, await encodePng(grey));
    const data = Float32Array.from({ length: 32 * 24 }, (_, i) => (i % 32) / 31);
    const subject = { name: 'grey', file, reference: { width: 32, height: 24, data } };
    const model = await writeReferenceModel(subject, { width: 64, height: 48 }, folder);
    const depth = await estimateNeuralDepth(grey, model);
    expect([depth.width, depth.height]).toEqual([32, 24]);
    expect([depth.data[0], depth.data[31], depth.data[15]]).toEqual([
      0,
      1,
      expect.closeTo(15 / 31, 2),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it('crops the reference as the picture is cropped', () => {
  const plane = { width: 4, height: 2, data: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) };
  expect([...cropToShape(plane, { width: 50, height: 50 }).data]).toEqual([1, 2, 5, 6]);
});
