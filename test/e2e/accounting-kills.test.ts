import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkAccounts } from '../support/accounts.ts';
import { makeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { openTestDatabase } from '../support/patience.ts';
import {
  callWith,
  type Json,
  spawnServer,
  submit,
  type TestServer,
  writeConfig,
} from '../support/server.ts';

type Caller = Pick<TestServer, 'call'>;

const fates = [
  'fake:slow 0',
  'fake:slow 0.05',
  'fake:crash',
  'fake:throw',
  'fake:fail ASSET_INVALID',
  'fake:hang',
];

/** How often the server is killed; `ACCOUNTING_KILLS=100` for a long hunt. */
const kills = Number(process.env.ACCOUNTING_KILLS ?? 4);
const seed = Number(process.env.ACCOUNTING_SEED ?? 1);
const timeout = 900_000 + kills * 300_000;

it('adds up to the credit after the server was killed again and again', { timeout }, async () => {
  const dataDir = await makeDataFolder();
  const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  const config = await writeConfig(dataDir, { models: { gen4a_turbo: 'fake' } });
  const env = { ...config, PHOTOPLAY_CONCURRENCY: '3' };
  const credits = 1_000_000;
  let running = await spawnServer(dataDir, env);
  const { body: key } = await running.call('POST', '/v1/keys', {
    name: 'kills',
    credits,
    limits: { concurrentTasks: 4 },
  });
  const caller: Caller = {
    call: (method, route, body) => callWith(running.url, key.key)(method, route, body),
  };
  const round = fc.record({
    fates: fc.array(fc.constantFrom(...fates), { minLength: 5, maxLength: 12 }),
    cancelled: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
    killAfterMs: fc.integer({ min: 0, max: 1500 }),
  });
  const accepted: string[] = [];
  for (const { fates, cancelled, killAfterMs } of fc.sample(round, { numRuns: kills, seed })) {
    // What the kill interrupts may have happened or not, but not by half.
    const sending = fates.map(async (promptText) => {
      accepted.push(await submit(caller, { model: 'gen4a_turbo', promptImage, promptText }));
    });
    const cancelling = cancelled.map(async (moment) => {
      await new Promise((resolve) => setTimeout(resolve, moment * killAfterMs));
      const id = accepted[Math.floor(moment * accepted.length)];
      if (id) await caller.call('DELETE', `/v1/tasks/${id}`);
    });
    const settled = Promise.allSettled([...sending, ...cancelling]);
    await new Promise((resolve) => setTimeout(resolve, killAfterMs));
    await running.kill();
    await settled;
    running = await spawnServer(dataDir, env);
  }
  await endEverything(caller);
  const usage: Json = (await caller.call('POST', '/v1/organization/usage', {})).body;
  const spent = usage.results
    .flatMap((day: Json) => day.usedCredits)
    .reduce((sum: number, { amount }: Json) => sum + amount, 0);
  await running.close();

  const database = await openTestDatabase(dataDir);
  expect(await checkAccounts(database, { owner: key.id, credits })).toBe(spent);
  const rows = await database.sql.selectFrom('task').select('id').execute();
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(accepted));
  await database.close();
});

/** Wait until every task has ended, whether its answer came or not; what hangs is cancelled. */
async function endEverything(caller: Caller): Promise<void> {
  for (;;) {
    const unfinished = (await listTasks(caller)).filter(({ cost }) => cost === undefined);
    if (unfinished.length === 0) return;
    for (const { id } of unfinished) {
      const { request } = (await caller.call('GET', `/v1/tasks/${id}/details`)).body;
      if (request.promptText === 'fake:hang') await caller.call('DELETE', `/v1/tasks/${id}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function listTasks(caller: Caller): Promise<Json[]> {
  const tasks: Json[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await caller.call('GET', `/v1/tasks?limit=100${cursor}`);
    tasks.push(...body.tasks);
    if (!body.nextCursor) return tasks;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
}
