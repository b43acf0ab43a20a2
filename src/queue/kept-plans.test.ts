import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import type { Database } from '../store/database/database.ts';
import { claimTask, reclaimLostTasks, renewClaim } from './transitions.ts';

/** What this transaction has done with rows of tasks so far. */
async function countRows(db: Database['sql']): Promise<{ read: number; light: number }> {
  const { rows } = await sql<{ read: number; light: number }>`
    select
      (pg_stat_get_xact_tuples_returned('task'::regclass)
        + pg_stat_get_xact_tuples_fetched('task'::regclass))::integer as read,
      pg_stat_get_xact_tuples_hot_updated('task'::regclass)::integer as light`.execute(db);
  return rows[0]!;
}

it('finds the few tasks that run among the many that are finished', async () => {
  const { database, boss } = await openTestStore();
  const look = (sql = database.sql) => reclaimLostTasks({ ...database, sql }, boss, false);
  // Until its plan is kept.
  for (let n = 0; n < 10; n++) await look();
  await sql`insert into task (id, owner, engine, status, request, job, estimated_credits)
    select gen_random_uuid(), 'root', 'fake', 'SUCCEEDED', '{}', gen_random_uuid(), 1
    from generate_series(1, 2000)`.execute(database.sql);
  await database.sql.transaction().execute(async (sql) => {
    const before = await countRows(sql);
    await look(sql);
    expect((await countRows(sql)).read - before.read).toBeLessThan(100);
  });
});

it('renews a claim without a write to any index', async () => {
  const store = await openTestStore();
  await store.submit();
  const task = (await claimTask(store.database, (await store.nextJob())!, 15))!;
  await store.database.sql.transaction().execute(async (sql) => {
    const before = await countRows(sql);
    expect(await renewClaim({ ...store.database, sql }, task, 0.5, 15)).toBe(true);
    expect((await countRows(sql)).light - before.light).toBe(1);
  });
});
