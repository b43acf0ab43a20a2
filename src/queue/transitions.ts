import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql, type Updateable } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { RenderResult } from '../engine/engine.ts';
import type { Observe } from '../observe/observe.ts';
import type { Database } from '../store/database/database.ts';
import { inSeconds, now } from '../store/database/moments.ts';
import type { TaskTable } from '../store/database/schema.ts';
import { lockKey } from '../store/keys.ts';
import { refundTask } from '../store/ledger.ts';
import { type StoredTask, state } from '../store/tasks.ts';
import { type FailureClass, type FailureRow, failures } from '../task/errors.ts';
import { statesBefore } from '../task/task.ts';
import { queueDelivery } from './deliveries.ts';
import { msSince, observedAttempt } from './observed-task.ts';
import { queueName, sendJob } from './queue.ts';
import { releaseThrottled } from './throttle.ts';
import { advanceClock } from './turns.ts';

/**
 * Every change of a task's state, each a compare-and-set on the state before it. Whoever loses the
 * comparison learns it from the result and gives way: a task changes hands, never doubles.
 */

/** Times a task is taken up again after its server died; far more than bad luck explains. */
const maxAttempts = 50;

/** A clip that an upstream is making goes on whoever asks about it; one made here begins anew. */
const keptProgress = sql<number>`case when operation is null then 0 else progress end`;

/** A worker takes the task of its job. Undefined: the task is not waiting for this job (any more). */
export async function claimTask(
  database: Database,
  job: { id: string; task: string },
  leaseSeconds: number,
): Promise<StoredTask | undefined> {
  return database.sql
    .updateTable('task')
    .set((eb) => ({
      status: 'RUNNING',
      attempt: eb('attempt', '+', 1),
      progress: keptProgress,
      lease_until: inSeconds(leaseSeconds),
      started_at: sql<Date>`coalesce(started_at, now())`,
    }))
    .where('id', '=', job.task)
    .where('job', '=', job.id)
    .where('status', 'in', statesBefore('RUNNING'))
    .returningAll()
    .returning(advanceClock.as('clock'))
    .executeTakeFirst();
}

type Claimed = Pick<
  StoredTask,
  | 'id'
  | 'owner'
  | 'attempt'
  | 'engine'
  | 'turn'
  | 'failed_attempts'
  | 'estimated_credits'
  | 'request'
>;

/** The row of this very attempt, while it still runs. */
function claimed(db: Database['sql'], task: Claimed) {
  return db
    .updateTable('task')
    .where('id', '=', task.id)
    .where('status', '=', 'RUNNING')
    .where('attempt', '=', task.attempt);
}

/** Tell the progress and renew the lease. False: the task is no longer this worker's. */
export async function renewClaim(
  database: Database,
  task: Claimed,
  progress: number,
  leaseSeconds: number,
): Promise<boolean> {
  const result = await claimed(database.sql, task)
    .set({
      progress: sql`greatest(progress, ${Math.round(progress * 1000) / 1000})`,
      lease_until: inSeconds(leaseSeconds),
    })
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Bring a running task to its end, and with it what an end entails: the refund, and the release of
 * the key's next throttled task. The key is locked before the task, everywhere, so that two ends of
 * one key's tasks wait for each other and not in a circle.
 */
async function endClaimed(
  database: Database,
  boss: PgBoss,
  task: Claimed,
  end: Omit<Updateable<TaskTable>, 'warnings'> & {
    status: 'SUCCEEDED' | 'FAILED';
    warnings?: RawBuilder<string>;
  },
): Promise<boolean> {
  return database.sql.transaction().execute(async (trx) => {
    await lockKey(trx, task.owner);
    const updated = await claimed(trx, task)
      .set({ ...end, lease_until: null, finished_at: now })
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return false;
    if (end.status === 'FAILED') await refundTask(trx, chargeOf(task));
    await queueDelivery(trx, task.id);
    await releaseThrottled(trx, boss, task.owner);
    return true;
  });
}

function chargeOf(task: Pick<Claimed, 'id' | 'owner' | 'request' | 'estimated_credits'>) {
  const { id, owner, request, estimated_credits: credits } = task;
  return { task: id, owner, model: request.model, credits };
}

/** RUNNING -> SUCCEEDED. False: someone else has ended or taken the task, or this has been told before. */
export async function succeedTask(
  database: Database,
  boss: PgBoss,
  task: Claimed,
  result: Pick<RenderResult, 'shot' | 'warnings'> & { outputs: string[] },
): Promise<boolean> {
  return endClaimed(database, boss, task, {
    status: 'SUCCEEDED',
    progress: 1,
    outputs: result.outputs,
    shot: JSON.stringify(result.shot),
    // Behind those that the task was made with.
    warnings: sql<string>`warnings || ${JSON.stringify(result.warnings)}::jsonb`,
  });
}

/**
 * An attempt ended in an error: back to PENDING with a new job while the failure table grants
 * retries, else FAILED. @returns what the task became, or undefined if it was not ours any more.
 */
export async function failAttempt(
  database: Database,
  boss: PgBoss,
  task: Claimed,
  failure: {
    failureClass: FailureClass;
    message: string;
    failureCode?: string | undefined;
    retryAfterSeconds?: number;
  },
): Promise<'PENDING' | 'FAILED' | undefined> {
  const row: FailureRow = failures[failure.failureClass];
  if (task.failed_attempts >= row.retries) {
    const failed = await endClaimed(database, boss, task, {
      status: 'FAILED',
      failure: failure.message,
      failure_code: failure.failureCode ?? row.failureCode,
    });
    return failed ? 'FAILED' : undefined;
  }
  const doubled = row.retryDelaySeconds * 2 ** task.failed_attempts;
  const ours = Math.min(doubled, row.maxRetryDelaySeconds ?? doubled);
  const delaySeconds = Math.max(ours, Math.ceil(failure.retryAfterSeconds ?? 0));
  const requeued = await requeueTask(database, boss, task, { failed: true, delaySeconds });
  return requeued ? 'PENDING' : undefined;
}

/** RUNNING -> PENDING, with a job that supersedes the one before. */
export async function requeueTask(
  database: Database,
  boss: PgBoss,
  task: Claimed,
  options: { failed: boolean; delaySeconds?: number },
): Promise<boolean> {
  return database.sql.transaction().execute(async (trx) => {
    const job = randomUUID();
    const updated = await claimed(trx, task)
      .set((eb) => ({
        status: 'PENDING',
        progress: keptProgress,
        job,
        lease_until: null,
        failed_attempts: eb('failed_attempts', '+', options.failed ? 1 : 0),
      }))
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) return false;
    await sendJob(trx, boss, { ...task, job, delaySeconds: options.delaySeconds });
    return true;
  });
}

/** Any unfinished state -> CANCELLED. Undefined: it was finished already, or is not this owner's. */
export async function cancelTask(
  database: Database,
  boss: PgBoss,
  id: string,
  owner: string,
): Promise<StoredTask | undefined> {
  return database.sql.transaction().execute(async (trx) => {
    await lockKey(trx, owner);
    const task = await trx
      .updateTable('task')
      .set({ status: 'CANCELLED', lease_until: null, finished_at: now })
      .where('id', '=', id)
      .where('owner', '=', owner)
      .where('status', 'in', statesBefore('CANCELLED'))
      .returningAll()
      .executeTakeFirst();
    if (!task) return undefined;
    await refundTask(trx, chargeOf(task));
    await queueDelivery(trx, id);
    await releaseThrottled(trx, boss, owner);
    return task;
  });
}

/**
 * Write down that a finished task is to be deleted; it stays in sight until its files are gone.
 * Undefined: there is none, or it is gone already.
 */
export async function askDeletion(
  database: Database,
  id: string,
  owner: string,
): Promise<StoredTask | undefined> {
  return database.sql
    .updateTable('task')
    .set({ deletion_asked_at: sql<Date>`coalesce(deletion_asked_at, now())` })
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('status', 'in', ['SUCCEEDED', 'FAILED'])
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Take a task out of sight whose files are gone. False: somebody else has. */
export async function finishDeletion(database: Database, id: string): Promise<boolean> {
  const result = await database.sql
    .updateTable('task')
    .set({ deleted_at: now, outputs: null })
    .where('id', '=', id)
    .where('deletion_asked_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Take back the tasks whose worker died.
 * @param all true when no other process can be running any: whatever is RUNNING is lost
 * @returns how many went back to PENDING
 */
export async function reclaimLostTasks(
  database: Database,
  boss: PgBoss,
  all: boolean,
  observe?: Observe,
): Promise<number> {
  let lost = database.sql.selectFrom('task').selectAll().where('status', '=', state('RUNNING'));
  if (!all) lost = lost.where('lease_until', '<', now);
  let reclaimed = 0;
  for (const task of await lost.execute()) {
    if (task.attempt >= maxAttempts) {
      const failure = { failureClass: 'WORKER_LOST', ...failures.WORKER_LOST } as const;
      const hopeless = { ...task, failed_attempts: Number.POSITIVE_INFINITY };
      if (await failAttempt(database, boss, hopeless, failure)) {
        const { failureClass, failureCode } = failure;
        const totalMs = msSince(task.created_at);
        observe?.({ step: 'failed', ...observedAttempt(task), failureClass, failureCode, totalMs });
      }
      continue;
    }
    if (!(await requeueTask(database, boss, task, { failed: false }))) continue;
    reclaimed += 1;
    observe?.({ step: 'handed-back', ...observedAttempt(task), cause: 'worker-lost' });
  }
  return reclaimed;
}

/**
 * Send new jobs for the tasks whose job was delivered but never claimed, because the server died
 * in between. pg-boss redelivers such a job by itself when its heartbeat has stopped, 10 to 20 s
 * later; a server that has the database to itself need not wait to be sure.
 */
export async function resendStrandedJobs(
  database: Database,
  boss: PgBoss,
  engine: string,
): Promise<void> {
  const queued = await boss.findJobs(queueName(engine), { queued: true });
  const waiting = new Set(queued.map(({ id }) => id));
  const pending = await database.sql
    .selectFrom('task')
    .select(['id', 'engine', 'job', 'turn'])
    .where('status', '=', state('PENDING'))
    .where('engine', '=', engine)
    .orderBy('created_at')
    .execute();
  for (const task of pending.filter(({ job }) => !waiting.has(job))) {
    await database.sql.transaction().execute(async (trx) => {
      const job = randomUUID();
      await trx
        .updateTable('task')
        .set({ job })
        .where('id', '=', task.id)
        .where('job', '=', task.job)
        .where('status', '=', 'PENDING')
        .execute();
      await sendJob(trx, boss, { ...task, job });
    });
  }
}
