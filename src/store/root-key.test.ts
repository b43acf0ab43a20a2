import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder, removeDataFolder } from '../../test/support/data-folder.ts';
import { makeRootKey, readRootKey } from './root-key.ts';

async function makeFolder(): Promise<string> {
  const folder = await makeTemporaryFolder();
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

it('is one key, whole, for all servers that start in a folder at once', async () => {
  const folder = await makeFolder();
  expect(await readRootKey(folder)).toBeUndefined();
  const keys = await Promise.all(Array.from({ length: 8 }, () => makeRootKey(folder)));
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  expect(keys.filter(({ made }) => made)).toHaveLength(1);
  expect(await readRootKey(folder)).toEqual({ ...keys[0], made: false });
  const file = path.join(folder, 'api-key');
  expect(await readFile(file, 'utf8')).toBe(`${keys[0]!.key}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['api-key']);
});

it.each(['', '\n', 'short', 'two words, and long', 'schl\u00fcssel'])(
  'is not what cannot be a key: %j',
  async (text) => {
    const folder = await makeFolder();
    await writeFile(path.join(folder, 'api-key'), text);
    await expect(readRootKey(folder)).rejects.toThrow(/Delete it, and the next start makes/);
  },
);
