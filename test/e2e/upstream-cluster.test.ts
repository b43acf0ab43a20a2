import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { type FakeUpstream, startFakeUpstream } from '../support/fake-upstream.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  type ServerProcess,
  spawnServer,
  spawnWorker,
  submit,
  waitForTask,
  writeConfig,
} from '../support/server.ts';

/** A server that drives nothing, and workers that come and go, before one upstream. */

let dataDir: string;
let env: Record<string, string>;
let server: ServerProcess;
let upstream: FakeUpstream & { apiKey: string };

beforeAll(async () => {
  dataDir = await makeDataFolder();
  upstream = await startFakeUpstream({ clip: Buffer.from('no clip') });
  const { url: baseUrl, apiKey } = upstream;
  env = await writeConfig(dataDir, {
    engines: { far: { kind: 'runway', baseUrl, apiKey, pollSeconds: 0.05 } },
    models: { '*': 'far' },
    limits: { leaseSeconds: 3, drainTimeoutMs: 0 },
  });
  server = await spawnServer(dataDir, env, { args: ['--no-render'], outlivesTest: true });
});
beforeEach(() => {
  upstream.reset();
  upstream.answerPolls({ task: { status: 'RUNNING', progress: 0.5 } });
});
afterAll(async () => {
  await server.kill();
  await upstream.close();
  await removeDataFolder(dataDir);
});

const request = async () => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  promptImage: toDataUri(await makeImage()),
});

it.each(['kill', 'close'] as const)(
  'is asked about by another worker after the %s of the first, and not submitted again',
  async (end) => {
    const id = await submit(server, await request());
    const first = await spawnWorker(dataDir, env);
    await expect.poll(() => upstream.polls()).toBeGreaterThan(1);
    await first[end]();
    const failure = 'The upstream has come to an end.';
    upstream.answerPolls({ task: { status: 'FAILED', failure } });
    await spawnWorker(dataDir, env);
    expect(await waitForTask(server, id, 'FAILED')).toMatchObject({ failure });
    expect(upstream.submissions).toHaveLength(1);
    expect((await server.call('GET', `/v1/tasks/${id}/details`)).body.attempt).toBe(2);
  },
);

it('is told to stop by the worker that asks, when another process has the DELETE', async () => {
  const id = await submit(server, await request());
  await spawnWorker(dataDir, env);
  await expect.poll(() => upstream.polls()).toBeGreaterThan(1);
  expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  await expect.poll(() => upstream.cancelled).toEqual([upstream.accepted[0]!.id]);
  const asked = upstream.polls();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(upstream.polls()).toBe(asked);
});
