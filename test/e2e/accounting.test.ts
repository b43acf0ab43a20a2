import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import { callWith, startTestServer, submit, type TestServer } from '../support/server.ts';

let promptImage: string;
let server: TestServer;

beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  server = await startTestServer({ env: { PHOTOPLAY_CONCURRENCY: '3' } });
});
afterAll(() => server?.close());

const price = 10;
const request = { model: 'gen4_turbo', ratio: '960:960', duration: 2 };
const fates = [
  'fake:slow 0',
  'fake:slow 0.05',
  'fake:crash',
  'fake:fail ASSET_INVALID',
  'fake:hang',
];

interface Plan {
  fate: string;
  /** Cancel it this long after it was sent; a task that hangs is always cancelled. */
  cancelAfterMs: number | undefined;
}

const plans: fc.Arbitrary<Plan[]> = fc.array(
  fc.record({
    fate: fc.constantFrom(...fates),
    cancelAfterMs: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
  }),
  { minLength: 40, maxLength: 40 },
);

type Caller = Pick<TestServer, 'call'>;

async function balanceOf(caller: Caller): Promise<number> {
  return (await caller.call('GET', '/v1/organization')).body.creditBalance;
}

async function spentBy(caller: Caller): Promise<number> {
  const { body } = await caller.call('POST', '/v1/organization/usage', {});
  return body.results
    .flatMap((day: { usedCredits: { amount: number }[] }) => day.usedCredits)
    .reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0);
}

/** Follow a task to its end. @returns what it cost by its own account */
async function follow(caller: Caller, id: string): Promise<number> {
  for (;;) {
    const { status, body } = await caller.call('GET', `/v1/tasks/${id}`);
    if (status === 404) return 0;
    if (body.cost) return body.cost.credits;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

it('adds up after any mixture of ends, cancels and retries', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (tasks) => {
      const { body } = await server.call('POST', '/v1/keys', {
        name: 'accounting',
        credits: 10_000,
        limits: { concurrentTasks: 4 },
      });
      const caller = { call: callWith(server.url, body.key) };
      const costs = await Promise.all(
        tasks.map(async ({ fate, cancelAfterMs }) => {
          const id = await submit(caller, { ...request, promptImage, promptText: fate });
          if (cancelAfterMs !== undefined || fate === 'fake:hang') {
            await new Promise((resolve) => setTimeout(resolve, cancelAfterMs ?? 50));
            const before = await caller.call('GET', `/v1/tasks/${id}`);
            // A task that had ended keeps its cost, deleted or not.
            if (before.body.cost) return before.body.cost.credits as number;
            const won = await caller.call('DELETE', `/v1/tasks/${id}`);
            expect(won.status).toBe(204);
          }
          return follow(caller, id);
        }),
      );
      const spent = await spentBy(caller);
      expect(await balanceOf(caller)).toBe(10_000 - spent);
      expect(spent % price).toBe(0);
      // A cancel that came too late deletes a task that had succeeded: charged, and gone.
      expect(spent).toBeGreaterThanOrEqual(costs.reduce((sum, cost) => sum + cost, 0));
      const lateCancels = costs.filter((cost) => cost === 0).length;
      expect(spent).toBeLessThanOrEqual(
        costs.reduce((sum, cost) => sum + cost, 0) + lateCancels * price,
      );
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
