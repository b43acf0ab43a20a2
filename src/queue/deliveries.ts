import { sql, type UpdateObject } from 'kysely';
import type { Database } from '../store/database/database.ts';
import { inSeconds } from '../store/database/moments.ts';
import type { Schema } from '../store/database/schema.ts';
import type { StoredTask } from '../store/tasks.ts';

/**
 * The rows of webhooks to be delivered, at most one per task. Any process takes what is due. Taking
 * counts an attempt and moves the row's next moment past the longest one, which is the lease: when
 * the process dies, the row is due again. What an attempt brought is written only if no other has
 * begun since.
 */
export interface Delivery {
  /** The `webhook-id` of every attempt. */
  id: string;
  /** This one included. */
  attempts: number;
  task: StoredTask;
}

/** Inside the transaction that ends a task: let its end be told, if somebody is to be told. */
export async function queueDelivery(trx: Database['sql'], task: string): Promise<void> {
  await trx
    .insertInto('webhook_delivery')
    .columns(['id', 'task'])
    .expression((eb) =>
      eb
        .selectFrom('task')
        .select([sql<string>`gen_random_uuid()`.as('delivery'), 'id'])
        .where('id', '=', task)
        .where('webhook_url', 'is not', null),
    )
    .execute();
}

/**
 * Take what is due, the longest due first, and no more than `perOwner` of any one: a receiver that
 * hangs must not keep everybody else's messages waiting.
 * @param options.busy owners who have their share under way already
 */
export async function takeDue(
  database: Database,
  options: { atMost: number; perOwner: number; busy: string[]; leaseSeconds: number },
): Promise<Delivery[]> {
  const isDue = sql<boolean>`status = 'PENDING' and next_attempt_at <= now()`;
  const fairShare = sql<string>`
    select id from (
      select delivery.id, next_attempt_at,
        row_number() over (partition by owner order by next_attempt_at, delivery.id) as place
      from webhook_delivery delivery join task on task.id = delivery.task
      where delivery.status = 'PENDING' and next_attempt_at <= now()
        and not owner = any(${options.busy}::text[])
    ) due
    where place <= ${options.perOwner} order by next_attempt_at limit ${options.atMost}`;
  const taken = await database.sql
    .updateTable('webhook_delivery')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      next_attempt_at: inSeconds(options.leaseSeconds),
    }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('webhook_delivery')
        .select('id')
        .where('id', 'in', sql<string>`(${fairShare})`)
        // Once more, for the row as it is when it is locked.
        .where(isDue)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'task', 'attempts'])
    .execute();
  if (taken.length === 0) return [];
  const tasks = await database.sql
    .selectFrom('task')
    .selectAll()
    .where(
      'id',
      'in',
      taken.map(({ task }) => task),
    )
    .execute();
  const byId = new Map(tasks.map((task) => [task.id, task]));
  // A task that was swept away in between took its delivery along.
  return taken.flatMap(({ task, ...row }) =>
    byId.has(task) ? [{ ...row, task: byId.get(task)! }] : [],
  );
}

/** Write what this attempt brought. */
export async function recordAttempt(
  database: Database,
  { id, attempts }: Delivery,
  set: UpdateObject<Schema, 'webhook_delivery'>,
): Promise<void> {
  await database.sql
    .updateTable('webhook_delivery')
    .set(set)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('status', '=', 'PENDING')
    .execute();
}
