import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeTemporaryFolder } from '../../../test/support/data-folder.ts';
import { makeDatabase } from './make-database.ts';

/** Where a data folder has its database. */
async function makeParent(): Promise<string> {
  const parent = await makeTemporaryFolder();
  onTestFinished(() => rm(parent, { recursive: true }));
  return parent;
}

it('makes a database whole, in place of what a kill has left of one', async () => {
  const parent = await makeParent();
  const folder = path.join(parent, 'database');
  await mkdir(folder);
  await mkdir(path.join(parent, 'database-1'));
  await writeFile(path.join(parent, 'database-1/PG_VERSION'), '');
  await makeDatabase(folder);
  expect(await readdir(parent)).toEqual(['database']);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['PG_VERSION', 'base', 'pg_wal']));
});

it('leaves a database that is there alone', async () => {
  const parent = await makeParent();
  const folder = path.join(parent, 'database');
  await mkdir(folder);
  await writeFile(path.join(folder, 'PG_VERSION'), '18');
  await makeDatabase(folder);
  expect(await readdir(folder)).toEqual(['PG_VERSION']);
});
