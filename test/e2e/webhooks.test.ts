import { once } from 'node:events';
import http from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { type Hook, type Received, type Receiver, startReceiver } from '../support/receiver.ts';
import {
  callWith,
  type Json,
  spawnServer,
  startTestServer,
  type TestServer,
  waitForTask,
  writeConfig,
} from '../support/server.ts';

const promptImage = toDataUri(await makeImage());
const request = (promptText: string) => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  promptImage,
  promptText,
});
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let receiver: Receiver;
/** Told to try eleven times again, at once. */
let server: TestServer;
/** Where redirects lead, and nobody may follow. */
let elsewhere: Hook;

beforeAll(async () => {
  receiver = await startReceiver();
  elsewhere = receiver.open(() => 200);
  server = await start(Array(11).fill(0));
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

async function start(webhookDelaysSeconds: number[]): Promise<TestServer> {
  const started = await startTestServer({
    env: { PHOTOPLAY_INPUT_HOSTS: receiver.host },
    limits: { webhookDelaysSeconds },
  });
  expect((await started.call('PUT', '/v1/webhook', { secret })).status).toBe(200);
  return started;
}

async function post(
  to: Pick<TestServer, 'url' | 'apiKey'>,
  promptText: string,
  webhookUrl?: string,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${to.url}/v1/image_to_video`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${to.apiKey}`,
      'content-type': 'application/json',
      ...(webhookUrl !== undefined && { 'x-photoplay-webhook-url': webhookUrl }),
    },
    body: JSON.stringify(request(promptText)),
  });
  return { status: response.status, body: await response.json() };
}

/** The same with a `Host` that `fetch` would not send. */
async function postAs(
  host: string,
  { url, apiKey }: Pick<TestServer, 'url' | 'apiKey'>,
  webhookUrl: string,
): Promise<{ status: number | undefined; text: string }> {
  const asked = http.request(`${url}/v1/image_to_video`, {
    method: 'POST',
    headers: {
      host,
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'x-photoplay-webhook-url': webhookUrl,
    },
  });
  asked.end(JSON.stringify(request('fake:slow 0')));
  const [response] = (await once(asked, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, text: await readText(response) };
}

/** Check a message's signature. @returns what it says */
function verify(message: Received, key = secret): Json {
  return new Webhook(key).verify(message.text, message.headers as Record<string, string>);
}

const detailsOf = async (id: string, from = server) =>
  (await from.call('GET', `/v1/tasks/${id}/details`)).body.webhook;

/** Wait until the webhook of a task has come to this. */
const hasBecome = (status: string, id: string, on = server) =>
  expect.poll(async () => (await detailsOf(id, on)).status).toBe(status);

describe('a webhook', () => {
  it('reaches a receiver that fails nine times, signed and under one id', async () => {
    const hook = receiver.open((nth) => (nth < 10 ? 500 : 204));
    const { id } = (await post(server, 'fake:slow 0', hook.url)).body;
    const messages = await hook.hasReceived(10);
    for (const message of messages) {
      const told = verify(message);
      expect(told.type).toBe('task.succeeded');
      expect(told.data).toMatchObject({ id, status: 'SUCCEEDED', cost: { credits: 10 } });
      expect((await fetch(told.data.output[0], { method: 'HEAD' })).status).toBe(200);
    }
    expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(() => verify(messages[0]!, `whsec_${'A'.repeat(44)}`)).toThrow();

    await hasBecome('DELIVERED', id);
    const shown = await detailsOf(id);
    expect(shown).toMatchObject({ url: hook.url, id: messages[0]!.headers['webhook-id'] });
    expect(shown.attempts.map((attempt: Json) => attempt.status)).toEqual([
      ...Array(9).fill(500),
      204,
    ]);
    expect(hook.received).toHaveLength(10);
  });

  it('waits as long as the table says, and is given up when it ends', async () => {
    const patientServer = await start([0, 3600]);
    onTestFinished(() => patientServer.close());
    const hook = receiver.open(() => 503);
    const { id } = (await post(patientServer, 'fake:slow 0', hook.url)).body;
    await expect.poll(async () => (await detailsOf(id, patientServer)).attempts.length).toBe(2);
    const { status, nextAttemptAt, attempts } = await detailsOf(id, patientServer);
    expect(status).toBe('PENDING');
    // The clock that counts is the database's; here it is the same.
    const seconds = (Date.parse(nextAttemptAt) - Date.parse(attempts[1].at)) / 1000;
    expect(seconds).toBeGreaterThan(3590);
    expect(seconds).toBeLessThan(2 * 3600);
  });

  it.each([
    [410, 1],
    [404, 12],
    [302, 12],
  ])('answered with %i is attempted %i times, and never elsewhere', async (status, times) => {
    const hook = receiver.open(() => status);
    const { id } = (await post(server, 'fake:slow 0', hook.url)).body;
    await hasBecome('FAILED', id);
    expect(hook.received).toHaveLength(times);
    expect(elsewhere.received).toEqual([]);
  });

  it('tells of tasks that fail and that are cancelled', async () => {
    const hook = receiver.open(() => 200);
    await post(server, 'fake:fail ASSET_INVALID', hook.url);
    await hook.hasReceived(1);
    expect(verify(hook.received[0]!)).toMatchObject({
      type: 'task.failed',
      data: { status: 'FAILED', failureCode: 'ASSET.INVALID' },
    });
    const { id } = (await post(server, 'fake:hang', hook.url)).body;
    expect(await detailsOf(id)).toEqual({ url: hook.url, status: 'WAITING', attempts: [] });
    await server.call('DELETE', `/v1/tasks/${id}`);
    await hook.hasReceived(2);
    expect(verify(hook.received[1]!)).toMatchObject({
      type: 'task.cancelled',
      data: { id, status: 'CANCELLED' },
    });
  });

  it('is named by the key, unless the request says otherwise', async () => {
    const hook = receiver.open(() => 200);
    const made = await server.call('POST', '/v1/keys', { name: 'x', webhookUrl: hook.url });
    expect(made.body.webhookSecret).toMatch(/^whsec_/);
    const { keys } = (await server.call('GET', '/v1/keys')).body;
    expect(JSON.stringify(keys)).not.toContain(made.body.webhookSecret);
    const caller = { url: server.url, apiKey: made.body.key };
    const byKey = (await post(caller, 'fake:slow 0')).body.id;
    const [message] = await hook.hasReceived(1);
    expect(verify(message!, made.body.webhookSecret).data.id).toBe(byKey);

    const other = receiver.open(() => 200);
    await post(caller, 'fake:slow 0', other.url);
    await other.hasReceived(1);

    // An empty header tells nobody, and so does a key whose URL was taken away.
    const call = callWith(server.url, made.body.key);
    const silent = (await post(caller, 'fake:slow 0', '')).body.id;
    expect((await call('PUT', '/v1/webhook', { url: null })).body).toEqual({ url: null });
    const silentToo = (await post(caller, 'fake:slow 0')).body.id;
    for (const id of [silent, silentToo]) {
      await waitForTask({ call }, id, 'SUCCEEDED');
      const { body } = await call('GET', `/v1/tasks/${id}/details`);
      expect(body).not.toHaveProperty('webhook');
    }
    expect(hook.received).toHaveLength(1);
  });

  it('of the root key is named and signed as its operator says', async () => {
    const hook = receiver.open(() => 200);
    const { body } = await server.call('PUT', '/v1/webhook', { url: hook.url });
    expect(body).toEqual({ url: hook.url, secret });
    expect((await server.call('GET', '/v1/webhook')).body).toEqual(body);
    await post(server, 'fake:slow 0');
    const [message] = await hook.hasReceived(1);
    expect(verify(message!).type).toBe('task.succeeded');
    await server.call('PUT', '/v1/webhook', { url: null });
  });

  it.each([
    ['http://example.com/hook', 'Only HTTPS'],
    ['https://127.0.0.1/hook', 'hosted on a domain'],
    ['https://metadata.internal/hook', 'hosted on a domain'],
    ['https://example.com:8443/hook', 'port'],
    ['file:///etc/passwd', 'Only HTTPS|Invalid URL'],
    ['nonsense', 'Invalid URL'],
  ])('to %s is refused at once', async (url, reason) => {
    for (const reply of [
      await post(server, 'fake:slow 0', url),
      await server.call('PUT', '/v1/webhook', { url }),
      await server.call('POST', '/v1/keys', { name: 'x', webhookUrl: url }),
    ]) {
      expect(reply.status).toBe(400);
      expect(reply.body.error).toMatch(new RegExp(`webhook URL cannot be used.*(${reason})`));
    }
  });

  it('to a URL with characters that no database takes is stored in its normal form', async () => {
    const url = 'https://example.com/a\0b';
    const stored = 'https://example.com/a%00b';
    const { status, body } = await server.call('PUT', '/v1/webhook', { url });
    expect([status, body.url]).toEqual([200, stored]);
    await server.call('PUT', '/v1/webhook', { url: null });
    const made = await server.call('POST', '/v1/keys', { name: 'x', webhookUrl: url });
    expect([made.status, made.body.webhookUrl]).toEqual([200, stored]);
  });

  it('needs a Host that can stand in a link, unless the server knows its address', async () => {
    const hook = receiver.open(() => 200);
    const refused = await postAs('a b', server, hook.url);
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('Host header') });
    const known = await startTestServer({
      env: {
        PHOTOPLAY_INPUT_HOSTS: receiver.host,
        PHOTOPLAY_PUBLIC_URL: 'https://clips.example.com',
      },
    });
    onTestFinished(() => known.close());
    expect((await postAs('a b', known, hook.url)).status).toBe(200);
    const [message] = await hook.hasReceived(1);
    expect(message!.text).toContain('"https://clips.example.com/');
  });

  it('outlives the server', async () => {
    let up = false;
    const hook = receiver.open(() => (up ? 200 : 500));
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    // The time that an attempt may take is how long the dead server's last one counts.
    const limits = { webhookTimeoutMs: 1000, webhookDelaysSeconds: Array(99).fill(1) };
    const config = await writeConfig(dataDir, { models: { gen4_turbo: 'fake' }, limits });
    const env = { ...config, PHOTOPLAY_INPUT_HOSTS: receiver.host };
    const before = await spawnServer(dataDir, env);
    const { id } = (await post(before, 'fake:slow 0', hook.url)).body;
    await hook.hasReceived(1);
    await before.kill();
    up = true;
    const seen = hook.received.length;
    const after = await spawnServer(dataDir, env);
    const messages = await hook.hasReceived(seen + 1);
    expect(messages.at(-1)!.headers['webhook-id']).toBe(messages[0]!.headers['webhook-id']);
    expect(JSON.parse(messages.at(-1)!.text).data.id).toBe(id);
    await after.close();
  });
});
