import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { findRepeatedAlone } from './repeats.ts';

it('finds a task each for the retries of equal requests that come at once', async () => {
  const { database, submit } = await openTestStore();
  const ids = [await submit(), await submit(), await submit()];
  await database.sql
    .updateTable('task')
    .set({ request_hash: 'equal', first_try: 0, last_try: 0 })
    .execute();
  const limits = { idempotencyKeySeconds: 60, retryMemorySeconds: 60 };
  const retry = { owner: 'root', hash: 'equal', retry: 1, ageMs: () => 0 };
  const found = await Promise.all(ids.map(() => findRepeatedAlone(database, retry, limits)));
  expect(found.toSorted()).toEqual(ids.toSorted());
});
