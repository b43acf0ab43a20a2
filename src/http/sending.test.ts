import { expect, it } from 'vitest';
import type { Sending } from '../queue/repeats.ts';
import { createSendingTurns } from './sending.ts';

const firstTry: Sending = {
  owner: 'root',
  hash: 'the same',
  idempotencyKey: undefined,
  retry: 0,
  numbered: true,
  ageMs: () => 5,
  isGone: () => false,
};

it('lets what the sending beside it makes count as made after it came', async () => {
  const turns = createSendingTurns();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const ageOf = async (sending: Sending) => sending.ageMs();
  const early = turns.take({ ...firstTry, retry: 1 }, () => held);
  const late = await turns.take(firstTry, ageOf);
  release();
  await early;
  // The database may look at it that much later.
  expect(late).toBeGreaterThanOrEqual(500);
  expect(await turns.take(firstTry, ageOf)).toBe(5);
});
