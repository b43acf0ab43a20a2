import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { lockFile } from './file-lock.ts';

/** A folder of this process for files that are not done yet, beside those of the other processes on this machine. */
export interface WorkFolder {
  path: string;
  /** Remove what processes that died left beside it. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const lockOf = (folder: string) => `${folder}.lock`;

/** Make the folder, and clean up after the dead. */
export async function openWorkFolder(parent: string): Promise<WorkFolder> {
  await mkdir(parent, { recursive: true });
  const folder = path.join(parent, randomUUID());
  // The lock is there before the folder, so that a folder without a living lock is a dead one's.
  const unlock = lockFile(lockOf(folder), 0)!;
  await mkdir(folder);

  let closed = false;

  async function sweep(): Promise<void> {
    const entries = await readdir(parent, { withFileTypes: true });
    for (const entry of entries) {
      const other = path.join(parent, entry.name);
      if (!entry.isDirectory() || other === folder) continue;
      const release = lockFile(lockOf(other), 0);
      if (!release) continue;
      // Its children may take a moment longer to die, and write meanwhile.
      await rm(other, { recursive: true, force: true, maxRetries: 5 });
      release();
      await rm(lockOf(other), { force: true });
    }
  }

  await sweep();
  return {
    path: folder,
    sweep,
    async close() {
      if (closed) return;
      closed = true;
      await rm(folder, { recursive: true, force: true });
      unlock();
      await rm(lockOf(folder), { force: true });
    },
  };
}
