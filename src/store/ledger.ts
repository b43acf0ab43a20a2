import { sql } from 'kysely';
import type { Database } from './database/database.ts';
import { defineFunction } from './database/sql-functions.ts';

/**
 * The ledger: what each task cost. A task is charged when it is accepted and refunded when it fails
 * or is cancelled, each in the transaction that changes the task, and at most once: the table's
 * index on (task, kind) sees to it.
 */

type Charge = { owner: string; task: string; model: string; credits: number };

/** Charge a task. False: the key cannot pay, and nothing was written. */
export const chargeTask = defineFunction('charge_task', {
  takes: 'payer text, charged uuid, its_model text, price integer',
  returns: 'boolean',
  body: `
    begin
      if payer <> 'root' then
        update key set credits = credits - price where id = payer::uuid and credits >= price;
        if not found and exists (select from key where id = payer::uuid and credits < price) then
          return false;
        end if;
      end if;
      insert into ledger (owner, task, model, kind, amount)
        values (payer, charged, its_model, 'charge', price);
      return true;
    end`,
});

/** Give back what a task was charged; a second time changes nothing. */
export async function refundTask(trx: Database['sql'], charge: Charge): Promise<void> {
  const { numInsertedOrUpdatedRows: written = 0n } = await trx
    .insertInto('ledger')
    .values({
      owner: charge.owner,
      task: charge.task,
      model: charge.model,
      kind: 'refund',
      amount: -charge.credits,
    })
    .onConflict((conflict) => conflict.columns(['task', 'kind']).doNothing())
    .executeTakeFirst();
  if (written === 0n || charge.owner === 'root') return;
  await trx
    .updateTable('key')
    .set((eb) => ({ credits: eb('credits', '+', charge.credits) }))
    .where('id', '=', charge.owner)
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
