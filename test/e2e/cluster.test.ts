import RunwayML from 'runwayml-4';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Limits } from '../../src/config.ts';
import { type Fate, startBreakingProxy } from '../support/breaking-proxy.ts';
import {
  databaseUrlOf,
  makeDataFolder,
  makeTemporaryFolder,
  removeDataFolder,
} from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { startS3 } from '../support/s3.ts';
import {
  callWith,
  type ServerProcess,
  spawnServer,
  spawnWorker,
  submit,
  type TestServer,
  waitForProgress,
  waitForTask,
  writeConfig,
} from '../support/server.ts';
import { startSlowProxy } from '../support/slow-proxy.ts';

/** Servers that do not render and workers that do nothing else, on one PostgreSQL. */

let promptImage: string;
let dataDir: string;
let env: Record<string, string>;
/** Two servers for the whole file, and no worker: each test has its own. */
let one: ServerProcess;
let other: ServerProcess;

beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  dataDir = await makeDataFolder();
  env = await configure();
  const options = { ...noRender, outlivesTest: true };
  const start = () => spawnServer(dataDir, env, options);
  [one, other] = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all([one?.kill(), other?.kill()]);
  await removeDataFolder(dataDir);
});

/** Of several that start at once, each would make a key. */
const apiKey = { PHOTOPLAY_API_KEY: 'the-same-everywhere' };

async function configure(limits: Partial<Limits> = {}): Promise<Record<string, string>> {
  const models = { gen4_turbo: 'fake' };
  return { ...apiKey, ...(await writeConfig(dataDir, { models, limits })) };
}

const noRender = { args: ['--no-render'] };

/** A database of its own for a test whose files are in a bucket. */
async function makeDatabase(): Promise<string> {
  const folder = await makeDataFolder();
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

const request = (promptText: string) => ({
  model: 'gen4_turbo',
  ratio: '1280:720',
  duration: 2,
  seed: 1,
  promptText,
  promptImage,
});

async function detailsOf(server: Pick<TestServer, 'call'>, id: string) {
  return (await server.call('GET', `/v1/tasks/${id}/details`)).body;
}

it('lets any server answer for any task', async () => {
  await spawnWorker(dataDir, env);
  const hanging = await submit(one, request('fake:hang'));
  const id = await submit(one, request('static'));
  await waitForProgress(other, hanging, 0.5);
  expect((await other.call('DELETE', `/v1/tasks/${hanging}`)).status).toBe(204);
  const { output } = await waitForTask(other, id, 'SUCCEEDED');
  const clip = await fetch(output[0]);
  expect(clip.headers.get('content-type')).toBe('video/mp4');
  expect((await clip.arrayBuffer()).byteLength).toBeGreaterThan(1000);
});

it('stops the work of a task that is cancelled through another machine, and frees its slot', async () => {
  await spawnWorker(dataDir, env);
  const hanging = await submit(one, request('fake:hang'));
  const next = await submit(one, request('static'));
  await waitForTask(other, hanging, 'RUNNING');
  expect((await other.call('DELETE', `/v1/tasks/${hanging}`)).status).toBe(204);
  await waitForTask(other, next, 'SUCCEEDED');
});

it('works on machines that share nothing but the database and a bucket', async () => {
  const s3 = await startS3();
  onTestFinished(() => s3.stop());
  const shared = { ...env, ...s3.env, DATABASE_URL: databaseUrlOf(await makeDatabase())! };
  const folders = await Promise.all([1, 2].map(makeTemporaryFolder));
  for (const folder of folders) onTestFinished(() => removeDataFolder(folder));
  const [api] = await Promise.all([
    spawnServer(folders[0]!, shared, noRender),
    spawnWorker(folders[1]!, shared),
  ]);
  const id = await submit(api, request('static'));
  const { output } = await waitForTask(api, id, 'SUCCEEDED');
  const sentOn = await fetch(output[0], { redirect: 'manual' });
  expect(sentOn.status).toBe(302);
  expect(sentOn.headers.get('location')).toContain(`${s3.endpoint}/`);
  const part = await fetch(output[0], { headers: { range: 'bytes=4-7' } });
  expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
  expect(part.headers.get('content-type')).toBe('video/mp4');
  expect((await fetch(output[0], { method: 'HEAD' })).status).toBe(200);
  expect((await api.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  expect((await fetch(output[0])).status).toBe(404);
});

it('frees the slot of a task that is cancelled while its files are on their way', async () => {
  const s3 = await startS3();
  onTestFinished(() => s3.stop());
  const storage = await startSlowProxy(s3.endpoint);
  onTestFinished(() => storage.close());
  const bucket = { ...env, ...s3.env };
  // Only the worker's way to the storage is slow.
  const slow = { ...bucket, AWS_ENDPOINT_URL_S3: storage.url };
  const folder = await makeDatabase();
  const [api] = await Promise.all([
    spawnServer(folder, bucket, noRender),
    spawnWorker(folder, slow),
  ]);
  storage.delayMs = 120_000;
  const stuck = await submit(api, request('static'));
  const next = await submit(api, request('static and steady'));
  await waitForTask(api, stuck, 'RUNNING');
  expect((await api.call('DELETE', `/v1/tasks/${stuck}`)).status).toBe(204);
  storage.delayMs = 0;
  await waitForTask(api, next, 'SUCCEEDED');
});

it('takes a task up again when the storage was away and is back', async () => {
  const s3 = await startS3();
  onTestFinished(() => s3.stop());
  const storage = await startSlowProxy(s3.endpoint);
  onTestFinished(() => storage.close());
  const bucket = { ...env, ...s3.env };
  const away = { ...bucket, AWS_ENDPOINT_URL_S3: storage.url };
  const folder = await makeDatabase();
  const [api] = await Promise.all([
    spawnServer(folder, bucket, noRender),
    spawnWorker(folder, away),
  ]);
  storage.hangUp();
  const id = await submit(api, request('static'));
  await storage.refused;
  await waitForTask(api, id, 'RUNNING');
  await waitForTask(api, id, 'PENDING');
  storage.away = false;
  await waitForTask(api, id, 'SUCCEEDED');
  expect((await detailsOf(api, id)).attempt).toBeGreaterThan(1);
});

describe('a worker that is killed', () => {
  it('loses its task to another one, when its lease is over', async () => {
    const doomed = await spawnWorker(dataDir, await configure({ leaseSeconds: 3 }));
    const id = await submit(one, request('fake:hang'));
    await waitForTask(one, id, 'RUNNING');
    await doomed.kill();
    await spawnWorker(dataDir, await configure({ leaseSeconds: 3 }));
    const attempt = async () => (await detailsOf(one, id)).attempt;
    await expect.poll(attempt).toBeGreaterThan(1);
    await waitForProgress(one, id, 0.5);
    expect((await one.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  });
});

it('leaves alone what runs healthily elsewhere when a server or worker starts', async () => {
  await spawnWorker(dataDir, env);
  const id = await submit(one, request('fake:hang'));
  await waitForTask(one, id, 'RUNNING');
  await Promise.all([spawnServer(dataDir, env), spawnWorker(dataDir, env)]);
  await waitForProgress(one, id, 0.5);
  expect(await detailsOf(one, id)).toMatchObject({ attempt: 1 });
  expect((await one.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
});

describe('a worker that is told to stop', () => {
  it('finishes what it renders', async () => {
    const worker = await spawnWorker(dataDir, env);
    const id = await submit(one, request('fake:slow 2'));
    await waitForTask(one, id, 'RUNNING', 'SUCCEEDED');
    await worker.close();
    expect(worker.process.exitCode).toBe(0);
    await waitForTask(one, id, 'SUCCEEDED');
    expect(await detailsOf(one, id)).toMatchObject({ attempt: 1 });
  });

  it('hands back what takes longer than it may wait', async () => {
    const worker = await spawnWorker(dataDir, await configure({ drainTimeoutMs: 100 }));
    const id = await submit(one, request('fake:hang'));
    await waitForTask(one, id, 'RUNNING');
    await worker.close();
    expect(worker.process.exitCode).toBe(0);
    expect(await detailsOf(one, id)).toMatchObject({ status: 'PENDING' });
    await spawnWorker(dataDir, env);
    await waitForTask(one, id, 'RUNNING');
    expect(await detailsOf(one, id)).toMatchObject({ attempt: 2 });
    expect((await one.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  });
});

describe('a worker that cannot work', () => {
  it('says so without a database to share', async () => {
    const folder = await makeTemporaryFolder();
    await expect(spawnWorker(folder)).rejects.toThrow(/A worker needs DATABASE_URL/);
  });

  it('says so when its storage is not that of the database', async () => {
    const elsewhere = await makeTemporaryFolder();
    const url = { DATABASE_URL: databaseUrlOf(dataDir)! };
    await expect(spawnWorker(elsewhere, { ...env, ...url })).rejects.toThrow(
      /another storage than .*same PHOTOPLAY_STORAGE/s,
    );
  });
});

it('makes one task of a request that two servers get at once, and tells both of it', async () => {
  const send = async (server: TestServer, prompt: string, headers: Record<string, string>) => {
    const response = await fetch(`${server.url}/v1/image_to_video`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.apiKey}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(request(prompt)),
    });
    return ((await response.json()) as { id: string }).id;
  };
  const storm = Array.from({ length: 6 }, (_, index) =>
    send(index % 2 ? one : other, 'static', { 'idempotency-key': 'storm' }),
  );
  expect(new Set(await Promise.all(storm)).size).toBe(1);
  // Like no other in this file, whose task a retry might be for.
  const prompt = 'fake:hang, for both';
  const first = await send(one, prompt, { 'x-stainless-retry-count': '0' });
  const tries = [
    first,
    send(other, prompt, { 'x-stainless-retry-count': '1' }),
    send(one, prompt, { 'x-stainless-retry-count': '2' }),
  ];
  const ids = new Set(await Promise.all(tries));
  expect(ids.size).toBe(1);

  // Rendered by the worker, sent to one server, followed on the other.
  const response = await fetch(`${other.url}/v1/tasks/${[...ids][0]}/events`, {
    headers: { authorization: `Bearer ${other.apiKey}` },
  });
  await spawnWorker(dataDir, env);
  let events = '';
  let cancelled: string | undefined;
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    events += text;
    if (cancelled || !events.includes('"status":"RUNNING"')) continue;
    [cancelled] = ids;
    await one.call('DELETE', `/v1/tasks/${cancelled}`);
  }
  expect(events).toContain('"status":"CANCELLED"');
});

describe('equal requests of many callers', () => {
  const callers = 60;
  it.each<[string, (nth: number) => Fate]>([
    ['before the server has them', (nth) => (nth % 2 ? 'before' : 'never')],
    ['as the server has them', (nth) => (nth % 2 ? 'meanwhile' : 'never')],
    ['as the server answers', (nth) => (nth % 2 ? 'after' : 'never')],
    [
      'all these ways',
      (nth) => (['before', 'meanwhile', 'after', 'never', 'never'] as const)[nth % 5]!,
    ],
  ])('have a task each, although their connections break %s', async (_how, fateOf) => {
    const { body: key } = await one.call('POST', '/v1/keys', { name: 'equal', credits: 1000 });
    // Of as many again, so that some retries break, too.
    const proxy = await startBreakingProxy([one.url, other.url], (nth) =>
      nth < 2 * callers ? fateOf(nth) : 'never',
    );
    onTestFinished(() => proxy.close());
    const runway = new RunwayML({ apiKey: key.key, baseURL: proxy.url, maxRetries: 10 });
    const create = () => runway.imageToVideo.create(request('static') as never);
    const made = await Promise.all(Array.from({ length: callers }, create));

    const call = callWith(one.url, key.key);
    const { usage, creditBalance } = (await call('GET', '/v1/organization')).body;
    for (const { id } of made) await call('DELETE', `/v1/tasks/${id}`);
    expect(usage.models.gen4_turbo.dailyGenerations).toBe(callers);
    expect(new Set(made.map(({ id }) => id)).size).toBe(callers);
    expect(creditBalance).toBe(1000 - 10 * callers);
  });
});
