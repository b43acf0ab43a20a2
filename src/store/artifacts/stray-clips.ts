import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { secondsAgo } from '../database/moments.ts';
import { throwFailures, tryEach } from '../sweep-batches.ts';
import type { Artifacts } from './artifacts.ts';
import { deleteClips } from './clips.ts';

/**
 * A worker stores its clip and then says so. One that is killed in between leaves a clip that no
 * task shows: the next attempt removes it, but if the task was cancelled meanwhile there is none.
 * So the clips of tasks that lately ended without one, or were deleted, are removed again.
 * @returns the sweep: the first looks back a day, the ones after it an hour
 */
export function createStrayClipSweep(database: Database, artifacts: Pick<Artifacts, 'delete'>) {
  let lookBackSeconds = 24 * 3600;
  return async (): Promise<void> => {
    const ended = sql<Date>`coalesce(deleted_at, finished_at)`;
    const tasks = await database.sql
      .selectFrom('task')
      .select(['id', 'attempt', 'outputs', 'request'])
      .where(sql<boolean>`status in ('CANCELLED', 'FAILED') or deleted_at is not null`)
      .where(ended, '>', secondsAgo(lookBackSeconds))
      .where('attempt', '>', 0)
      .execute();
    const { failures } = await tryEach(tasks, (task) => deleteClips(artifacts, task));
    throwFailures('stray clips', failures);
    lookBackSeconds = 3600;
  };
}
