import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Another server has the folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/**
 * Keep a second server out of an embedded data folder: two PGlites on one folder destroy it.
 * The lock is a file with a process id, so that the lock of a killed server does not outlive it.
 * @returns a function that gives the folder back.
 * @throws FolderInUse when a living process holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'server.pid');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    // A container's server is process 1 again after every restart: its own id is no one else's.
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new FolderInUse(
        `The data folder ${folder} is in use by another Photoplay server (process ${holder}). ` +
          'Stop that one, choose another folder with PHOTOPLAY_DATA_DIR, or share a PostgreSQL ' +
          `with DATABASE_URL. If no such server runs, delete ${file}.`,
      );
    }
    await rm(file, { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
