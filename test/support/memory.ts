import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { openWorkFolder, type WorkFolder } from '../../src/store/work-folder.ts';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
const enoughBytes = 2 * 2 ** 30;

/** Kept for as long as this process lives: what is collected as garbage lets go of its lock. */
let folder: WorkFolder;

/**
 * Let this run keep its temporary files in memory, where there is room for them. A server's database
 * is a thousand files of 56 MB, and every test server has its own: written to a disk, they take
 * longer than most tests. What a killed run left there goes when the next one begins.
 */
export async function keepTemporaryFilesInMemory(): Promise<void> {
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < enoughBytes) return;
  const user = process.getuid?.() ?? 0;
  folder = await openWorkFolder(path.join(memory, `photoplay-tests-${user}`));
  process.env.TMPDIR = folder.path;
}
