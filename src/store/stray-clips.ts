import { sql } from 'kysely';
import type { Artifacts } from './artifacts.ts';
import type { Database } from './database.ts';
import { secondsAgo } from './moments.ts';

/**
 * A worker stores its clip and then says so. One that is killed in between leaves a clip that no
 * task shows: the next attempt removes it, but if the task was cancelled meanwhile there is none.
 * So the clips of tasks that lately ended without one, or were deleted, are removed again.
 * @returns the sweep: the first looks back a day, the ones after it an hour
 */
export function createStrayClipSweep(database: Database, artifacts: Artifacts) {
  let lookBackSeconds = 24 * 3600;
  return async (): Promise<void> => {
    const ended = sql<Date>`coalesce(deleted_at, finished_at)`;
    const tasks = await database.sql
      .selectFrom('task')
      .select('id')
      .where(sql<boolean>`status in ('CANCELLED', 'FAILED') or deleted_at is not null`)
      .where(ended, '>', secondsAgo(lookBackSeconds))
      .where('attempt', '>', 0)
      .execute();
    for (const { id } of tasks) await artifacts.deleteAll(`clips/${id}`);
    lookBackSeconds = 3600;
  };
}
