import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../store/database/database.ts';
import { lockKey, type StoredKey } from '../store/keys.ts';
import { state } from '../store/tasks.ts';
import { sendJob } from './queue.ts';
import { nextTurn } from './turns.ts';

/**
 * A key may have so many tasks waiting or running at once; what it sends beyond that is accepted
 * THROTTLED, without a job, and released in order as the others end. Counting happens under the
 * key's lock.
 */

/** How many more tasks a key may set going now. */
export async function countRoom(trx: Database['sql'], key: StoredKey | undefined): Promise<number> {
  const limit = key?.limits.concurrentTasks;
  if (!key || limit === undefined) return Number.POSITIVE_INFINITY;
  const { active } = await trx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<string>().as('active'))
    .where('owner', '=', key.id)
    .where('status', 'in', [state('PENDING'), state('RUNNING')])
    .executeTakeFirstOrThrow();
  return Math.max(0, limit - Number(active));
}

/** THROTTLED -> PENDING for as many of a key's tasks as there is room, oldest first. */
export async function releaseThrottled(
  trx: Database['sql'],
  boss: PgBoss,
  owner: string,
): Promise<void> {
  const room = await countRoom(trx, await lockKey(trx, owner));
  if (room === 0) return;
  let throttled = trx
    .selectFrom('task')
    .select(['id', 'engine'])
    .where('owner', '=', owner)
    .where('status', '=', state('THROTTLED'))
    .orderBy('created_at')
    .orderBy('id');
  if (Number.isFinite(room)) throttled = throttled.limit(room);
  for (const task of await throttled.execute()) {
    const job = randomUUID();
    const released = await trx
      .updateTable('task')
      .set({ status: 'PENDING', job, turn: sql<number>`${sql.id(nextTurn.name)}(${owner})` })
      .where('id', '=', task.id)
      .where('status', '=', 'THROTTLED')
      .returning('turn')
      .executeTakeFirst();
    if (released) await sendJob(trx, boss, { ...task, ...released, job });
  }
}

/** Release what should not be waiting any more: a limit was raised, a key lost its limit. */
export async function releaseEveryThrottled(database: Database, boss: PgBoss): Promise<void> {
  const owners = await database.sql
    .selectFrom('task')
    .select('owner')
    .distinct()
    .where('status', '=', state('THROTTLED'))
    .execute();
  for (const { owner } of owners) {
    await database.sql.transaction().execute((trx) => releaseThrottled(trx, boss, owner));
  }
}
