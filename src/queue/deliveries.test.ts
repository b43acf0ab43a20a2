import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { inSeconds } from '../store/database/moments.ts';
import { createKey } from '../store/keys.ts';
import { recordAttempt, takeDue } from './deliveries.ts';
import { cancelTask } from './transitions.ts';

/** Tasks that have ended and have somebody to tell. */
async function endTasks(
  store: Awaited<ReturnType<typeof openTestStore>>,
  count: number,
  owner = 'root',
) {
  const { database, boss } = store;
  for (let ended = 0; ended < count; ended++) {
    const id = await store.submit(owner);
    await database.sql
      .updateTable('task')
      .set({ webhook_url: 'https://example.com/hook', webhook_base: 'http://127.0.0.1' })
      .where('id', '=', id)
      .execute();
    await cancelTask(database, boss, id, owner);
  }
}

const options = { atMost: 20, perOwner: 20, busy: [], leaseSeconds: 60 };

it('gives each delivery to one of many takers', async () => {
  const store = await openTestStore();
  await endTasks(store, 12);
  const takers = Array.from({ length: 6 }, () =>
    takeDue(store.database, { ...options, atMost: 4 }),
  );
  const taken = (await Promise.all(takers)).flat();
  const rest = await takeDue(store.database, options);
  const ids = [...taken, ...rest].map(({ id }) => id);
  expect(ids).toHaveLength(12);
  expect(new Set(ids).size).toBe(12);
  expect(taken[0]!.task.status).toBe('CANCELLED');
});

it('gives it to another when the first has died, and then hears the first no more', async () => {
  const store = await openTestStore();
  await endTasks(store, 1);
  const [first] = await takeDue(store.database, options);
  expect(await takeDue(store.database, options)).toEqual([]);
  await sql`update webhook_delivery set next_attempt_at = now()`.execute(store.database.sql);
  const [second] = await takeDue(store.database, options);
  expect(second).toMatchObject({ id: first!.id, attempts: 2 });
  await recordAttempt(store.database, first!, { status: 'FAILED' });
  await recordAttempt(store.database, second!, {
    status: 'DELIVERED',
    next_attempt_at: inSeconds(0),
  });
  const { rows } = await sql`select status from webhook_delivery`.execute(store.database.sql);
  expect(rows).toEqual([{ status: 'DELIVERED' }]);
  expect(await takeDue(store.database, options)).toEqual([]);
});

it('leaves room for others beside an owner with many', async () => {
  const store = await openTestStore();
  await endTasks(store, 6);
  const { stored } = await createKey(store.database, { name: 'other' });
  await endTasks(store, 1, stored.id);
  const fair = { ...options, atMost: 4, perOwner: 2 };
  const owners = (await takeDue(store.database, fair)).map(({ task }) => task.owner);
  expect(owners.toSorted()).toEqual([stored.id, 'root', 'root'].toSorted());
  expect(await takeDue(store.database, { ...fair, busy: ['root'] })).toEqual([]);
  expect(await takeDue(store.database, fair)).toHaveLength(2);
});

it('queues nothing for a task that nobody is told of', async () => {
  const store = await openTestStore();
  await cancelTask(store.database, store.boss, await store.submit(), 'root');
  expect(await takeDue(store.database, options)).toEqual([]);
});
