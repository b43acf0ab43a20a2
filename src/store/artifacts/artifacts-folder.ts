import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { openWorkFolder } from '../work-folder.ts';
import type { Artifacts, OpenFile } from './artifacts.ts';

/** Artifacts in a folder. A file is there whole or not at all. */
export async function openFolder(folder: string): Promise<Artifacts> {
  await mkdir(folder, { recursive: true });
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  // Renaming within one disk is atomic, so a file is written aside and then put in its place. Not
  // by the disk's own move, which copies: a kill in the middle would leave half a file.
  // What a killed process was writing goes when the next one opens the folder.
  const incoming = await openWorkFolder(path.join(folder, 'incoming'));
  const aside = (key: string) =>
    path.relative(folder, path.join(incoming.path, randomUUID() + path.extname(key)));

  async function writeAside(
    key: string,
    write: (temporary: string) => Promise<void>,
  ): Promise<void> {
    const temporary = aside(key);
    try {
      await write(temporary);
      await putInPlace(path.join(folder, temporary), path.join(folder, key));
    } catch (error) {
      await disk.delete(temporary).catch(() => undefined);
      throw error;
    }
  }

  return {
    place: folder,
    open: (key) => openFile(path.join(folder, key)),
    putBytes: (key, bytes) =>
      writeAside(key, (temporary) => writeFile(path.join(folder, temporary), bytes)),
    moveIn: (key, file) => writeAside(key, (temporary) => disk.moveFromFs(file, temporary)),
    async copyOut(key, file, signal) {
      try {
        const from = await disk.getStream(key);
        await pipeline(from, createWriteStream(file, { flags: 'wx' }), { signal });
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
    },
    getBytes: (key) => disk.getBytes(key),
    async exists(key, size) {
      if (size === undefined) return disk.exists(key);
      const found = await stat(path.join(folder, key)).catch((error) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return found?.size === size;
    },
    async delete(key) {
      await disk.delete(key);
      // The folder goes with its last file; while it has others, it stays.
      await rmdir(path.dirname(path.join(folder, key))).catch(() => undefined);
    },
    link: async () => undefined,
    close: () => incoming.close(),
  };
}

/**
 * Its folder is mostly there. If not, it is made, and another file's deletion may take it away again
 * before it is used.
 */
async function putInPlace(temporary: string, place: string): Promise<void> {
  for (let triesLeft = 10; ; triesLeft--) {
    try {
      return await rename(temporary, place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || triesLeft === 0) throw error;
      await mkdir(path.dirname(place), { recursive: true });
    }
  }
}

const isMissing = ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR';

async function openFile(file: string): Promise<OpenFile | undefined> {
  const handle = await open(file).catch((error) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!handle) return undefined;
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    return undefined;
  }
  return {
    size: found.size,
    modifiedAt: found.mtime,
    read: (range) => handle.createReadStream(range),
    close: () => handle.close(),
  };
}
