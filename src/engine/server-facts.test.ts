import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RenderFailure } from '../task/errors.ts';
import { createServerFacts } from './server-facts.ts';
import { UpstreamAway } from './upstream-away.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('asks as soon as it is made, and again when what it knows is a minute old', async () => {
  const question = vi.fn(async () => `answer ${question.mock.calls.length}`);
  const facts = createServerFacts(question, () => {});
  await settle();
  expect(facts.latest()).toBe('answer 1');
  vi.advanceTimersByTime(59_000);
  expect(await facts.need(never)).toBe('answer 1');
  vi.advanceTimersByTime(2_000);
  // What is old is told, while it is asked aside.
  expect(facts.latest()).toBe('answer 1');
  await settle();
  expect(facts.latest()).toBe('answer 2');
  vi.advanceTimersByTime(61_000);
  expect(await facts.need(never)).toBe('answer 3');
});

it('tells once that there is no answer, and asks no more than every five seconds', async () => {
  const question = vi.fn(async () => {
    throw new UpstreamAway('not there', { retryAfterSeconds: 9 });
  });
  const tell = vi.fn();
  const facts = createServerFacts(question, tell);
  await settle();
  for (let time = 0; time < 3; time++) {
    expect(facts.latest()).toBeUndefined();
    await settle();
  }
  expect(question).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(6_000);
  facts.latest();
  await settle();
  expect(question).toHaveBeenCalledTimes(2);
  expect(tell).toHaveBeenCalledTimes(1);
  await expect(facts.need(never)).rejects.toMatchObject({
    failureClass: 'UPSTREAM_BUSY',
    retryAfterSeconds: 9,
  });
});

it('hands on what is for good, and gives way', async () => {
  const wrong = new RenderFailure('UPSTREAM_UNAUTHORIZED');
  const facts = createServerFacts(
    async () => {
      throw wrong;
    },
    () => {},
  );
  await expect(facts.need(never)).rejects.toBe(wrong);
  const reason = new Error('no longer wanted');
  await expect(facts.need(AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('stops asking when it is closed', async () => {
  const asked = Promise.withResolvers<AbortSignal>();
  const tell = vi.fn();
  const facts = createServerFacts((signal) => {
    asked.resolve(signal);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  }, tell);
  const signal = await asked.promise;
  await facts.close();
  expect(signal.aborted).toBe(true);
  expect(tell).not.toHaveBeenCalled();
});
