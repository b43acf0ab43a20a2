import { createHash } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../../../test/support/data-folder.ts';
import { makeImage, toDataUri } from '../../../test/support/images.ts';
import { loadConfig } from '../../config.ts';
import { inspectImage } from '../../media/inspect.ts';
import { openFolder } from '../artifacts/artifacts-folder.ts';
import { createInputs } from './inputs.ts';
import { copyOutInput, keyOfInput } from './stored-input.ts';

async function openStorage() {
  const folder = await makeTemporaryFolder();
  const artifacts = await openFolder(folder);
  onTestFinished(async () => {
    await artifacts.close();
    await removeDataFolder(folder);
  });
  return { artifacts, fileOf: (name: string) => path.join(folder, name) };
}

it('copies out what was stored, and says when the storage has something else', async () => {
  const { artifacts, fileOf } = await openStorage();
  const image = Buffer.alloc(200_000, 'an image');
  const artifact = keyOfInput(createHash('sha256').update(image).digest('hex'), 'png');
  await artifacts.putBytes(artifact, image);
  await copyOutInput(artifacts, artifact, fileOf('copy'));
  expect(await readFile(fileOf('copy'))).toEqual(image);
  for (const size of [100_000, 0]) {
    await truncate(fileOf(artifact), size);
    const copying = copyOutInput(artifacts, artifact, fileOf(`copy-${size}`));
    await expect(copying).rejects.toMatchObject({ failureClass: 'INPUT_DAMAGED' });
  }
});

it('stores an image again that the storage has lost a part of', async () => {
  const { artifacts, fileOf } = await openStorage();
  const image = await makeImage();
  const options = { fetch: { allowedHosts: [] }, limits: loadConfig({}).limits };
  const inputs = createInputs(artifacts, { inspect: inspectImage }, options);
  const { artifact } = await inputs.take(toDataUri(image), 'owner');
  // Known to this server or not: held to other limits, it is another image to it.
  for (const limits of [undefined, { maxAspect: 2 }]) {
    await truncate(fileOf(artifact), 100);
    expect(await inputs.take(toDataUri(image), 'owner', limits)).toMatchObject({ artifact });
    expect(await readFile(fileOf(artifact))).toEqual(image);
  }
});
