import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Database, transactWithFiles } from '../database/database.ts';
import { proposeSetting } from '../settings.ts';
import { ensureUsableFolder } from '../usable-folder.ts';
import type { Artifacts, S3Storage } from './artifacts.ts';
import { openFolder } from './artifacts-folder.ts';

/**
 * Open the storage: a folder, which is the data folder's unless given, or an S3 bucket.
 * @throws StorageUnusable when the bucket does not answer; FolderUnusable
 */
export async function openArtifacts(options: {
  dataDir: string;
  storage: { folder: string } | { s3: S3Storage } | undefined;
}): Promise<Artifacts> {
  const { dataDir, storage } = options;
  if (!storage) return openFolder(path.join(dataDir, 'artifacts'));
  if ('folder' in storage) {
    await ensureUsableFolder(storage.folder, 'PHOTOPLAY_STORAGE');
    return openFolder(storage.folder);
  }
  // The SDK is 10 MB of code that a folder does not need.
  const { openS3 } = await import('./artifacts-s3.ts');
  return openS3(storage.s3);
}

/** The storage is not the one that the database's artifacts are in. */
export class StorageMismatch extends Error {
  override name = 'StorageMismatch';
}

const marker = 'storage-id';

/**
 * See that every process on a database has the same storage: a worker that cannot read what a
 * server took in would fail every task. Whoever comes first writes an id into both; the others
 * wait for its transaction and then compare.
 * @throws StorageMismatch
 */
export async function checkStorage(database: Database, artifacts: Artifacts): Promise<void> {
  const fresh = randomUUID();
  const expected = await transactWithFiles(database, async (trx) => {
    const agreed = await proposeSetting(trx, marker, fresh);
    // In the transaction: if the storage cannot be written, the database forgets the id again.
    if (agreed === fresh) await artifacts.putBytes(marker, Buffer.from(fresh));
    return agreed;
  });
  const found = (await artifacts.exists(marker))
    ? Buffer.from(await artifacts.getBytes(marker)).toString()
    : undefined;
  if (found === expected) return;
  throw new StorageMismatch(
    `The database's files are in another storage than ${artifacts.place}. Every server and worker on ` +
      'one database needs the same one: the same PHOTOPLAY_STORAGE, or the same PHOTOPLAY_DATA_DIR.',
  );
}
