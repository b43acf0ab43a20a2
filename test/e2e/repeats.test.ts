import { once } from 'node:events';
import http, { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import RunwayML1 from 'runwayml-1';
import RunwayML4 from 'runwayml-4';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { callWith, type Json, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let image: Buffer;
let promptImage: string;

/** Holds every image back until the test lets it go. */
const held: ServerResponse[] = [];
let heldOne = Promise.withResolvers<void>();
const imageHost = createServer((_request, response) => {
  held.push(response);
  heldOne.resolve();
});

beforeAll(async () => {
  imageHost.listen(0, '127.0.0.1');
  await once(imageHost, 'listening');
  const host = `127.0.0.1:${(imageHost.address() as AddressInfo).port}`;
  server = await startTestServer({ env: { PHOTOPLAY_INPUT_HOSTS: host } });
  image = await makeImage();
  promptImage = toDataUri(image);
});
afterAll(async () => {
  await server?.close();
  imageHost.close();
});

const release = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image);
const nextHeld = async () => {
  await heldOne.promise;
  heldOne = Promise.withResolvers();
  return held.shift()!;
};
const heldUrl = (name: string) =>
  `http://127.0.0.1:${(imageHost.address() as AddressInfo).port}/${name}.jpg`;

/** A key of its own: what it has made and spent is this test's alone. */
async function makeCaller(on = server) {
  const { body } = await on.call('POST', '/v1/keys', { name: 'repeats', credits: 1000 });
  const key: string = body.key;
  const call = callWith(on.url, key);
  return {
    key,
    call,
    async post(
      request: object,
      headers: Record<string, string> = {},
      { prefix = '', signal }: { prefix?: string; signal?: AbortSignal } = {},
    ) {
      const response = await fetch(`${on.url}${prefix}/v1/image_to_video`, {
        method: 'POST',
        ...(signal && { signal }),
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify(request),
      });
      return { status: response.status, body: (await response.json()) as Json, response };
    },
    async tasks(): Promise<number> {
      const { body: organization } = await call('GET', '/v1/organization');
      const { models } = organization.usage;
      const counts = Object.values(models) as { dailyGenerations: number }[];
      return counts.reduce((sum, { dailyGenerations }) => sum + dailyGenerations, 0);
    },
    spent: async () => 1000 - (await call('GET', '/v1/organization')).body.creditBalance,
  };
}

const request = (more: object = {}) => ({
  model: 'gen4_turbo',
  ratio: '1280:720',
  duration: 2,
  promptText: 'fake:slow 0',
  promptImage,
  ...more,
});

const retry = (number: number) => ({ 'x-stainless-retry-count': String(number) });

describe('the SDK behind connections that break after the server has accepted', () => {
  it.each([
    ['4.20.1', RunwayML4],
    ['1.4.4', RunwayML1],
  ])('%s makes one task and pays once', async (_version, RunwayML) => {
    const caller = await makeCaller();
    const proxy = await startCuttingProxy(server.url, 2);
    onTestFinished(() => proxy.close());
    const runway = new RunwayML({ apiKey: caller.key, baseURL: proxy.url, maxRetries: 2 });
    const { id } = await runway.imageToVideo.create(request() as never);
    expect(proxy.answered).toBe(3);
    expect(await caller.tasks()).toBe(1);
    expect(await caller.spent()).toBe(10);
    expect((await caller.call('GET', `/v1/tasks/${id}`)).status).toBe(200);
  });

  it('makes as many tasks as were asked for when equal requests are sent at once', async () => {
    const caller = await makeCaller();
    const proxy = await startCuttingProxy(server.url, 6);
    onTestFinished(() => proxy.close());
    const runway = new RunwayML4({ apiKey: caller.key, baseURL: proxy.url, maxRetries: 6 });
    const made = await Promise.all(
      Array.from({ length: 3 }, () => runway.imageToVideo.create(request() as never)),
    );
    expect(await caller.tasks()).toBe(3);
    expect(await caller.spent()).toBe(30);
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a blind retry', () => {
  it('is answered as its first try was, whatever the mount and the order of keys', async () => {
    const caller = await makeCaller();
    const first = await caller.post(request(), retry(0));
    const reversed = Object.fromEntries(Object.entries(request()).reverse());
    const again = await caller.post(reversed, retry(1), { prefix: '/runwayml' });
    expect(again.body).toEqual(first.body);
    expect(await caller.tasks()).toBe(1);
  });

  it('finds nothing of another body, another key or a refused try', async () => {
    const caller = await makeCaller();
    const stranger = await makeCaller();
    const first = await caller.post(request(), retry(0));
    const others = [
      await caller.post(request({ seed: 1 }), retry(1)),
      await stranger.post(request(), retry(1)),
    ];
    for (const other of others) expect(other.body.id).not.toBe(first.body.id);
    expect((await caller.post(request({ duration: 11 }), retry(0))).status).toBe(400);
    expect((await caller.post(request({ duration: 11 }), retry(1))).status).toBe(400);
    expect(await caller.tasks()).toBe(2);
  });

  it('is forgotten after a while', async () => {
    const forgetful = await startTestServer({ limits: { retryMemorySeconds: 0 } });
    onTestFinished(() => forgetful.close());
    const send = async (number: number) => {
      const response = await fetch(`${forgetful.url}/v1/image_to_video`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${forgetful.apiKey}`,
          'content-type': 'application/json',
          ...retry(number),
        },
        body: JSON.stringify(request()),
      });
      return ((await response.json()) as Json).id;
    };
    expect(await send(0)).not.toBe(await send(1));
  });

  it('waits for a first try that is still taking in its image, and fetches nothing', async () => {
    const caller = await makeCaller();
    const body = request({ promptImage: heldUrl('waits') });
    const first = caller.post(body, retry(0));
    const response = await nextHeld();
    const again = caller.post(body, retry(1));
    const third = caller.post(body, retry(2));
    // The others have arrived when this one, sent after them, has been answered.
    await caller.post({}, retry(0));
    expect(held).toEqual([]);
    release(response);
    const replies = await Promise.all([first, again, third]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await caller.tasks()).toBe(1);
    expect(await caller.spent()).toBe(10);
  });

  it.each([
    ['first try', 'waits'],
    ['retry', 'waits'],
    ['first try', 'is gone'],
    ['retry', 'is gone'],
  ])(
    'that overtook its first try makes one task with it: the %s has its image first, the first client %s',
    async (winner, client) => {
      const caller = await makeCaller();
      const body = request({ promptImage: heldUrl('overtaken') });
      const early = caller.post(body, retry(1));
      const earlyImage = await nextHeld();
      const hangUp = new AbortController();
      const late = caller.post(body, retry(0), { signal: hangUp.signal }).catch(() => undefined);
      const lateImage = await nextHeld();
      if (client === 'is gone') {
        hangUp.abort();
        await late;
      }
      release(winner === 'retry' ? earlyImage : lateImage);
      await (winner === 'retry' ? early : late);
      release(winner === 'retry' ? lateImage : earlyImage);
      const { id } = (await early).body;
      if (client === 'waits') expect((await late)?.body.id).toBe(id);
      // This one waits for both.
      expect((await caller.post(body, retry(2))).body.id).toBe(id);
      expect(await caller.tasks()).toBe(1);
      expect(await caller.spent()).toBe(10);
      // A request that comes afterwards is a new one.
      expect((await caller.post(request(), retry(0))).body.id).not.toBe(id);
    },
  );

  it('is not taken for the retry of a first try that comes after it', async () => {
    const caller = await makeCaller();
    const { id } = (await caller.post(request(), retry(1))).body;
    expect((await caller.post(request(), retry(0))).body.id).not.toBe(id);
    expect(await caller.tasks()).toBe(2);
  });
});

describe('retries of equal requests', () => {
  it('get what their own try before them made, whose answer was lost', async () => {
    const caller = await makeCaller();
    const proxy = await startCuttingProxy(server.url, 2);
    onTestFinished(() => proxy.close());
    const send = (number: number, url: string) =>
      fetch(`${url}/v1/image_to_video`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${caller.key}`,
          'content-type': 'application/json',
          ...retry(number),
        },
        body: JSON.stringify(request()),
      });
    const kept = await caller.post(request(), retry(0));
    for (let sent = 0; sent < 2; sent++) await expect(send(0, proxy.url)).rejects.toThrow();
    const replies = [
      await caller.post(request(), retry(1)),
      await caller.post(request(), retry(1)),
    ];
    const ids = [kept, ...replies].map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(3);
    expect(await caller.tasks()).toBe(3);
    // There is nothing left to give: this one is of a request that never came.
    ids.push((await caller.post(request(), retry(1))).body.id);
    expect(new Set(ids).size).toBe(4);
    expect(await caller.spent()).toBe(40);
  });

  it('get nothing of what was answered on a connection that ends by itself', async () => {
    const caller = await makeCaller();
    const send = async (number: number) => {
      const sent = http.request(`${server.url}/v1/image_to_video`, {
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${caller.key}`,
          'content-type': 'application/json',
          ...retry(number),
        },
      });
      sent.end(JSON.stringify(request()));
      const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
      expect(response.headers.connection).toBe('close');
      return ((await json(response)) as Json).id;
    };
    const ids = [await send(0), await send(0), await send(1)];
    expect(new Set(ids).size).toBe(3);
    expect(await caller.tasks()).toBe(3);
  });
});

describe('a retry whose first try was refused', () => {
  it('is not given the task of an equal request', async () => {
    const host = new URL(heldUrl('x')).host;
    const busy = await startTestServer({
      env: { PHOTOPLAY_INPUT_HOSTS: host },
      limits: { maxFetches: 1, maxWaiting: 0 },
    });
    onTestFinished(() => busy.close());
    const caller = await makeCaller(busy);
    const body = request({ promptImage: heldUrl('busy') });
    const accepted = caller.post(body, retry(0));
    const response = await nextHeld();
    expect((await caller.post(body, retry(0))).status).toBe(503);
    release(response);
    const first = (await accepted).body.id;
    const come = caller.post(body, retry(1));
    release(await nextHeld());
    const second = (await come).body.id;
    expect(second).not.toBe(first);
    expect(await caller.tasks()).toBe(2);
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (key: string) => ({ 'idempotency-key': key });

  it('gives the same answer to the same request, and none but it', async () => {
    const caller = await makeCaller();
    const first = await caller.post(request(), keyed('abc'));
    const again = await caller.post(request(), keyed('abc'), { prefix: '/runwayml' });
    expect(again.body).toEqual(first.body);
    const other = await caller.post(request(), keyed('abd'));
    const none = await caller.post(request());
    expect(new Set([first, other, none].map(({ body }) => body.id)).size).toBe(3);
    expect(await caller.spent()).toBe(30);
  });

  it('belongs to its API key', async () => {
    const [mine, theirs] = [await makeCaller(), await makeCaller()];
    const first = await mine.post(request(), keyed('shared'));
    expect((await theirs.post(request(), keyed('shared'))).body.id).not.toBe(first.body.id);
  });

  it('with another request is a 422 that SDKs do not repeat', async () => {
    const caller = await makeCaller();
    await caller.post(request(), keyed('abc'));
    const { status, body, response } = await caller.post(request({ seed: 5 }), keyed('abc'));
    expect(status).toBe(422);
    expect(body).toEqual({
      error: expect.stringMatching(/Idempotency-Key was used with another request/),
      docUrl: 'https://docs.dev.runwayml.com/api',
    });
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await caller.tasks()).toBe(1);
  });

  it('makes one task of requests that come at once', async () => {
    const caller = await makeCaller();
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => caller.post(request(), keyed('storm'))),
    );
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(await caller.spent()).toBe(10);
  });

  it('is not used up by a request that was refused', async () => {
    const caller = await makeCaller();
    expect((await caller.post(request({ duration: 11 }), keyed('abc'))).status).toBe(400);
    const broken = {
      promptImage: 'data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    };
    expect((await caller.post(request(broken), keyed('abc'))).status).toBe(400);
    expect((await caller.post(request(), keyed('abc'))).status).toBe(200);
  });

  it('still answers when its task is cancelled', async () => {
    const caller = await makeCaller();
    const body = request({ promptText: 'fake:hang' });
    const first = await caller.post(body, keyed('abc'));
    await caller.call('DELETE', `/v1/tasks/${first.body.id}`);
    expect((await caller.post(body, keyed('abc'))).body).toEqual(first.body);
  });

  it('works through the SDK', async () => {
    const caller = await makeCaller();
    const runway = new RunwayML4({ apiKey: caller.key, baseURL: server.url });
    const create = () =>
      runway.imageToVideo.create(request() as never, { headers: keyed('by-the-sdk') });
    expect((await create()).id).toBe((await create()).id);
  });

  it.each(['x'.repeat(256), 'two words', ''])('cannot be %j', async (key) => {
    const caller = await makeCaller();
    const reply = await caller.post(request(), keyed(key));
    expect(reply.status).toBe(400);
    expect(reply.body.error).toMatch(/Idempotency-Key/);
  });
});
