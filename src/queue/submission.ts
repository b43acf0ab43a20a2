import type { JsonValue, Operation } from '../engine/engine.ts';
import type { Database } from '../store/database/database.ts';
import { now } from '../store/database/moments.ts';
import type { StoredTask } from '../store/tasks.ts';
import type { TaskStatus } from '../task/task.ts';

/**
 * What is written down of a task that goes to an upstream. `submitted_at` is set before the request
 * leaves, and `operation` once its answer is in: whoever finds the first without the second, after a
 * crash, knows that an upstream may be at work on the task and may not. `upstream_answer` is what the
 * upstream said when it was done, or when it was told to stop; until then it may still be at work.
 */

type Submitting = Pick<StoredTask, 'id' | 'attempt'>;

/**
 * The task is about to be handed over, by this attempt and no other.
 * @returns when, by the database's clock; undefined: the task is no longer this worker's
 */
export async function beginSubmission(
  database: Database,
  task: Submitting,
): Promise<Date | undefined> {
  const row = await claimed(database, task)
    .set({ submitted_at: now })
    .returning('submitted_at')
    .executeTakeFirst();
  return row?.submitted_at ?? undefined;
}

/** It certainly was not taken: it may be handed over again. */
export async function withdrawSubmission(database: Database, task: Submitting): Promise<void> {
  await claimed(database, task)
    .set({ submitted_at: null })
    .where('operation', 'is', null)
    .execute();
}

/** The upstream has forgotten it, and works on it no more: it may be handed over again. */
export async function forgetOperation(database: Database, task: Submitting): Promise<void> {
  await claimed(database, task).set({ submitted_at: null, operation: null }).execute();
}

/**
 * Keep the upstream's handle, whatever has become of the task meanwhile: there is only one
 * submission, and whoever has the task now, or has to stop it, needs the handle.
 * @returns what the task is, and the handle that is kept; undefined: there is no such task any more
 */
export async function storeOperation(
  database: Database,
  task: Submitting,
  operation: Operation,
): Promise<{ status: TaskStatus; operation: JsonValue | null; attempt: number } | undefined> {
  await database.sql
    .updateTable('task')
    .set({ operation: JSON.stringify(operation) })
    .where('id', '=', task.id)
    .where('operation', 'is', null)
    .execute();
  return database.sql
    .selectFrom('task')
    .select(['status', 'operation', 'attempt'])
    .where('id', '=', task.id)
    .executeTakeFirst();
}

/** The upstream has ended the task, well or not: nothing there has to be stopped any more. */
export async function storeAnswer(
  database: Database,
  task: Pick<StoredTask, 'id'>,
  answer: JsonValue,
): Promise<void> {
  await database.sql
    .updateTable('task')
    .set({ upstream_answer: JSON.stringify(answer) })
    .where('id', '=', task.id)
    .execute();
}

/** The row of this very attempt, while it still runs. */
function claimed({ sql }: Database, task: Submitting) {
  return sql
    .updateTable('task')
    .where('id', '=', task.id)
    .where('status', '=', 'RUNNING')
    .where('attempt', '=', task.attempt);
}
