import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';

/**
 * Every task has one charge, and what did not succeed one refund; a key has what it was given less
 * what its successes cost. To be asked when nothing runs any more. @returns the credits spent
 */
export async function checkAccounts(
  database: Database,
  { owner, credits }: { owner: string; credits: number },
): Promise<number> {
  const tasks = await database.sql
    .selectFrom('task')
    .selectAll()
    .where('owner', '=', owner)
    .execute();
  const { rows } = await sql<{ task: string; kinds: string[]; net: number }>`
    select task, array_agg(kind order by kind) as kinds, sum(amount)::int as net
    from ledger where owner = ${owner} group by task`.execute(database.sql);
  const accounts = new Map(rows.map((account) => [account.task, account]));
  let spent = 0;
  for (const { id, status, estimated_credits } of tasks) {
    const paid = status === 'SUCCEEDED';
    const net = paid ? estimated_credits : 0;
    const kinds = paid ? ['charge'] : ['charge', 'refund'];
    expect(accounts.get(id), `account of a ${status} task`).toMatchObject({ kinds, net });
    spent += net;
  }
  expect(rows).toHaveLength(tasks.length);
  const key = await database.sql
    .selectFrom('key')
    .select('credits')
    .where('id', '=', owner)
    .executeTakeFirstOrThrow();
  expect(key.credits, 'credits of the key').toBe(credits - spent);
  return spent;
}
