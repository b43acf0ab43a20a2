import { statfs } from 'node:fs/promises';
import { ApiError } from '../../task/errors.ts';

/**
 * Room on the disk. New work is refused while some is still left: what remains is for the work that
 * was accepted, and for the database, which a disk filled to the last byte can do more harm than to
 * a file.
 */
export interface Room {
  /** @throws ApiError STORAGE_FULL */
  require(): Promise<void>;
  /** Bytes that may still be written. */
  free(): Promise<number>;
}

/** So long a look at the disk counts for the requests that come: each of its own would cost more. */
const lookMs = 100;

export function openRoom(folder: string, minFreeBytes: number): Room {
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  let looked: { at: number; free: Promise<number> } | undefined;
  return {
    free,
    async require() {
      const now = performance.now();
      if (!looked || now - looked.at > lookMs) looked = { at: now, free: free() };
      if ((await looked.free) < minFreeBytes) throw new ApiError('STORAGE_FULL');
    },
  };
}
