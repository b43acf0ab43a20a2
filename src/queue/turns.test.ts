import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { createKey } from '../store/keys.ts';
import { claimTask, requeueTask } from './transitions.ts';

const [one, other, late] = [randomUUID(), randomUUID(), randomUUID()];

async function claimNext(store: Awaited<ReturnType<typeof openTestStore>>) {
  const job = await store.nextJob();
  return job && (await claimTask(store.database, job, 15));
}

it('lets a key with one task go before the hundreds of another', async () => {
  const store = await openTestStore();
  const [busy, quiet] = await Promise.all(
    ['busy', 'quiet'].map(async (name) => (await createKey(store.database, { name })).stored.id),
  );
  for (let n = 0; n < 100; n++) await store.submit(busy);
  for (let n = 0; n < 10; n++) await claimNext(store);
  const id = await store.submit(quiet);
  const next = [await claimNext(store), await claimNext(store)];
  expect(next.map((task) => task?.id)).toContain(id);
});

it('takes turns between keys that both have many, in the order each sent', async () => {
  const store = await openTestStore();
  for (let n = 0; n < 12; n++) await store.submit(one);
  for (let n = 0; n < 6; n++) await store.submit(other);
  const owners = [];
  for (let n = 0; n < 18; n++) owners.push((await claimNext(store))?.owner);
  const shared = owners.slice(0, 12);
  expect(shared.filter((owner) => owner === other)).toHaveLength(6);
  expect(owners.slice(12)).toEqual(Array(6).fill(one));
});

it('lets nobody save up turns: who was away does not go before who waits', async () => {
  const store = await openTestStore();
  for (let n = 0; n < 20; n++) await store.submit(one);
  for (let n = 0; n < 10; n++) await claimNext(store);
  for (let n = 0; n < 10; n++) await store.submit(late);
  const owners = [];
  for (let n = 0; n < 10; n++) owners.push((await claimNext(store))?.owner);
  const ones = owners.filter((owner) => owner === one).length;
  expect(ones).toBeGreaterThanOrEqual(4);
  expect(ones).toBeLessThanOrEqual(6);
});

it('keeps a task’s turn when it is tried again', async () => {
  const store = await openTestStore();
  const first = await store.submit(one);
  for (let n = 0; n < 5; n++) await store.submit(one);
  const task = await claimNext(store);
  await requeueTask(store.database, store.boss, task!, { failed: false });
  expect((await claimNext(store))?.id).toBe(first);
});
