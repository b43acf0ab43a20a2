import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

let server: TestServer;
let promptImage: string;

beforeAll(async () => {
  server = await startTestServer({ env: { PHOTOPLAY_CONCURRENCY: '4' } });
  promptImage = toDataUri(await makeImage());
});
afterAll(() => server?.close());

/** A small clip, for 10 credits. */
const request = (promptText = 'static') => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  promptImage,
  promptText,
});

/** A key of its own for a test, and a caller that carries it. */
async function makeKey(body: object = {}): Promise<{ call: TestServer['call']; stored: Json }> {
  const reply = await server.call('POST', '/v1/keys', { name: 'test', ...body });
  expect(reply.status).toBe(200);
  return { call: callWith(server.url, reply.body.key), stored: reply.body };
}

describe('keys', () => {
  it('are shown once, listed by their hint and revoked at once', async () => {
    const { call, stored } = await makeKey({ name: 'build farm', limits: { tasksPerDay: 5 } });
    expect(stored.key).toMatch(/^key_[0-9a-f]{128}$/);
    const { body } = await server.call('GET', '/v1/keys');
    const listed = body.keys.find((key: Json) => key.id === stored.id);
    expect(listed).toMatchObject({
      name: 'build farm',
      hint: stored.key.slice(-4),
      limits: { tasksPerDay: 5 },
    });
    expect(JSON.stringify(body)).not.toContain(stored.key);

    expect((await call('GET', '/v1/organization')).status).toBe(200);
    expect((await server.call('DELETE', `/v1/keys/${stored.id}`)).status).toBe(204);
    expect((await call('GET', '/v1/organization')).status).toBe(401);
    expect((await server.call('DELETE', `/v1/keys/${stored.id}`)).status).toBe(404);
  });

  it('expire', async () => {
    // A key that had expired before it could be used has shown nothing: then the next lives longer.
    for (let lifetimeMs = 1000, used = false; !used; lifetimeMs *= 2) {
      const expiresAt = new Date(Date.now() + lifetimeMs).toISOString();
      const { status, body } = await server.call('POST', '/v1/keys', { name: 'brief', expiresAt });
      if (status === 400) continue;
      const use = async () =>
        (await callWith(server.url, body.key)('GET', '/v1/organization')).status;
      used = (await use()) === 200;
      await expect.poll(use).toBe(401);
    }
  });

  it('are the root key’s business alone', async () => {
    const { call, stored } = await makeKey();
    for (const [method, route] of [
      ['GET', '/v1/keys'],
      ['POST', '/v1/keys'],
      ['DELETE', `/v1/keys/${stored.id}`],
    ] as const) {
      const reply = await call(method, route, method === 'POST' ? { name: 'mine' } : undefined);
      expect(reply.status).toBe(403);
    }
  });

  it.each<[object, string]>([
    [{ name: '' }, 'name'],
    [{ name: 'x', limits: { tasksPerDay: -1 } }, 'tasksPerDay'],
    [{ name: 'x', limits: { perDay: 1 } }, 'perDay'],
    [{ name: 'x', credits: 1.5 }, 'credits'],
    [{ name: 'x', expiresAt: '2001-01-01T00:00:00Z' }, 'future'],
    [{ name: 'x', expiresAt: 'tomorrow' }, 'expiresAt'],
  ])('are not made from %s', async (body, speaksOf) => {
    const reply = await server.call('POST', '/v1/keys', body);
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body.issues)).toContain(speaksOf);
  });

  it('cannot reach each other’s tasks', async () => {
    const mine = await makeKey();
    const theirs = await makeKey();
    const id = await submit(mine, request('fake:hang'));
    for (const caller of [theirs, server]) {
      for (const [method, route] of [
        ['GET', `/v1/tasks/${id}`],
        ['GET', `/v1/tasks/${id}/details`],
        ['DELETE', `/v1/tasks/${id}`],
      ] as const) {
        expect(await caller.call(method, route)).toEqual({
          status: 404,
          body: { error: 'Could not find Task' },
        });
      }
    }
    await waitForTask(mine, id, 'RUNNING');
    expect((await mine.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  });
});

describe('concurrent tasks', () => {
  it('beyond the limit are THROTTLED and released in order', async () => {
    const key = await makeKey({ limits: { concurrentTasks: 1 } });
    const first = await submit(key, request('fake:hang'));
    const second = await submit(key, request('fake:hang'));
    const third = await submit(key, request('fake:slow 0'));
    await waitForTask(key, first, 'RUNNING');
    for (const id of [second, third]) {
      expect((await key.call('GET', `/v1/tasks/${id}`)).body).toMatchObject({
        status: 'THROTTLED',
        estimatedCost: { credits: 10 },
      });
    }
    await key.call('DELETE', `/v1/tasks/${first}`);
    await waitForTask(key, second, 'RUNNING');
    expect((await key.call('GET', `/v1/tasks/${third}`)).body.status).toBe('THROTTLED');
    await key.call('DELETE', `/v1/tasks/${second}`);
    await waitForTask(key, third, 'SUCCEEDED');
  });

  it('count a task only while it is unfinished, however it ends', async () => {
    const key = await makeKey({ limits: { concurrentTasks: 1 } });
    for (const promptText of ['fake:fail ASSET_INVALID', 'fake:slow 0']) {
      const id = await submit(key, request(promptText));
      await waitForTask(key, id, 'SUCCEEDED', 'FAILED');
    }
    const throttled = await submit(key, request('fake:hang'));
    const cancelled = await submit(key, request('fake:hang'));
    expect((await key.call('DELETE', `/v1/tasks/${cancelled}`)).status).toBe(204);
    expect((await key.call('DELETE', `/v1/tasks/${throttled}`)).status).toBe(204);
  });

  it('do not hold back another key', async () => {
    const full = await makeKey({ limits: { concurrentTasks: 1 } });
    const hanging = await submit(full, request('fake:hang'));
    await submit(full, request('fake:slow 0'));
    const other = await makeKey({ limits: { concurrentTasks: 1 } });
    await waitForTask(other, await submit(other, request('fake:slow 0')), 'SUCCEEDED');
    await full.call('DELETE', `/v1/tasks/${hanging}`);
  });
});

describe('tasks per day', () => {
  it('beyond the limit are refused as Runway does, and not retried', async () => {
    const key = await makeKey({ limits: { tasksPerDay: 2 } });
    for (let sent = 0; sent < 2; sent++) {
      const id = await submit(key, request('fake:slow 0'));
      await waitForTask(key, id, 'SUCCEEDED');
      await key.call('DELETE', `/v1/tasks/${id}`);
    }
    const response = await fetch(`${server.url}/v1/image_to_video`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key.stored.key}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(request()),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toEqual({
      error: 'Your daily task limit has been reached.',
      docUrl: 'https://docs.dev.runwayml.com/api',
    });
  });

  it('are never exceeded by requests that come at once', async () => {
    const key = await makeKey({ limits: { tasksPerDay: 3 } });
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => key.call('POST', '/v1/image_to_video', request())),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});

describe('credits', () => {
  const balance = async (key: { call: TestServer['call'] }) =>
    (await key.call('GET', '/v1/organization')).body.creditBalance;

  it('are charged on acceptance, kept on success and refunded on failure and cancel', async () => {
    const key = await makeKey({ credits: 40 });
    const good = await submit(key, request('fake:slow 0'));
    expect(await balance(key)).toBe(30);
    expect(await waitForTask(key, good, 'SUCCEEDED')).toMatchObject({ cost: { credits: 10 } });
    // Three retries, one charge, one refund.
    const bad = await submit(key, request('fake:crash'));
    expect(await balance(key)).toBe(20);
    expect(await waitForTask(key, bad, 'FAILED')).toMatchObject({ cost: { credits: 0 } });
    expect(await balance(key)).toBe(30);
    const hanging = await submit(key, request('fake:hang'));
    expect(await balance(key)).toBe(20);
    await key.call('DELETE', `/v1/tasks/${hanging}`);
    await key.call('DELETE', `/v1/tasks/${hanging}`);
    expect(await balance(key)).toBe(30);
    // Deleting what is finished gives nothing back.
    await key.call('DELETE', `/v1/tasks/${good}`);
    expect(await balance(key)).toBe(30);
  });

  it('that do not reach are a 400, and nothing is spent', async () => {
    const key = await makeKey({ credits: 30 });
    const reply = await key.call('POST', '/v1/image_to_video', { ...request(), duration: 10 });
    expect(reply.status).toBe(400);
    expect(reply.body).toEqual({
      error: 'You do not have enough credits to run this task.',
      docUrl: 'https://docs.dev.runwayml.com/api',
    });
    expect(await balance(key)).toBe(30);
  });

  it('cannot be spent twice by requests that come at once', async () => {
    const key = await makeKey({ credits: 25 });
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => key.call('POST', '/v1/image_to_video', request())),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(await balance(key)).toBe(5);
  });

  it('show up in the usage, by day and official model, net of refunds', async () => {
    const key = await makeKey({ credits: 1000 });
    const relay = { model: 'gen4a_turbo', promptImage };
    const ids = [
      await submit(key, { ...relay, promptText: 'fake:slow 0' }),
      await submit(key, request('fake:slow 0')),
      await submit(key, { ...relay, promptText: 'fake:fail ASSET_INVALID' }),
    ];
    for (const id of ids) await waitForTask(key, id, 'SUCCEEDED', 'FAILED');
    const today = new Date().toISOString().slice(0, 10);
    expect((await key.call('POST', '/v1/organization/usage', {})).body).toEqual({
      results: [{ date: today, usedCredits: [{ model: 'gen4_turbo', amount: 35 }] }],
      models: ['gen4_turbo'],
    });
    const past = { startDate: '2024-01-01', beforeDate: '2024-01-31' };
    expect((await key.call('POST', '/v1/organization/usage', past)).body).toEqual({
      results: [],
      models: [],
    });
    const tooLong = { startDate: '2024-01-01', beforeDate: '2024-12-31' };
    expect((await key.call('POST', '/v1/organization/usage', tooLong)).status).toBe(400);
    const { body } = await key.call('GET', '/v1/organization');
    expect(body.usage.models.gen4_turbo).toEqual({ dailyGenerations: 3 });
    const { models } = body.tier;
    expect(Object.keys(models)).toEqual(expect.arrayContaining(['gen3a_turbo', 'gen4_turbo']));
    expect(models).not.toHaveProperty('gen4a_turbo');
  });
});

describe('posts per minute', () => {
  it('beyond the limit are a 429 that says when to try again; polling is not limited', async () => {
    const key = await makeKey({ limits: { postsPerMinute: 2 } });
    const routes = ['/v1/image_to_video', '/runwayml/v1/image_to_video', '/v1/image_to_video'];
    const statuses = [];
    for (const route of routes) statuses.push((await key.call('POST', route, request())).status);
    expect(statuses).toEqual([200, 200, 429]);
    for (let asked = 0; asked < 5; asked++) {
      expect((await key.call('GET', '/v1/organization')).status).toBe(200);
    }
  });

  it('count for the root key, too, by a limit of its own', async () => {
    const strict = await startTestServer({ limits: { postsPerMinute: 1, rootPostsPerMinute: 2 } });
    const upload = { filename: 'photo.jpg', type: 'ephemeral' };
    const statuses = [];
    for (let sent = 0; sent < 3; sent++) {
      statuses.push((await strict.call('POST', '/v1/uploads', upload)).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    await strict.close();
  });
});
