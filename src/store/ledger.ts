import { sql } from 'kysely';
import type { Database } from './database.ts';
import { lockKey } from './keys.ts';

/**
 * The ledger: what each task cost. A task is charged when it is accepted and refunded when it fails
 * or is cancelled, each in the transaction that changes the task, and at most once: the table's
 * index on (task, kind) sees to it.
 */

type Charge = { owner: string; task: string; model: string; credits: number };

/** Charge a task. False: the key cannot pay, and nothing was written. */
export async function chargeTask(trx: Database['sql'], charge: Charge): Promise<boolean> {
  const key = await lockKey(trx, charge.owner);
  if (key && key.credits !== null) {
    if (key.credits < charge.credits) return false;
    await addCredits(trx, charge.owner, -charge.credits);
  }
  await write(trx, charge, 'charge');
  return true;
}

/** Give back what a task was charged; a second time changes nothing. */
export async function refundTask(trx: Database['sql'], charge: Charge): Promise<void> {
  if (await write(trx, { ...charge, credits: -charge.credits }, 'refund')) {
    await addCredits(trx, charge.owner, charge.credits);
  }
}

async function write(trx: Database['sql'], entry: Charge, kind: 'charge' | 'refund') {
  const result = await trx
    .insertInto('ledger')
    .values({
      owner: entry.owner,
      task: entry.task,
      model: entry.model,
      kind,
      amount: entry.credits,
    })
    .onConflict((conflict) => conflict.columns(['task', 'kind']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function addCredits(trx: Database['sql'], owner: string, amount: number): Promise<void> {
  if (owner === 'root') return;
  await trx
    .updateTable('key')
    .set((eb) => ({ credits: eb('credits', '+', amount) }))
    .where('id', '=', owner)
    .where('credits', 'is not', null)
    .execute();
}

export interface DailyUsage {
  /** `YYYY-MM-DD`, UTC. */
  date: string;
  model: string;
  amount: number;
}

/** Net credits per day and model from `start` until before `end`, both `YYYY-MM-DD` in UTC. */
export async function readUsage(
  database: Database,
  owner: string,
  start: string,
  end: string,
): Promise<DailyUsage[]> {
  const date = sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD')`;
  return database.sql
    .selectFrom('ledger')
    .select([date.as('date'), 'model', sql<number>`sum(amount)::integer`.as('amount')])
    .where('owner', '=', owner)
    .where('at', '>=', sql<Date>`${start}::timestamp at time zone 'UTC'`)
    .where('at', '<', sql<Date>`${end}::timestamp at time zone 'UTC'`)
    .groupBy([date, 'model'])
    .orderBy(date)
    .orderBy('model')
    .execute();
}
