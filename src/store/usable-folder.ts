import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockFile } from './file-lock.ts';

/** A folder that the configuration names cannot be used; the message says why and what to do. */
export class FolderUnusable extends Error {
  override name = 'FolderUnusable';
}

/** What stands in a folder that a server has used, by its kind. */
const contents = {
  folders: ['database', 'artifacts', 'work', 'receiving', 'models'],
  files: ['api-key', 'server.lock', 'server.json'],
};

/**
 * Make a folder if it is not there, and see that files can be written and locked in it, before
 * anything depends on that.
 * @param setting the variable that names the folder
 * @throws FolderUnusable
 */
export async function ensureUsableFolder(folder: string, setting: string): Promise<void> {
  try {
    await makeFolder(folder);
    for (const name of contents.folders) await expectKind(path.join(folder, name), 'folder');
    for (const name of contents.files) await expectKind(path.join(folder, name), 'file');
    await tryOut(path.join(folder, `.${randomUUID()}`));
  } catch (cause) {
    throw new FolderUnusable(
      `The folder ${folder} of ${setting} cannot be used: ${(cause as Error).message.replace(/\.$/, '')}. ` +
        `Mend that, or name another folder by ${setting}.`,
      { cause },
    );
  }
}

/**
 * Make a folder and those it is in. Not by the recursive `mkdir`, which never ends where a folder is
 * there and yet nothing can be made in it (`/proc`).
 */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const found = await stat(folder).catch((error) => {
    if (error.code !== 'ENOENT' || parent === folder) throw error;
  });
  if (found) {
    if (!found.isDirectory()) throw new Error(`${folder} is a file`);
    return;
  }
  await makeFolder(parent);
  // The database in it holds the secret that signs links: no other user's business.
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    // Another process may have been as quick. A link that leads nowhere is there, too.
    if (error.code !== 'EEXIST') throw error;
  });
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is a file`);
}

async function expectKind(entry: string, kind: 'folder' | 'file'): Promise<void> {
  const found = await stat(entry).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const isRight = kind === 'folder' ? found?.isDirectory() : found?.isFile();
  if (found && !isRight) throw new Error(`expected ${entry} to be a ${kind}, and it is none`);
}

async function tryOut(file: string): Promise<void> {
  try {
    await writeFile(file, '');
    lockFile(file, 0)?.();
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}
