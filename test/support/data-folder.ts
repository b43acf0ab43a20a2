import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { copyDatabase } from './database-template.ts';
import { createDatabase } from './postgres.ts';

/** Whether the tests of this run work on PostgreSQL, or on PGlite. */
export const onPostgres = inject('postgres') !== undefined;

/** A fresh folder, removed when the test (or, in a hook, the caller) is done with it. */
export async function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'photoplay-test-'));
}

/** The PostgreSQL database that belongs to a data folder, for those that have one. */
const databases = new Map<string, Awaited<ReturnType<typeof createDatabase>>>();

/** A fresh data folder with an empty database: in it, or beside it on PostgreSQL. */
export async function makeDataFolder(): Promise<string> {
  const dataDir = await makeTemporaryFolder();
  const postgres = inject('postgres');
  if (postgres) databases.set(dataDir, await createDatabase(postgres.admin, postgres.template));
  else await copyDatabase(inject('databaseTemplate'), dataDir);
  return dataDir;
}

/** What `DATABASE_URL` is for a server on this folder; undefined: not set. */
export function databaseUrlOf(dataDir: string): string | undefined {
  return databases.get(dataDir)?.url;
}

/** Remove a data folder, and its database. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  await databases.get(dataDir)?.drop();
  databases.delete(dataDir);
  await rm(dataDir, { recursive: true, force: true });
}
