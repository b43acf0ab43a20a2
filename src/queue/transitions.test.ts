import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { createKey } from '../store/keys.ts';
import { failures } from '../task/errors.ts';
import {
  cancelTask,
  claimTask,
  failAttempt,
  reclaimLostTasks,
  renewClaim,
  succeedTask,
} from './transitions.ts';

type Store = Awaited<ReturnType<typeof openTestStore>>;

async function claimNext(store: Store, leaseSeconds = 15) {
  const job = await store.nextJob();
  const task = job && (await claimTask(store.database, job, leaseSeconds));
  if (!task) throw new Error('Expected a task to be waiting');
  return { job, task };
}

/** The lease runs out: as if that much time had passed, by the clock that counts. */
async function expireLease(store: Store, id: string): Promise<void> {
  await store.database.sql
    .updateTable('task')
    .set({ lease_until: sql<Date>`now() - interval '1 second'` })
    .where('id', '=', id)
    .execute();
}

const clip = { outputs: ['clips/a/1.mp4'], shot: null, warnings: [] };

it('gives a task to one worker, however often its job comes', async () => {
  const store = await openTestStore();
  await store.submit();
  const { job, task } = await claimNext(store);
  expect(task).toMatchObject({ status: 'RUNNING', attempt: 1 });
  const again = await Promise.all([1, 2, 3].map(() => claimTask(store.database, job, 15)));
  expect(again).toEqual([undefined, undefined, undefined]);
});

it('takes back only what nobody vouches for', async () => {
  const store = await openTestStore();
  const { database, boss } = store;
  const [healthy, dead] = [await store.submit(), await store.submit()];
  await claimNext(store);
  await claimNext(store);
  await expireLease(store, dead);
  expect(await reclaimLostTasks(database, boss, false)).toBe(1);
  expect(await store.row(healthy)).toMatchObject({ status: 'RUNNING', attempt: 1 });
  expect(await store.row(dead)).toMatchObject({ status: 'PENDING', failed_attempts: 0 });
  expect((await claimNext(store)).task).toMatchObject({ id: dead, attempt: 2 });
});

it('refuses every word of a worker whose task was taken back', async () => {
  const store = await openTestStore();
  const { database, boss } = store;
  const id = await store.submit();
  const { task: old } = await claimNext(store);
  await expireLease(store, id);
  await reclaimLostTasks(database, boss, false);
  const { task: current } = await claimNext(store);
  expect(await renewClaim(database, old, 0.9, 15)).toBe(false);
  expect(await succeedTask(database, boss, old, clip)).toBe(false);
  expect(
    await failAttempt(database, boss, old, { failureClass: 'INTERNAL', message: '' }),
  ).toBeUndefined();
  expect(await succeedTask(database, boss, current, clip)).toBe(true);
  expect(await store.row(id)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
});

it('measures a lease by the clock of the database, not by that of any worker', async () => {
  const store = await openTestStore();
  const id = await store.submit();
  await claimNext(store, 3600);
  const { rows } = await sql<{ left: number }>`
    select extract(epoch from lease_until - now())::float8 as left from task where id = ${id}
  `.execute(store.database.sql);
  expect(rows[0]!.left).toBeGreaterThan(1800);
  expect(rows[0]!.left).toBeLessThanOrEqual(3600);
});

it('tries again as often as the failure table grants, then fails and refunds', async () => {
  const store = await openTestStore();
  const { database, boss } = store;
  const { stored: key } = await createKey(database, { name: 'a', credits: 100 });
  const id = await store.submit(key.id);
  const failure = { failureClass: 'WORKER_LOST', message: 'gone' } as const;
  const outcomes: unknown[] = [];
  while (outcomes.at(-1) !== 'FAILED') {
    const { task } = await claimNext(store);
    outcomes.push(await failAttempt(database, boss, task, failure));
  }
  expect(outcomes).toHaveLength(failures.WORKER_LOST.retries + 1);
  expect(await store.row(id)).toMatchObject({ status: 'FAILED', failure: 'gone' });
  const { credits } = await database.sql
    .selectFrom('key')
    .select('credits')
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow();
  expect(credits).toBe(100);
});

it('ends a task once when its worker, its owner and its lease end it together', async () => {
  const store = await openTestStore();
  const { database, boss } = store;
  for (let round = 0; round < 10; round++) {
    const id = await store.submit();
    const { task } = await claimNext(store);
    const [succeeded, cancelled] = await Promise.all([
      succeedTask(database, boss, task, clip),
      cancelTask(database, boss, id, 'root'),
    ]);
    expect([succeeded, cancelled !== undefined].filter(Boolean)).toHaveLength(1);
    const { status } = await store.row(id);
    expect(status).toBe(succeeded ? 'SUCCEEDED' : 'CANCELLED');
  }
  const { rows } = await sql<{ net: number }>`
    select coalesce(sum(amount), 0)::int as net from ledger`.execute(database.sql);
  const { rows: done } = await sql<{ n: number }>`
    select count(*)::int as n from task where status = 'SUCCEEDED'`.execute(database.sql);
  expect(rows[0]!.net).toBe(done[0]!.n * 10);
});
