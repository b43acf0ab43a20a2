import type { PgBoss } from 'pg-boss';
import type { Database } from '../store/database.ts';
import { newTaskId } from '../task/ids.ts';
import { insertTask, type NewTask } from './transitions.ts';

/** Accept a task: once this returns, it is never lost. @returns its id */
export async function submitTask(
  database: Database,
  boss: PgBoss,
  task: Omit<NewTask, 'id'>,
): Promise<string> {
  const id = newTaskId();
  await insertTask(database, boss, { ...task, id });
  return id;
}
