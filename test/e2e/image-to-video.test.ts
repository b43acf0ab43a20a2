import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, serveBytes, toDataUri } from '../support/images.ts';
import {
  startTestServer,
  type TestServer,
  waitForProgress,
  waitForTask,
} from '../support/server.ts';

let server: TestServer;
let image: Buffer;
let uri: string;
let host: Awaited<ReturnType<typeof serveBytes>>;

beforeAll(async () => {
  image = await makeImage();
  uri = toDataUri(image);
  host = await serveBytes(image);
  server = await startTestServer({ env: { PHOTOPLAY_INPUT_HOSTS: host.host } });
});
/** The one slot is not to render what nobody waits for. */
async function cancelAll(): Promise<void> {
  const { body } = await server.call('GET', '/v1/tasks?limit=100');
  for (const { id, cost } of body.tasks) {
    if (cost === undefined) await server.call('DELETE', `/v1/tasks/${id}`);
  }
}
afterEach(cancelAll);
afterAll(async () => {
  await server?.close();
  await host?.close();
});

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The document's own example, with an image of ours. */
const example = () => ({
  promptImage: uri,
  model: 'gen4a_turbo',
  seed: 2372601190,
  promptText: 'A dreamlike and disorienting hyperlapse racing through 1980s New York City.',
  watermark: false,
  duration: 5,
  ratio: '1280:768',
});

/** For tests that need a clip and no particular one. */
const quick = () => ({ promptImage: uri, model: 'gen4_turbo', ratio: '960:960', duration: 2 });

async function details(id: string) {
  return (await server.call('GET', `/v1/tasks/${id}/details`)).body;
}

describe('POST image_to_video', () => {
  it.each(['/v1', '/runwayml/v1'])('takes the example of the document at %s', async (prefix) => {
    const { status, body } = await server.call('POST', `${prefix}/image_to_video`, example());
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(uuidV4),
      estimatedCost: { credits: 25 },
    });
    const task = await server.call('GET', `${prefix}/tasks/${body.id}`);
    expect(task.status).toBe(200);
    expect(task.body.id).toBe(body.id);
  });

  it('fills in the defaults of the document and keeps the seed it drew', async () => {
    const { body } = await server.call('POST', '/v1/image_to_video', {
      promptImage: uri,
      model: 'gen3a_turbo',
    });
    const first = await details(body.id);
    expect(first.request).toMatchObject({
      promptText: '',
      durationSeconds: 5,
      width: 1280,
      height: 768,
      watermark: false,
    });
    expect(first.seed).toBeGreaterThanOrEqual(0);
    expect(first.seed).toBeLessThanOrEqual(4294967295);
    expect((await details(body.id)).seed).toBe(first.seed);
    const other = await server.call('POST', '/v1/image_to_video', {
      promptImage: uri,
      model: 'gen3a_turbo',
    });
    expect((await details(other.body.id)).seed).not.toBe(first.seed);
  });

  it.each([
    ['a data URI', () => uri],
    ['a data URI with charset and spaces', () => uri.replace(';base64', ';charset=utf-8;base64')],
    ['bare Base64', () => image.toString('base64')],
    ['a URL', () => host.url],
    ['an array with a first frame', () => [{ uri, position: 'first' }]],
    ['an array with a last frame', () => [{ uri, position: 'last' }]],
    [
      'an array with both',
      () => [
        { uri, position: 'first' },
        { uri: host.url, position: 'last' },
      ],
    ],
  ])('takes %s as promptImage', async (_name, promptImage) => {
    const { status, body } = await server.call('POST', '/v1/image_to_video', {
      ...quick(),
      promptImage: promptImage(),
    });
    expect(body).toMatchObject({ id: expect.any(String) });
    expect(status).toBe(200);
    await waitForTask(server, body.id, 'SUCCEEDED');
  });

  it.each([
    ['gen3a_turbo', { duration: 10, ratio: '768:1280' }, 50],
    ['gen4a_turbo', { duration: 10 }, 50],
    ['gen4_turbo', { ratio: '1584:672', duration: 2 }, 10],
    ['gen4.5', { ratio: '960:960', duration: 7, promptText: 'x'.repeat(1000) }, 84],
  ])('serves %s at its own price', async (model, fields, credits) => {
    const { status, body } = await server.call('POST', '/v1/image_to_video', {
      promptImage: uri,
      model,
      ...fields,
    });
    expect(body.estimatedCost).toEqual({ credits });
    expect(status).toBe(200);
  });

  it('counts promptText in UTF-16 units: 512 pass on the turbo models, 513 do not', async () => {
    const fits = { ...example(), promptText: '🎬'.repeat(256) };
    expect((await server.call('POST', '/v1/image_to_video', fits)).status).toBe(200);
    const tooLong = { ...example(), promptText: `${'🎬'.repeat(256)}!` };
    const { status, body } = await server.call('POST', '/v1/image_to_video', tooLong);
    expect(status).toBe(400);
    expect(body.issues).toEqual([
      expect.objectContaining({ code: 'too_big', maximum: 512, path: ['promptText'] }),
    ]);
  });

  it('ignores keys it does not know', async () => {
    const { status } = await server.call('POST', '/v1/image_to_video', {
      ...quick(),
      colour: 'green',
    });
    expect(status).toBe(200);
  });
});

describe('GET and DELETE tasks', () => {
  async function submit(promptText: string): Promise<string> {
    const { body } = await server.call('POST', '/v1/image_to_video', { ...quick(), promptText });
    return body.id;
  }

  it('shows each state in its official shape', async () => {
    const hanging = await submit('fake:hang');
    const waiting = await submit('fake:slow 0.1');
    const createdAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await waitForTask(server, hanging, 'RUNNING')).toEqual({
      id: hanging,
      status: 'RUNNING',
      createdAt,
      progress: expect.any(Number),
      estimatedCost: { credits: 10 },
    });
    expect((await server.call('GET', `/v1/tasks/${waiting}`)).body).toEqual({
      id: waiting,
      status: 'PENDING',
      createdAt,
      estimatedCost: { credits: 10 },
    });
    await server.call('DELETE', `/v1/tasks/${hanging}`);
    expect(await waitForTask(server, waiting, 'SUCCEEDED')).toEqual({
      id: waiting,
      status: 'SUCCEEDED',
      createdAt,
      output: [expect.stringMatching(/^http:.*\.mp4\?/)],
      cost: { credits: 10 },
    });
    const failed = await submit('fake:fail ASSET_INVALID');
    expect(await waitForTask(server, failed, 'FAILED')).toEqual({
      id: failed,
      status: 'FAILED',
      createdAt,
      failure: 'An input image could not be decoded.',
      failureCode: 'ASSET.INVALID',
      cost: { credits: 0 },
    });
  });

  it('moves progress between 0 and 1', async () => {
    await waitForProgress(server, await submit('fake:hang'), 0.5);
    await cancelAll();
    const id = await submit('fake:slow 1');
    const values: number[] = [];
    for (;;) {
      const { body } = await server.call('GET', `/v1/tasks/${id}`);
      if (body.status === 'SUCCEEDED') break;
      if (body.status === 'RUNNING') values.push(body.progress);
    }
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    for (const value of values) expect([value >= 0, value <= 1]).toEqual([true, true]);
  });

  it('cancels a running task, once, and frees its slot', async () => {
    const id = await submit('fake:hang');
    await waitForTask(server, id, 'RUNNING');
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    expect(await server.call('DELETE', `/v1/tasks/${id}`)).toMatchObject({
      status: 404,
      body: { error: 'Could not find Task' },
    });
    expect((await server.call('GET', `/v1/tasks/${id}`)).status).toBe(404);
    // The one slot is free again, or this would wait for ever.
    await waitForTask(server, await submit('fake:slow 0'), 'SUCCEEDED');
  });

  it('deletes a finished task with its clip', async () => {
    const id = await submit('static');
    const { output } = await waitForTask(server, id, 'SUCCEEDED');
    expect((await fetch(output[0])).status).toBe(200);
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    expect((await server.call('GET', `/v1/tasks/${id}`)).status).toBe(404);
    expect((await fetch(output[0])).status).toBe(404);
  });

  it('tries a crashed render again as often as the table says, then fails it', async () => {
    const id = await submit('fake:crash');
    const task = await waitForTask(server, id, 'FAILED');
    expect(task.failureCode).toBe('INTERNAL');
    expect((await details(id)).attempt).toBe(4);
  });

  it('tells nothing of an unexpected error but that it happened', async () => {
    const task = await waitForTask(server, await submit('fake:throw'), 'FAILED');
    expect(task).toMatchObject({ failure: 'An unexpected error occurred.' });
  });

  it('shows the engine’s warnings in the details', async () => {
    const id = await submit('fake:warn');
    await waitForTask(server, id, 'SUCCEEDED');
    expect((await details(id)).warnings).toHaveLength(1);
  });
});
