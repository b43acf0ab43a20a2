import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeKey } from './keys.ts';

export interface RootKey {
  key: string;
  file: string;
  /** Made just now, by this call. */
  made: boolean;
  /**
   * Keep a key that was made, once it is certain that its maker will show it.
   * @throws RootKeyUnusable when another server has kept one meanwhile
   */
  keep(): Promise<void>;
}

/** The file of the key has none in it, or another one than this server's; the message says what to do. */
export class RootKeyUnusable extends Error {
  override name = 'RootKeyUnusable';
}

/**
 * The key of the data folder, made now if there is none: in the form of Runway's keys, and in a file
 * of mode 0600 once it is kept.
 * @throws RootKeyUnusable
 */
export async function readOrMakeRootKey(dataDir: string): Promise<RootKey> {
  const file = path.join(dataDir, 'api-key');
  const kept = await readKey(file);
  if (kept !== undefined) return { key: kept, file, made: false, keep: async () => undefined };
  const key = makeKey();
  return { key, file, made: true, keep: () => keepKey(file, key) };
}

async function readKey(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const key = text?.trim();
  if (key === undefined || /^[\x21-\x7e]{8,}$/.test(key)) return key;
  throw new RootKeyUnusable(
    `Expected ${file} to hold a key of at least 8 visible ASCII characters, and it does not. ` +
      'Delete it, and the next start makes a new one.',
  );
}

async function keepKey(file: string, key: string): Promise<void> {
  try {
    await writeFile(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new RootKeyUnusable(
        `Another server has just made a key, kept in ${file}. Start this one again: it will use that key, too.`,
      );
    }
    // A file with half a key would be taken for one.
    await rm(file, { force: true });
    throw error;
  }
}
