import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeKey } from './keys.ts';

export interface RootKey {
  key: string;
  file: string;
  /** Made just now, by this call. */
  made: boolean;
}

/** The file of the key has none in it; the message says what to do. */
export class RootKeyUnusable extends Error {
  override name = 'RootKeyUnusable';
}

const fileIn = (dataDir: string) => path.join(dataDir, 'api-key');

/**
 * The key of the data folder; undefined if there is none.
 * @throws RootKeyUnusable
 */
export async function readRootKey(dataDir: string): Promise<RootKey | undefined> {
  const file = fileIn(dataDir);
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (text === undefined) return undefined;
  const key = text.trim();
  if (/^[\x21-\x7e]{8,}$/.test(key)) return { key, file, made: false };
  throw new RootKeyUnusable(
    `Expected ${file} to hold a key of at least 8 visible ASCII characters, and it does not. ` +
      'Delete it, and the next start makes a new one.',
  );
}

/**
 * Make the data folder's key: in the form of Runway's, in a file of mode 0600. If another server has
 * made one meanwhile, it is that one.
 */
export async function makeRootKey(dataDir: string): Promise<RootKey> {
  const file = fileIn(dataDir);
  const key = makeKey();
  // Whole or not at all: what another server reads must not be half a key.
  const aside = `${file}.${randomUUID()}`;
  try {
    await writeFile(aside, `${key}\n`, { mode: 0o600 });
    await link(aside, file).catch((error) => {
      if (error.code === 'EEXIST') throw error;
      // Not every file system has links.
      return copyFile(aside, file, constants.COPYFILE_EXCL);
    });
    return { key, file, made: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readRootKey(dataDir))!;
  } finally {
    await rm(aside, { force: true });
  }
}
