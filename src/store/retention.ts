import type { Artifacts } from './artifacts.ts';
import type { Database } from './database.ts';
import { secondsAgo } from './moments.ts';

/**
 * How long things are kept that are finished with. Each sweep may be cut short anywhere, and may run
 * in several processes at once: files go before what names them, so the next one finds the rest.
 */
export interface Retention {
  /** A finished clip; its task stays, with no output. */
  keepClipsSeconds: number;
  /** A finished task, and with it its clip and its webhook. */
  keepTasksSeconds: number;
  /** An input image after the last task that needed it. */
  keepInputsSeconds: number;
  /** For so long a task is what an idempotency key stands for. */
  idempotencyKeySeconds: number;
}

const batchSize = 100;
/** `tasksPerDay` counts rows. */
const daySeconds = 24 * 3600;

/** Remove old clips. @returns how many */
export async function sweepClips(
  database: Database,
  artifacts: Pick<Artifacts, 'deleteAll'>,
  { keepClipsSeconds }: Retention,
): Promise<number> {
  return inBatches(async () => {
    const old = await database.sql
      .selectFrom('task')
      .select('id')
      .where('clip', 'is not', null)
      .where('finished_at', '<=', secondsAgo(keepClipsSeconds))
      .orderBy('finished_at')
      .limit(batchSize)
      .execute();
    const ids = old.map(({ id }) => id);
    for (const id of ids) await artifacts.deleteAll(`clips/${id}`);
    if (ids.length > 0) {
      await database.sql.updateTable('task').set({ clip: null }).where('id', 'in', ids).execute();
    }
    return ids.length;
  });
}

/** Remove old finished tasks. What they cost stays in the ledger. @returns how many */
export async function sweepTasks(
  database: Database,
  artifacts: Pick<Artifacts, 'deleteAll'>,
  { keepTasksSeconds, idempotencyKeySeconds }: Retention,
): Promise<number> {
  const keepSeconds = Math.max(keepTasksSeconds, idempotencyKeySeconds, daySeconds);
  return inBatches(async () => {
    const old = await database.sql
      .selectFrom('task')
      .select('id')
      .where('finished_at', '<=', secondsAgo(keepSeconds))
      .orderBy('finished_at')
      .limit(batchSize)
      .execute();
    const ids = old.map(({ id }) => id);
    // Also what an attempt may have left that came to nothing.
    for (const id of ids) await artifacts.deleteAll(`clips/${id}`);
    if (ids.length > 0) {
      await database.sql.deleteFrom('task').where('id', 'in', ids).execute();
    }
    return ids.length;
  });
}

async function inBatches(sweepSome: () => Promise<number>): Promise<number> {
  let swept = 0;
  for (;;) {
    const count = await sweepSome();
    swept += count;
    if (count < batchSize) return swept;
  }
}
