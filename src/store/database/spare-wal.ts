import { readdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { ClientBase } from 'pg';
import type { PglitePool } from './pglite-pool.ts';

/**
 * Keeps PGlite's log of writes (WAL) within bounds. It grows in files of 16 MB and is used again
 * only after a checkpoint, which PGlite, having no processes in the background, makes at its close
 * and never else. And when the disk is full as one file ends, PGlite does not fail but hangs, with
 * the server around it. So one file is always there in advance, and now and then a checkpoint is
 * made, for which there must be room: without any, that is a panic.
 */
export interface SpareWal {
  stop(): Promise<void>;
}

const everyMs = 60_000;
const segmentBytes = 16 * 2 ** 20;
const roomForCheckpoint = 8 * 2 ** 20;

export async function keepSpareWal(
  { exclusively }: Pick<PglitePool, 'exclusively'>,
  folder: string,
): Promise<SpareWal> {
  /** Where the log stood at the last checkpoint. */
  let settled = 0;

  async function checkpoint(client: ClientBase): Promise<void> {
    await client.query('checkpoint');
    settled = await position(client);
  }

  async function position(client: ClientBase): Promise<number> {
    const { rows } = await client.query<{ bytes: string }>(
      `select pg_current_wal_lsn() - '0/0' as bytes`,
    );
    return Number(rows[0]!.bytes);
  }

  async function hasRoom(bytes: number): Promise<boolean> {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize > bytes;
  }

  if ((await countSegments(folder)) < 2 && (await hasRoom(segmentBytes + roomForCheckpoint))) {
    await exclusively(async (client) => {
      await client.query('select pg_switch_wal()');
      await checkpoint(client);
    });
  }
  let underway: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    underway = exclusively(async (client) => {
      if ((await position(client)) - settled < segmentBytes / 2) return;
      if (await hasRoom(roomForCheckpoint)) await checkpoint(client);
      // A checkpoint that fails now is made later; what is wrong with the database, others notice.
    }).catch(() => undefined);
  }, everyMs).unref();

  return {
    async stop() {
      clearInterval(timer);
      await underway;
    },
  };
}

async function countSegments(folder: string): Promise<number> {
  const names = await readdir(path.join(folder, 'pg_wal'));
  return names.filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
}
