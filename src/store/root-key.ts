import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeKey } from './keys.ts';

function rootKeyFile(dataDir: string): string {
  return path.join(dataDir, 'api-key');
}

export interface RootKey {
  key: string;
  file: string;
  /** Made just now, by this call. */
  made: boolean;
}

/** The key of the data folder, made now if there is none: mode 0600, in the form of Runway's keys. */
export async function readOrMakeRootKey(dataDir: string): Promise<RootKey> {
  const file = rootKeyFile(dataDir);
  const key = makeKey();
  try {
    await writeFile(file, `${key}\n`, { flag: 'wx', mode: 0o600 });
    return { key, file, made: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { key: (await readFile(file, 'utf8')).trim(), file, made: false };
  }
}
