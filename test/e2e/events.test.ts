import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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
  server = await startTestServer({
    // Some tests leave a render that only its revoked key could end.
    env: { PHOTOPLAY_CONCURRENCY: '8' },
    limits: { maxStreamsPerKey: 3, streamHeartbeatMs: 200 },
  });
  promptImage = toDataUri(await makeImage());
});
afterAll(() => server?.close());

const start = (promptText: string, on = server) =>
  submit(on, { model: 'gen4a_turbo', promptImage, promptText });

interface Stream {
  response: Response;
  /** The next event, or undefined when the stream has ended. */
  next(): Promise<{ id: string; task: Json } | undefined>;
  /** What came so far, heartbeats included. */
  blocks: string[];
  close(): void;
}

function open(id: string, lastEventId?: string, on = server): Promise<Stream> {
  return openUrl(`${on.url}/v1/tasks/${id}/events`, {
    authorization: `Bearer ${on.apiKey}`,
    ...(lastEventId && { 'last-event-id': lastEventId }),
  });
}

async function openUrl(url: string, headers: Record<string, string> = {}): Promise<Stream> {
  const aborter = new AbortController();
  onTestFinished(() => aborter.abort());
  const response = await fetch(url, { headers, signal: aborter.signal });
  const blocks: string[] = [];
  const coming = readBlocks(response);
  return {
    response,
    blocks,
    close: () => aborter.abort(),
    async next() {
      for (;;) {
        const { value: block, done } = await coming.next();
        if (done) return undefined;
        blocks.push(block);
        const [, event, data] = block.match(/^id: (.+)\ndata: (.+)$/m) ?? [];
        if (event && data) return { id: event, task: JSON.parse(data) };
      }
    },
  };
}

async function* readBlocks(response: Response): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    yield* blocks;
  }
}

async function readToEnd(stream: Stream): Promise<{ id: string; task: Json }[]> {
  const events = [];
  for (;;) {
    const event = await stream.next();
    if (!event) return events;
    events.push(event);
  }
}

describe('a task’s events', () => {
  it('are its states as GET shows them, and end with its end', async () => {
    const id = await start('fake:slow 2');
    const stream = await open(id);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = await readToEnd(stream);
    const last = events.at(-1)!.task;
    const { output, ...task } = (await server.call('GET', `/v1/tasks/${id}`)).body;
    expect(last).toMatchObject(task);
    expect((await fetch(last.output[0])).status).toBe(200);
    const progress = events.flatMap(({ task }) => task.progress ?? []);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(events.filter(({ task }) => task.status === 'SUCCEEDED')).toHaveLength(1);
  });

  it('tell of its progress as it is made', async () => {
    const id = await start('fake:hang');
    const stream = await open(id);
    let progress: number | undefined;
    while (progress !== 0.5) progress = (await stream.next())!.task.progress;
    await server.call('DELETE', `/v1/tasks/${id}`);
  });

  it('go on after Last-Event-ID, and stop a client that has seen the end', async () => {
    // Both slots are taken, so that nothing happens before the client is back.
    const before = [await start('fake:hang'), await start('fake:hang')];
    for (const hanging of before) await waitForTask(server, hanging, 'RUNNING');
    const id = await start('fake:slow 0');
    const broken = await open(id);
    const seen = (await broken.next())!;
    broken.close();
    const resumed = await open(id, seen.id);
    for (const hanging of before) await server.call('DELETE', `/v1/tasks/${hanging}`);
    const events = await readToEnd(resumed);
    expect(events.map((event) => event.id)).not.toContain(seen.id);
    const end = events.at(-1)!;
    expect(end.task.status).toBe('SUCCEEDED');
    const again = await open(id, end.id);
    expect(again.response.status).toBe(204);
    // Whoever has seen less is told the end.
    expect((await readToEnd(await open(id, seen.id))).map((event) => event.id)).toEqual([end.id]);
    expect((await readToEnd(await open(id))).map((event) => event.id)).toEqual([end.id]);
  });

  it('tell of a failure and of a cancel', async () => {
    const failing = await open(await start('fake:fail ASSET_INVALID'));
    expect((await readToEnd(failing)).at(-1)!.task).toMatchObject({
      status: 'FAILED',
      failureCode: 'ASSET.INVALID',
    });
    const id = await start('fake:hang');
    const stream = await open(id);
    await waitForTask(server, id, 'RUNNING');
    await server.call('DELETE', `/v1/tasks/${id}`);
    expect((await readToEnd(stream)).at(-1)!.task).toMatchObject({ id, status: 'CANCELLED' });
  });

  it('come with signs of life between them', async () => {
    const id = await start('fake:hang');
    const stream = await open(id);
    const cancelled = expect
      .poll(() => stream.blocks.filter((block) => /^event: heartbeat$/m.test(block)).length)
      .toBeGreaterThan(2)
      .then(() => server.call('DELETE', `/v1/tasks/${id}`));
    const events = await readToEnd(stream);
    await cancelled;
    // Who comes back and has missed nothing is given such a sign at once.
    const again = await start('fake:hang');
    const seen = (await (await open(again)).next())!;
    await waitForTask(server, again, 'RUNNING');
    const back = await open(again, seen.id);
    const ended = back.next();
    await expect.poll(() => back.blocks.length).toBeGreaterThan(0);
    await server.call('DELETE', `/v1/tasks/${again}`);
    await ended;
    expect(events.length).toBeGreaterThan(0);
    // A block without data is one that common clients cannot read.
    for (const block of [...stream.blocks, ...back.blocks]) {
      expect(JSON.parse(block.match(/^data: (.+)$/m)?.[1] ?? '')).toEqual(expect.any(Object));
    }
    expect(stream.blocks[0]).toMatch(/^retry: \d+\n/);
    expect(back.blocks[0]).toMatch(/^retry: \d+\n/);
  });

  it('are their owner’s alone', async () => {
    const id = await start('fake:slow 0');
    const { body } = await server.call('POST', '/v1/keys', { name: 'stranger' });
    const stranger = { ...server, apiKey: body.key };
    expect((await open(id, undefined, stranger)).response.status).toBe(404);
    expect((await open('nonsense')).response.status).toBe(404);
  });

  it('are bounded per key, and make room when a stream is closed', async () => {
    const id = await start('fake:hang');
    const streams = [await open(id), await open(id), await open(id)];
    const refused = await open(id);
    expect(refused.response.status).toBe(429);
    expect(await refused.response.json()).toMatchObject({
      error: expect.stringMatching(/at once/),
    });
    const { body } = await server.call('POST', '/v1/keys', { name: 'other' });
    const other = await open(id, undefined, { ...server, apiKey: body.key });
    expect(other.response.status).toBe(404);
    streams[0]!.close();
    await expect
      .poll(async () => {
        const stream = await open(id);
        stream.close();
        return stream.response.status;
      })
      .toBe(200);
    await server.call('DELETE', `/v1/tasks/${id}`);
  });

  it('end with their key, and tell nothing after that', async () => {
    const { body: key } = await server.call('POST', '/v1/keys', { name: 'revoked' });
    const owner = { ...server, apiKey: key.key, call: callWith(server.url, key.key) };
    const id = await start('fake:hang', owner);
    await waitForTask(owner, id, 'RUNNING');
    const stream = await open(id, undefined, owner);
    await stream.next();
    await server.call('DELETE', `/v1/keys/${key.id}`);
    expect(await readToEnd(stream)).toEqual([]);
    expect((await open(id, undefined, owner)).response.status).toBe(401);
  });

  it('make room at once when the client is gone, however quiet they are', async () => {
    const quiet = await startTestServer({
      limits: { maxStreamsPerKey: 1, streamHeartbeatMs: 600_000, eventLinkSeconds: 1 },
    });
    onTestFinished(() => quiet.close());
    const id = await start('fake:hang', quiet);
    await waitForTask(quiet, id, 'RUNNING');
    for (let round = 0; round < 3; round++) {
      let stream: Stream;
      await expect
        .poll(async () => {
          stream = await open(id, undefined, quiet);
          return stream.response.status;
        })
        .toBe(200);
      await stream!.next();
      stream!.close();
    }
    // And a link is no longer good when its time is over.
    const { body } = await quiet.call('GET', `/v1/tasks/${id}/events/link`);
    await expect.poll(async () => (await fetch(body.url)).status).toBe(403);
  });

  it('let a stopping server go at once', async () => {
    // Longer than the test may take.
    const stopping = await startTestServer({ limits: { stopTimeoutMs: 2 ** 31 - 1 } });
    const stream = await open(await start('fake:hang', stopping), undefined, stopping);
    await stream.next();
    await stopping.close();
    expect(await readToEnd(stream)).not.toContainEqual(
      expect.objectContaining({ status: 'FAILED' }),
    );
  });
});

describe('a link to a task’s events', () => {
  const linkOf = async (id: string, on: Pick<TestServer, 'call'> = server) =>
    (await on.call('GET', `/v1/tasks/${id}/events/link`)).body.url as string;

  it('needs no key, stands in the details too, and ends soon', async () => {
    const id = await start('fake:slow 1');
    const { body } = await server.call('GET', `/v1/tasks/${id}/events/link`);
    const { body: details } = await server.call('GET', `/runwayml/v1/tasks/${id}/details`);
    for (const { url, expiresAt } of [body, details.events]) {
      expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(900_000);
      const events = await readToEnd(await openUrl(url));
      expect(events.at(-1)!.task).toMatchObject({ id, status: 'SUCCEEDED' });
      const end = { 'last-event-id': events.at(-1)!.id };
      expect((await fetch(url, { headers: end })).status).toBe(204);
    }
  });

  it('counts as a stream of its owner', async () => {
    const { body: key } = await server.call('POST', '/v1/keys', { name: 'follower' });
    const owner = { ...server, apiKey: key.key, call: callWith(server.url, key.key) };
    const id = await start('fake:hang', owner);
    const url = await linkOf(id, owner);
    const streams = [await openUrl(url), await openUrl(url), await open(id, undefined, owner)];
    expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect((await fetch(url)).status).toBe(429);
    await owner.call('DELETE', `/v1/tasks/${id}`);
  });

  it.each<[string, (url: URL, other: string) => void]>([
    ['another signature', (url) => url.searchParams.set('signature', 'x'.repeat(43))],
    ['no signature', (url) => url.searchParams.delete('signature')],
    ['no owner', (url) => url.searchParams.delete('owner')],
    ['another owner', (url) => url.searchParams.set('owner', randomUUID())],
    ['a later end', (url) => url.searchParams.set('expires', '9999999999')],
    ['another task', (url, other) => (url.pathname = `/events/${other}`)],
    ['no task', (url) => (url.pathname = '/events/x')],
  ])('with %s is refused', async (_name, alter) => {
    const url = new URL(await linkOf(await start('fake:slow 0')));
    alter(url, await start('fake:slow 0'));
    const response = await fetch(url);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/link/) });
  });

  it('dies with its task and with its key', async () => {
    const { body: key } = await server.call('POST', '/v1/keys', { name: 'gone' });
    const owner = { ...server, apiKey: key.key, call: callWith(server.url, key.key) };
    const [first, second] = [await start('fake:hang', owner), await start('fake:hang', owner)];
    const links = [await linkOf(first, owner), await linkOf(second, owner)];
    await owner.call('DELETE', `/v1/tasks/${first}`);
    expect((await fetch(links[0]!)).status).toBe(403);
    const stream = await openUrl(links[1]!);
    await stream.next();
    await server.call('DELETE', `/v1/keys/${key.id}`);
    await readToEnd(stream);
    expect((await fetch(links[1]!)).status).toBe(403);
  });

  it('is its owner’s alone to ask for', async () => {
    const id = await start('fake:slow 0');
    const { body: key } = await server.call('POST', '/v1/keys', { name: 'stranger' });
    const stranger = callWith(server.url, key.key);
    expect((await stranger('GET', `/v1/tasks/${id}/events/link`)).status).toBe(404);
  });
});
