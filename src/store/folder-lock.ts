import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another server has the folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/** What the holder of a folder tells about itself, for people and for the command line. */
export interface Holder {
  pid: number;
  /** Where it listens, once it does. */
  url?: string;
}

export interface FolderLock {
  /** Tell where the server of this folder is to be found. */
  announce(holder: Holder): Promise<void>;
  release(): Promise<void>;
}

const holderFile = (folder: string) => path.join(folder, 'server.json');

/**
 * Keep a second server out of an embedded data folder: two PGlites on one folder destroy it.
 *
 * The lock is SQLite's exclusive lock on a file, which the system drops with the process, however
 * it ends. A file with a process id cannot do that: ids are used again, a killed process keeps its
 * id until its parent looks, and two starters that both find a stale file take turns deleting each
 * other's.
 * @throws FolderInUse when a living process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = new DatabaseSync(path.join(folder, 'server.lock'), { timeout: 2000 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive; commit');
  } catch (error) {
    lock.close();
    const { pid, url } = (await readHolder(folder)) ?? {};
    throw new FolderInUse(
      `The data folder ${folder} is in use by another Photoplay server` +
        `${pid ? ` (process ${pid}${url ? ` at ${url}` : ''})` : ''}. ` +
        'Stop that one, or choose another folder with PHOTOPLAY_DATA_DIR.',
      { cause: error },
    );
  }
  const announce = (holder: Holder) => writeFile(holderFile(folder), JSON.stringify(holder));
  await announce({ pid: process.pid });
  return {
    announce,
    async release() {
      await rm(holderFile(folder), { force: true });
      lock.close();
    },
  };
}

async function readHolder(folder: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(holderFile(folder), 'utf8'));
  } catch {
    return undefined;
  }
}
