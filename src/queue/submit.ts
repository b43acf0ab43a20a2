import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../store/database.ts';
import { holdInputs, type Keep } from '../store/input-claims.ts';
import { lockKey, type StoredKey } from '../store/keys.ts';
import { chargeTask } from '../store/ledger.ts';
import { secondsAgo } from '../store/moments.ts';
import { ApiError } from '../task/errors.ts';
import { newTaskId } from '../task/ids.ts';
import type { TaskRequest, Warning } from '../task/task.ts';
import { sendJob } from './queue.ts';
import {
  findRepeated,
  forgetIdempotencyKeys,
  lockSending,
  type RepeatLimits,
  type Sending,
} from './repeats.ts';
import { countRoom } from './throttle.ts';
import { nextTurn } from './turns.ts';

export interface NewTask {
  owner: string;
  engine: string;
  request: TaskRequest;
  /** What became of its images as they were taken in; those of its render come behind them. */
  warnings?: Warning[];
  estimatedCredits: number;
  /** Where its end is to be told. */
  webhook?: { url: string; base: string } | undefined;
  /** The request it came with, if it may come again. */
  sending?: Sending;
}

export type SubmitLimits = RepeatLimits & Keep;

/**
 * Accept a task: the charge, the row and the job are written in one transaction, so that once this
 * returns the task is never lost, and if it throws there is none. A request that has made its task
 * already makes no other one.
 * @returns its id
 * @throws ApiError when the key's day is full, its credits do not reach, or its idempotency key
 * stands for another request
 */
export async function submitTask(
  { database, boss, limits }: { database: Database; boss: PgBoss; limits: SubmitLimits },
  task: NewTask,
): Promise<string> {
  const { sending } = task;
  return database.sql.transaction().execute(async (trx) => {
    if (sending) {
      await lockSending(trx, sending);
      const made = await findRepeated(trx, sending, limits);
      if (made) return made;
      if (sending.idempotencyKey !== undefined) await forgetIdempotencyKeys(trx, limits, sending);
    }
    const images = task.request.keyframes.map(({ artifact }) => artifact);
    // The images took so long to arrive that the first of them may be gone: they are sent again.
    if (!(await holdInputs(trx, images, limits))) {
      throw new ApiError('UNAVAILABLE');
    }
    const key = await lockKey(trx, task.owner);
    await checkDay(trx, key);
    const id = newTaskId();
    const charge = {
      owner: task.owner,
      task: id,
      model: task.request.model,
      credits: task.estimatedCredits,
    };
    if (!(await chargeTask(trx, charge))) throw new ApiError('NO_CREDITS');
    const admitted = (await countRoom(trx, key)) > 0;
    const job = randomUUID();
    const { turn } = await trx
      .insertInto('task')
      .values({
        id,
        owner: task.owner,
        engine: task.engine,
        status: admitted ? 'PENDING' : 'THROTTLED',
        request: JSON.stringify(task.request),
        warnings: JSON.stringify(task.warnings ?? []),
        job,
        ...(admitted && { turn: nextTurn(task.owner) }),
        estimated_credits: task.estimatedCredits,
        webhook_url: task.webhook?.url,
        webhook_base: task.webhook?.base,
        request_hash: sending?.hash,
        idempotency_key: sending?.idempotencyKey,
        first_try: sending?.retry,
        last_try: sending?.retry,
      })
      .returning('turn')
      .executeTakeFirstOrThrow();
    if (admitted) await sendJob(trx, boss, { id, engine: task.engine, job, turn });
    return id;
  });
}

/** Refuse what goes beyond the key's tasks of the last 24 hours; deleted and cancelled ones count. */
async function checkDay(trx: Database['sql'], key: StoredKey | undefined): Promise<void> {
  const limit = key?.limits.tasksPerDay;
  if (!key || limit === undefined) return;
  const { sent } = await trx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<string>().as('sent'))
    .where('owner', '=', key.id)
    .where('created_at', '>', secondsAgo(24 * 3600))
    .executeTakeFirstOrThrow();
  if (Number(sent) >= limit) throw new ApiError('DAILY_LIMIT');
}
