import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
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
    env: { PHOTOPLAY_CONCURRENCY: '2' },
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
  comments: string[];
  close(): void;
}

async function open(id: string, lastEventId?: string, on = server): Promise<Stream> {
  const aborter = new AbortController();
  onTestFinished(() => aborter.abort());
  const response = await fetch(`${on.url}/v1/tasks/${id}/events`, {
    headers: {
      authorization: `Bearer ${on.apiKey}`,
      ...(lastEventId && { 'last-event-id': lastEventId }),
    },
    signal: aborter.signal,
  });
  const comments: string[] = [];
  const blocks = readBlocks(response);
  return {
    response,
    comments,
    close: () => aborter.abort(),
    async next() {
      for (;;) {
        const { value: block, done } = await blocks.next();
        if (done) return undefined;
        if (block.startsWith(':')) comments.push(block);
        const [, event, data] = block.match(/^id: (.+)\ndata: (.+)$/) ?? [];
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
      .poll(() => stream.comments.length)
      .toBeGreaterThan(2)
      .then(() => server.call('DELETE', `/v1/tasks/${id}`));
    await readToEnd(stream);
    await cancelled;
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
