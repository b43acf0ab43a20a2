import path from 'node:path';
import { announce, readAnnouncement } from './announcement.ts';
import { lockFile } from './file-lock.ts';

/** Another server has the folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Keep a second server out of an embedded data folder: two PGlites on one folder destroy it.
 * @throws FolderInUse when a living process holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const unlock = lockFile(path.join(folder, 'server.lock'), 2000);
  if (!unlock) {
    const { pid, url } = (await readAnnouncement(folder)) ?? {};
    throw new FolderInUse(
      `The data folder ${folder} is in use by another Photoplay server` +
        `${pid ? ` (process ${pid}${url ? ` at ${url}` : ''})` : ''}. ` +
        'Stop that one, or choose another folder with PHOTOPLAY_DATA_DIR.',
    );
  }
  const withdraw = await announce(folder, { pid: process.pid });
  return {
    async release() {
      await withdraw();
      unlock();
    },
  };
}
