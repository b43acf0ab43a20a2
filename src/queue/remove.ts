import type { PgBoss } from 'pg-boss';
import type { Artifacts } from '../store/artifacts.ts';
import type { Database } from '../store/database.ts';
import { queueName } from './queue.ts';
import { cancelTask, deleteTask } from './transitions.ts';
import type { Worker } from './worker.ts';

/**
 * What DELETE means: an unfinished task is cancelled and its work stopped, wherever it runs; a
 * finished one is deleted with its clip. @returns false when there is no such task (any more)
 */
export async function removeTask(
  services: { database: Database; boss: PgBoss; artifacts: Artifacts; worker?: Worker },
  id: string,
  owner: string,
): Promise<boolean> {
  const { database, boss, artifacts, worker } = services;
  const cancelled = await cancelTask(database, boss, id, owner);
  if (cancelled) {
    // Another process's worker learns it when it next renews its lease, half a second at most.
    worker?.abandon(id);
    await boss.cancel(queueName(cancelled.engine), cancelled.job);
    return true;
  }
  if (!(await deleteTask(database, id, owner))) return false;
  await artifacts.deleteAll(`clips/${id}`);
  return true;
}
