import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import {
  callWith,
  type Json,
  spawnServer,
  startTestServer,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

const promptImage = toDataUri(await makeImage());
const request = (promptText: string) => ({ model: 'gen4a_turbo', promptImage, promptText });
const patient = { timeout: 20_000 };
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A server and a receiver it may reach, with no time between attempts. */
async function start(answer: (nth: number) => number, limits: object = {}) {
  const receiver = await startReceiver(answer);
  onTestFinished(() => receiver.close());
  const server = await startTestServer({
    env: { PHOTOPLAY_INPUT_HOSTS: receiver.host },
    limits: { webhookDelaysSeconds: Array(11).fill(0), ...limits },
  });
  onTestFinished(() => server.close());
  expect((await server.call('PUT', '/v1/webhook', { secret })).status).toBe(200);
  return { server, receiver };
}

async function post(
  server: Pick<TestServer, 'url' | 'apiKey'>,
  promptText: string,
  webhookUrl?: string,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${server.url}/v1/image_to_video`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      'content-type': 'application/json',
      ...(webhookUrl !== undefined && { 'x-photoplay-webhook-url': webhookUrl }),
    },
    body: JSON.stringify(request(promptText)),
  });
  return { status: response.status, body: await response.json() };
}

/** Check a message's signature. @returns what it says */
function verify(message: Receiver['received'][number], key = secret): Json {
  return new Webhook(key).verify(message.text, message.headers as Record<string, string>);
}

const detailsOf = async (server: TestServer, id: string) =>
  (await server.call('GET', `/v1/tasks/${id}/details`)).body.webhook;

describe('a webhook', () => {
  it('reaches a receiver that fails nine times, signed and under one id', async () => {
    const { server, receiver } = await start((nth) => (nth < 10 ? 500 : 204));
    const { id } = (await post(server, 'fake:slow 0', receiver.url)).body;
    const messages = await receiver.hasReceived(10);
    for (const message of messages) {
      const told = verify(message);
      expect(told.type).toBe('task.succeeded');
      expect(told.data).toMatchObject({ id, status: 'SUCCEEDED', cost: { credits: 25 } });
      expect((await fetch(told.data.output[0], { method: 'HEAD' })).status).toBe(200);
    }
    expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(() => verify(messages[0]!, `whsec_${'A'.repeat(44)}`)).toThrow();

    await expect.poll(async () => (await detailsOf(server, id)).status, patient).toBe('DELIVERED');
    const shown = await detailsOf(server, id);
    expect(shown).toMatchObject({ url: receiver.url, id: messages[0]!.headers['webhook-id'] });
    expect(shown.attempts.map((attempt: Json) => attempt.status)).toEqual([
      ...Array(9).fill(500),
      204,
    ]);
    expect(receiver.received).toHaveLength(10);
  });

  it('is given up when the table of delays ends', async () => {
    const { server, receiver } = await start(() => 503, { webhookDelaysSeconds: [0, 0] });
    const { id } = (await post(server, 'fake:slow 0', receiver.url)).body;
    await expect.poll(async () => (await detailsOf(server, id)).status, patient).toBe('FAILED');
    expect(receiver.received).toHaveLength(3);
  });

  it('waits as long as the table says', async () => {
    const { server, receiver } = await start(() => 503, { webhookDelaysSeconds: [3600] });
    const { id } = (await post(server, 'fake:slow 0', receiver.url)).body;
    await expect.poll(async () => (await detailsOf(server, id)).attempts.length, patient).toBe(1);
    const { status, nextAttemptAt } = await detailsOf(server, id);
    expect(status).toBe('PENDING');
    const seconds = (Date.parse(nextAttemptAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(3590);
    expect(seconds).toBeLessThan(3600 * 1.2 + 1);
  });

  it.each([
    [410, 1],
    [404, 12],
    [302, 12],
  ])('answered with %i is attempted %i times, and never elsewhere', async (status, times) => {
    const { server, receiver } = await start(() => status);
    const { id } = (await post(server, 'fake:slow 0', receiver.url)).body;
    await expect.poll(async () => (await detailsOf(server, id)).status, patient).toBe('FAILED');
    expect(receiver.received).toHaveLength(times);
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(new Set(['/hook']));
  });

  it('tells of tasks that fail and that are cancelled', async () => {
    const { server, receiver } = await start(() => 200);
    await post(server, 'fake:fail ASSET_INVALID', receiver.url);
    await receiver.hasReceived(1);
    expect(verify(receiver.received[0]!)).toMatchObject({
      type: 'task.failed',
      data: { status: 'FAILED', failureCode: 'ASSET.INVALID' },
    });
    const { id } = (await post(server, 'fake:hang', receiver.url)).body;
    expect(await detailsOf(server, id)).toEqual({
      url: receiver.url,
      status: 'WAITING',
      attempts: [],
    });
    await server.call('DELETE', `/v1/tasks/${id}`);
    await receiver.hasReceived(2);
    expect(verify(receiver.received[1]!)).toMatchObject({
      type: 'task.cancelled',
      data: { id, status: 'CANCELLED' },
    });
  });

  it('is named by the key, unless the request says otherwise', async () => {
    const { server, receiver } = await start(() => 200);
    const made = await server.call('POST', '/v1/keys', { name: 'x', webhookUrl: receiver.url });
    expect(made.body.webhookSecret).toMatch(/^whsec_/);
    const { keys } = (await server.call('GET', '/v1/keys')).body;
    expect(JSON.stringify(keys)).not.toContain(made.body.webhookSecret);
    const caller = { url: server.url, apiKey: made.body.key };
    const byKey = (await post(caller, 'fake:slow 0')).body.id;
    const [message] = await receiver.hasReceived(1);
    expect(verify(message!, made.body.webhookSecret).data.id).toBe(byKey);

    const elsewhere = `http://${receiver.host}/elsewhere`;
    await post(caller, 'fake:slow 0', elsewhere);
    const [, second] = await receiver.hasReceived(2);
    expect(second!.path).toBe('/elsewhere');

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
    expect(receiver.received).toHaveLength(2);
  });

  it('of the root key is named and signed as its operator says', async () => {
    const { server, receiver } = await start(() => 200);
    const { body } = await server.call('PUT', '/v1/webhook', { url: receiver.url });
    expect(body).toEqual({ url: receiver.url, secret });
    expect((await server.call('GET', '/v1/webhook')).body).toEqual(body);
    await post(server, 'fake:slow 0');
    const [message] = await receiver.hasReceived(1);
    expect(verify(message!).type).toBe('task.succeeded');
  });

  it.each([
    ['http://example.com/hook', 'Only HTTPS'],
    ['https://127.0.0.1/hook', 'hosted on a domain'],
    ['https://metadata.internal/hook', 'hosted on a domain'],
    ['https://example.com:8443/hook', 'port'],
    ['file:///etc/passwd', 'Only HTTPS|Invalid URL'],
    ['nonsense', 'Invalid URL'],
  ])('to %s is refused at once', async (url, reason) => {
    const { server } = await start(() => 200);
    for (const reply of [
      await post(server, 'fake:slow 0', url),
      await server.call('PUT', '/v1/webhook', { url }),
      await server.call('POST', '/v1/keys', { name: 'x', webhookUrl: url }),
    ]) {
      expect(reply.status).toBe(400);
      expect(reply.body.error).toMatch(new RegExp(`webhook URL cannot be used.*(${reason})`));
    }
  });

  it('outlives the server', async () => {
    let up = false;
    const receiver = await startReceiver(() => (up ? 200 : 500));
    onTestFinished(() => receiver.close());
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    const config = path.join(dataDir, 'config.yml');
    await writeFile(
      config,
      'models: { gen4a_turbo: fake }\nlimits: { webhookTimeoutMs: 1000, webhookDelaysSeconds: [1, 1, 1, 1, 1, 1, 1, 1, 1] }\n',
    );
    const env = { PHOTOPLAY_CONFIG: config, PHOTOPLAY_INPUT_HOSTS: receiver.host };
    const before = await spawnServer(dataDir, env);
    const { id } = (await post(before, 'fake:slow 0', receiver.url)).body;
    await receiver.hasReceived(1);
    await before.kill();
    up = true;
    const seen = receiver.received.length;
    const after = await spawnServer(dataDir, env);
    const messages = await receiver.hasReceived(seen + 1);
    expect(messages.at(-1)!.headers['webhook-id']).toBe(messages[0]!.headers['webhook-id']);
    expect(JSON.parse(messages.at(-1)!.text).data.id).toBe(id);
    await after.close();
  });
});
