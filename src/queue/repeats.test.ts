import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { findRepeatedAlone, keepAnswers, loseAnswer } from './repeats.ts';

const limits = { idempotencyKeySeconds: 60, retryMemorySeconds: 3600 };
const sending = (retry: number) => ({
  owner: 'root',
  hash: 'equal',
  retry,
  numbered: true,
  ageMs: () => 0,
  isGone: () => false,
});

/** Tasks of equal requests, each of which has been answered until `handedUntil`. */
async function openWithEqual(count: number, handedUntil = sql<Date | null>`null`) {
  const { database, submit } = await openTestStore();
  const ids: string[] = [];
  for (let made = 0; made < count; made++) ids.push(await submit());
  await database.sql
    .updateTable('task')
    .set({ request_hash: 'equal', handed_until: handedUntil })
    .execute();
  return {
    database,
    ids,
    find: (retry: number) => findRepeatedAlone(database, sending(retry), limits),
  };
}

it('finds a task each for the retries of equal requests whose answers were lost', async () => {
  const { ids, find } = await openWithEqual(3, sql`now()`);
  const found = await Promise.all(ids.map(() => find(1)));
  expect(found.toSorted()).toEqual(ids.toSorted());
});

it('gives a task that is lost to one try after the other, until its answer has arrived', async () => {
  const { database, ids, find } = await openWithEqual(2, sql`now()`);
  const [task] = ids;
  await keepAnswers(database, [{ task: ids[1]!, retry: 0 }]);
  expect(await find(1)).toBe(task);
  await loseAnswer(database, { task: task!, retry: 0 });
  await keepAnswers(database, [{ task: task!, retry: 0 }]);
  // Word of an earlier answer says nothing about this one; a retry of the same number is another's.
  await loseAnswer(database, { task: task!, retry: 1 });
  expect(await find(1)).toBe(null);
  expect(await find(2)).toBe(task);
  expect(await keepAnswers(database, [{ task: task!, retry: 2 }])).toEqual([task]);
  expect(await find(3)).toBe(null);
});

it('waits for the answers that are on their way, and gives what was lost with its server', async () => {
  const { ids, find } = await openWithEqual(2, sql`clock_timestamp() + interval '1 second'`);
  expect(ids).toContain(await find(1));
});

it('gives the task of a request that was sent once, even if its answer arrived', async () => {
  const { ids, find } = await openWithEqual(1);
  expect(await find(1)).toBe(ids[0]);
  expect(await find(1)).toBe(null);
  expect(await find(3)).toBe(ids[0]);
  // Late, and still its own.
  expect(await find(2)).toBe(ids[0]);
});
