import type { Artifacts } from './artifacts/artifacts.ts';
import { deleteClips } from './artifacts/clips.ts';
import type { Database } from './database/database.ts';
import { secondsAgo } from './database/moments.ts';
import { sweepInBatches, tryEach } from './sweep-batches.ts';

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

/** `tasksPerDay` counts rows. */
const daySeconds = 24 * 3600;

/** Remove old clips. @returns how many */
export async function sweepClips(
  database: Database,
  artifacts: Pick<Artifacts, 'delete'>,
  { keepClipsSeconds }: Retention,
): Promise<number> {
  return sweepInBatches('clips', async (limit, skip) => {
    const old = await database.sql
      .selectFrom('task')
      .select(['id', 'attempt', 'outputs', 'request'])
      .where('outputs', 'is not', null)
      .where('finished_at', '<=', secondsAgo(keepClipsSeconds))
      .orderBy('finished_at')
      .limit(limit)
      .offset(skip)
      .execute();
    const swept = await tryEach(old, (task) => deleteClips(artifacts, task));
    const ids = swept.done.map(({ id }) => id);
    if (ids.length > 0) {
      await database.sql
        .updateTable('task')
        .set({ outputs: null })
        .where('id', 'in', ids)
        .execute();
    }
    return swept;
  });
}

/** Remove old finished tasks. What they cost stays in the ledger. @returns how many */
export async function sweepTasks(
  database: Database,
  artifacts: Pick<Artifacts, 'delete'>,
  { keepTasksSeconds, idempotencyKeySeconds }: Retention,
): Promise<number> {
  const keepSeconds = Math.max(keepTasksSeconds, idempotencyKeySeconds, daySeconds);
  return sweepInBatches('tasks', async (limit, skip) => {
    const old = await database.sql
      .selectFrom('task')
      .select(['id', 'attempt', 'outputs', 'request'])
      .where('finished_at', '<=', secondsAgo(keepSeconds))
      .orderBy('finished_at')
      .limit(limit)
      .offset(skip)
      .execute();
    // Also what an attempt may have left that came to nothing.
    const swept = await tryEach(old, (task) => deleteClips(artifacts, task));
    const ids = swept.done.map(({ id }) => id);
    if (ids.length > 0) {
      await database.sql.deleteFrom('task').where('id', 'in', ids).execute();
    }
    return swept;
  });
}
