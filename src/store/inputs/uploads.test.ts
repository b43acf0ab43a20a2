import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../../test/support/store.ts';
import { type Artifacts, StorageAway, StorageRefused } from '../artifacts/artifacts.ts';
import { openFolder } from '../artifacts/artifacts-folder.ts';
import { createUpload, fillUpload, readUpload, runwayUri, sweepUploads } from './uploads.ts';

type Store = Awaited<ReturnType<typeof openTestStore>>;

async function openUploads(store: Store) {
  const artifacts = await openFolder(path.join(store.dataDir, 'artifacts'));
  const id = await createUpload(store.database, 'root', 3600);
  let files = 0;
  return {
    artifacts,
    id,
    async fill(text: string, into: Artifacts = artifacts) {
      const file = path.join(store.dataDir, `arriving-${files++}`);
      await writeFile(file, text);
      return fillUpload(store.database, into, id, file);
    },
    async read() {
      const bytes = await readUpload(store.database, artifacts, runwayUri(id), 'root');
      return bytes && Buffer.from(bytes).toString();
    },
    async expire() {
      await sql`update upload set expires_at = now()`.execute(store.database.sql);
    },
  };
}

it('keeps the first file of two', async () => {
  const { fill, read } = await openUploads(await openTestStore());
  expect(await fill('one')).toBe(true);
  expect(await fill('two')).toBe(false);
  expect(await read()).toBe('one');
});

it('takes a file after one that did not reach the storage', async () => {
  const { artifacts, fill, read } = await openUploads(await openTestStore());
  const away = { ...artifacts, moveIn: () => Promise.reject(new StorageAway('away')) };
  await expect(fill('one', away)).rejects.toThrow('away');
  expect(await read()).toBeUndefined();
  expect(await fill('two')).toBe(true);
  expect(await read()).toBe('two');
});

it('lets one of two win that arrive at once, and keeps nothing of the other', async () => {
  const store = await openTestStore();
  const { artifacts, fill, read, expire } = await openUploads(store);
  const results = await Promise.all(['one', 'two', 'three'].map((text) => fill(text)));
  expect(results.filter(Boolean)).toHaveLength(1);
  expect(await read()).toMatch(/one|two|three/);
  const stored: string[] = [];
  const counting = {
    async delete(key: string) {
      stored.push(key);
      await artifacts.delete(key);
    },
  };
  await expire();
  expect(await sweepUploads(store.database, counting)).toBe(1);
  expect(stored).toHaveLength(1);
  expect(await artifacts.exists(stored[0]!)).toBe(false);
});

it('knows, once expired, the file that a crash left behind, and keeps what cannot go', async () => {
  const store = await openTestStore();
  const { artifacts, fill, expire } = await openUploads(store);
  // Stored, and then nobody was left to say so.
  const crashing = {
    ...artifacts,
    async moveIn(key: string, file: string) {
      await artifacts.moveIn(key, file);
      throw new Error('the process ends here');
    },
  };
  await expect(fill('one', crashing)).rejects.toThrow(/ends here/);
  await expire();
  const refusing = { delete: () => Promise.reject(new StorageRefused('AccessDenied')) };
  await expect(sweepUploads(store.database, refusing)).rejects.toThrow(/1 expired uploads could/);
  const { artifact } = await store.database.sql
    .selectFrom('upload')
    .select('artifact')
    .executeTakeFirstOrThrow();
  expect(await artifacts.exists(artifact!)).toBe(true);
  expect(await sweepUploads(store.database, artifacts)).toBe(1);
  expect(await artifacts.exists(artifact!)).toBe(false);
});
