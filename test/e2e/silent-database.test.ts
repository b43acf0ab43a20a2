import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import { createDatabase } from '../support/postgres.ts';
import { startReceiver } from '../support/receiver.ts';
import { type Json, startTestServer } from '../support/server.ts';
import { type SilentProxy, startSilentProxy } from '../support/silent-proxy.ts';

/** A network between server and database that drops what is sent and closes nothing. */
let proxy: SilentProxy;
let database: Awaited<ReturnType<typeof createDatabase>>;

beforeAll(async () => {
  const { admin, template } = inject('postgres')!;
  database = await createDatabase(admin, template);
  proxy = await startSilentProxy(database.url);
});
afterAll(async () => {
  await proxy?.close();
  await database?.drop();
});

/** Long enough for a busy machine, most of the time. */
const limits = {
  databaseConnectTimeoutMs: 5000,
  databaseTimeoutMs: 5000,
  readyTimeoutMs: 5000,
};

describe('a database that is silent, not closed', () => {
  it('lets nobody wait for ever, and everything goes on when it can be reached again', async () => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    const hook = receiver.open(() => 200);
    const server = await startTestServer({
      env: {
        DATABASE_URL: proxy.url,
        PHOTOPLAY_CONCURRENCY: '2',
        PHOTOPLAY_INPUT_HOSTS: receiver.host,
      },
      limits,
    });
    const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
    const request = (promptText: string) => ({ model: 'gen4a_turbo', promptImage, promptText });
    const authorization = { authorization: `Bearer ${server.apiKey}` };
    /** A busy machine may run into such short limits, too: then once more. */
    const ask = (method: string, route: string, body?: unknown): Promise<Json> =>
      expect
        .poll(() => server.call(method, route, body).then((reply) => (last = reply)))
        .not.toMatchObject({ status: 503 })
        .then(() => last?.body);
    let last: { body: Json } | undefined;
    const hasBecome = (id: string, status: string) =>
      expect
        .poll(async () => (await server.call('GET', `/v1/tasks/${id}`)).body.status)
        .toBe(status);

    await ask('PUT', '/v1/webhook', { url: hook.url });
    const { id } = await ask('POST', '/v1/image_to_video', request('fake:hang'));
    await hasBecome(id, 'RUNNING');
    const open = () => fetch(`${server.url}/v1/tasks/${id}/events`, { headers: authorization });
    let stream = await open();
    while (stream.status === 503) stream = await open();
    expect(stream.status).toBe(200);

    proxy.silence();
    const replies = await Promise.all([
      server.call('GET', '/readyz'),
      server.call('GET', `/v1/tasks/${id}`),
      server.call('POST', '/v1/image_to_video', request('static')),
      server.call('DELETE', `/v1/tasks/${id}`),
      // More than there are connections.
      ...Array.from({ length: 20 }, () => server.call('GET', '/v1/tasks')),
    ]);
    for (const { status, body } of replies) {
      expect([status, body.error]).toEqual([
        503,
        expect.stringMatching(/Try again|has not answered/),
      ]);
    }
    expect((await server.call('GET', '/healthz')).status).toBe(200);

    proxy.acceptAgain();
    await expect.poll(async () => (await server.call('GET', '/readyz')).status).toBe(200);
    const { id: next } = await ask('POST', '/v1/image_to_video', request('static, again'));
    await hasBecome(next, 'SUCCEEDED');
    await ask('DELETE', `/v1/tasks/${id}`);
    expect(await stream.text()).toContain('"status":"CANCELLED"');
    const told = (await hook.hasReceived(2)).map(({ text }) => JSON.parse(text).data.id);
    expect(told).toEqual(expect.arrayContaining([id, next]));

    // Nor does it keep the server from stopping.
    proxy.silence();
    await server.close();
    proxy.acceptAgain();
  });

  it('is a sentence for whoever starts a server on it', async () => {
    proxy.silence();
    onTestFinished(() => proxy.acceptAgain());
    const starting = startTestServer({ env: { DATABASE_URL: proxy.url }, limits });
    await expect(starting).rejects.toThrow(/database of DATABASE_URL cannot be used/);
  });
});
