import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a running server tells in its data folder about itself, for people and for the command line. */
export interface Announcement {
  pid: number;
  /** Where it listens, once it does. */
  url?: string;
  /** Known to this one process and to whoever may read the folder: see `task/proof.ts`. */
  secret?: string;
}

const fileIn = (folder: string) => path.join(folder, 'server.json');

/** Tell, instead of whatever was told before. @returns what takes it back, unless another has told since */
export async function announce(
  folder: string,
  announcement: Announcement,
): Promise<() => Promise<void>> {
  const file = fileIn(folder);
  const text = JSON.stringify(announcement);
  // Moved into place: whoever reads meanwhile reads the old one or the new one, whole.
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, text, { mode: 0o600 });
  await rename(partial, file);
  return async () => {
    const told = await readFile(file, 'utf8').catch(() => undefined);
    if (told === text) await rm(file, { force: true });
  };
}

/** What was told last; undefined where nobody has told anything. */
export async function readAnnouncement(folder: string): Promise<Announcement | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8'));
  } catch {
    return undefined;
  }
}
