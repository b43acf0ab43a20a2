import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Engine } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import type { Database } from '../store/database/database.ts';
import type { StoredTask } from '../store/tasks.ts';
import type { FailureClass } from '../task/errors.ts';
import type { TaskRoute } from '../task/task.ts';
import { sendJob } from './queue.ts';

/** After these an engine has certainly not taken the task, and another may do what it does not. */
const handedOver: ReadonlySet<FailureClass> = new Set([
  'UPSTREAM_BUSY',
  'UPSTREAM_UNAUTHORIZED',
  'UPSTREAM_NO_CREDITS',
]);

/**
 * RUNNING -> PENDING, for the engine that stands in for one that took no task. Never where anything
 * was handed over that may be paid for: that is written down before it leaves.
 * @returns the engine's name; undefined: there is none, or the task is not ours any more
 */
export async function handOver(
  { database, boss, registry }: { database: Database; boss: PgBoss; registry: Registry },
  task: StoredTask,
  failure: { failureClass: FailureClass; message: string },
): Promise<string | undefined> {
  if (!handedOver.has(failure.failureClass)) return undefined;
  // The configuration may have lost engines since the task was accepted.
  const here = new Map(registry.engines().map((engine) => [engine.id, engine]));
  const [next, ...others] = (task.route?.standIns ?? []).filter((id) => here.has(id));
  if (next === undefined) return undefined;
  const route: TaskRoute = {
    reason: `${next} stands in for ${task.engine}. ${failure.message}`,
    standIns: others,
  };
  const leftOut = considerAgain(here.get(next)!, task);
  return database.sql.transaction().execute(async (trx) => {
    const job = randomUUID();
    const updated = await trx
      .updateTable('task')
      .set({
        status: 'PENDING',
        engine: next,
        route: JSON.stringify(route),
        warnings: sql<string>`warnings || ${JSON.stringify(leftOut)}::jsonb`,
        progress: 0,
        job,
        lease_until: null,
        failed_attempts: 0,
      })
      .where('id', '=', task.id)
      .where('status', '=', 'RUNNING')
      .where('attempt', '=', task.attempt)
      .where('submitted_at', 'is', null)
      .where('operation', 'is', null)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return undefined;
    await sendJob(trx, boss, { ...task, engine: next, job });
    return next;
  });
}

/** What the engine that stands in leaves out. */
function considerAgain(engine: Engine, { request }: StoredTask) {
  const { inputs, ...clip } = request;
  return engine.consider({ ...clip, roles: inputs.map(({ role }) => role) }).warnings;
}
