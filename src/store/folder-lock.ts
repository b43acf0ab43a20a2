import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockFile } from './file-lock.ts';

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
 * @throws FolderInUse when a living process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const unlock = lockFile(path.join(folder, 'server.lock'), 2000);
  if (!unlock) {
    const { pid, url } = (await readHolder(folder)) ?? {};
    throw new FolderInUse(
      `The data folder ${folder} is in use by another Photoplay server` +
        `${pid ? ` (process ${pid}${url ? ` at ${url}` : ''})` : ''}. ` +
        'Stop that one, or choose another folder with PHOTOPLAY_DATA_DIR.',
    );
  }
  const announce = (holder: Holder) => writeFile(holderFile(folder), JSON.stringify(holder));
  await announce({ pid: process.pid });
  return {
    announce,
    async release() {
      await rm(holderFile(folder), { force: true });
      unlock();
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
