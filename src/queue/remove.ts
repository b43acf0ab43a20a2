import type { PgBoss } from 'pg-boss';
import type { Observe } from '../observe/observe.ts';
import type { Artifacts } from '../store/artifacts/artifacts.ts';
import { type ClipOwner, deleteClips } from '../store/artifacts/clips.ts';
import type { Database } from '../store/database/database.ts';
import { sweepInBatches, tryEach } from '../store/sweep-batches.ts';
import type { StoredTask } from '../store/tasks.ts';
import { msSince, observedTask } from './observed-task.ts';
import { queueName } from './queue.ts';
import { askDeletion, cancelTask, finishDeletion } from './transitions.ts';
import type { Worker } from './worker.ts';

interface RemoveServices {
  database: Database;
  boss: PgBoss;
  artifacts: Artifacts;
  worker?: Worker;
  observe?: Observe | undefined;
}

/**
 * What DELETE means: an unfinished task is cancelled and its work stopped, wherever it runs; a
 * finished one is deleted with its clip. The clip goes first: if it cannot, the task stays, to be
 * deleted again by whoever asks, and by `sweepDeletions` without being asked.
 * @returns false when there is no such task (any more)
 */
export async function removeTask(
  services: RemoveServices,
  id: string,
  owner: string,
): Promise<boolean> {
  const { database, boss, worker, observe } = services;
  const cancelled = await cancelTask(database, boss, id, owner);
  if (cancelled) {
    // Another process's worker learns it when it next renews its lease, half a second at most.
    worker?.abandon(id);
    observe?.({
      step: 'cancelled',
      ...observedTask(cancelled),
      attempts: cancelled.attempt,
      totalMs: msSince(cancelled.created_at),
    });
    await boss.cancel(queueName(cancelled.engine), cancelled.job);
    return true;
  }
  const task = await askDeletion(database, id, owner);
  return task !== undefined && (await deleteNow(services, task));
}

/** Finish what a DELETE began and could not end. @returns how many */
export async function sweepDeletions(
  database: Database,
  artifacts: Pick<Artifacts, 'delete'>,
  observe?: Observe,
): Promise<number> {
  return sweepInBatches('deleted tasks', async (limit, skip) => {
    const asked = await database.sql
      .selectFrom('task')
      .select(['id', 'attempt', 'outputs', 'request', 'engine'])
      .where('deletion_asked_at', 'is not', null)
      .where('deleted_at', 'is', null)
      .orderBy('deletion_asked_at')
      .limit(limit)
      .offset(skip)
      .execute();
    return tryEach(asked, (task) => deleteNow({ database, artifacts, observe }, task));
  });
}

async function deleteNow(
  {
    database,
    artifacts,
    observe,
  }: Pick<RemoveServices, 'database' | 'observe'> & { artifacts: Pick<Artifacts, 'delete'> },
  task: ClipOwner & Pick<StoredTask, 'engine' | 'request'>,
): Promise<boolean> {
  await deleteClips(artifacts, task);
  const deleted = await finishDeletion(database, task.id);
  if (deleted) observe?.({ step: 'deleted', ...observedTask(task) });
  return deleted;
}
