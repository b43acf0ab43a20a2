import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const unfinished = 'database-';

/**
 * Make the files of an embedded database, unless they are there. They are made aside and put in
 * their place whole, so that a kill leaves no half of a database. And in a process of its own: what
 * that takes, some 200 MB, would stay with the server for as long as it lives.
 * @param folder in a folder that nobody else uses meanwhile
 */
export async function makeDatabase(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  for (const name of await readdir(parent)) {
    if (name.startsWith(unfinished)) await rm(path.join(parent, name), { recursive: true });
  }
  await mkdir(folder, { recursive: true });
  // The secrets that sign links and webhooks are in it, in files that PGlite lets everyone read.
  await chmod(folder, 0o700);
  if ((await readdir(folder)).length > 0) return;
  const aside = path.join(parent, unfinished + process.pid);
  await mkdir(aside, { mode: 0o700 });
  // Run from source the child is TypeScript too; run from a build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./make-database-child.${extension}`, import.meta.url));
  await promisify(execFile)(process.execPath, [script, aside], { env: {} });
  await rmdir(folder);
  await rename(aside, folder);
}
