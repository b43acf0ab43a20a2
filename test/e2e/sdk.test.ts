import RunwayML1, * as sdk1 from 'runwayml-1';
import RunwayML2, * as sdk2 from 'runwayml-2';
import RunwayML3, * as sdk3 from 'runwayml-3';
import RunwayML4, * as sdk4 from 'runwayml-4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { downloadTo, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let promptImage: string;

beforeAll(async () => {
  server = await startTestServer();
  promptImage = toDataUri(await makeImage());
});
afterAll(() => server?.close());

async function expectClip(url: string, seconds: number): Promise<void> {
  const clip = await probeClip(await downloadTo(server.dataDir, url));
  expect(clip).toMatchObject({ codec: 'h264', frames: seconds * 24 });
}

const prefixes = ['', '/runwayml', '/runwayml/'];

/** What the versions have in common, under names of our own: each has classes of its own. */
const versions = [
  {
    version: '4.20.1',
    prefix: '/runwayml',
    client: (baseURL: string, apiKey: string) =>
      new RunwayML4({ apiKey, baseURL, maxRetries: 0, timeout: 600_000 }),
    errors: sdk4,
  },
  {
    version: '3.24.0',
    prefix: '',
    client: (baseURL: string, apiKey: string) =>
      new RunwayML3({ apiKey, baseURL, maxRetries: 0, timeout: 600_000 }),
    errors: sdk3,
  },
  {
    version: '2.11.0',
    prefix: '/runwayml/',
    client: (baseURL: string, apiKey: string) =>
      new RunwayML2({ apiKey, baseURL, maxRetries: 0, timeout: 600_000 }),
    errors: sdk2,
  },
];

// Each waits at least six seconds before it asks: side by side, they wait together.
describe.concurrent.each(versions)('SDK $version', ({ prefix, client, errors }) => {
  const connect = (apiKey = server.apiKey) => client(server.url + prefix, apiKey) as RunwayML4;
  const request = {
    model: 'gen4_turbo',
    ratio: '1280:720',
    duration: 2,
    promptText: 'slow dolly in',
  } as const;

  it('waits for a clip and gets its URL', async () => {
    const task = await connect()
      .imageToVideo.create({ ...request, promptImage })
      .waitForTaskOutput();
    expect(task.status).toBe('SUCCEEDED');
    await expectClip(task.output![0]!, 2);
  });

  it('throws TaskFailedError for a failed task', async () => {
    const waiting = connect()
      .imageToVideo.create({ ...request, promptImage, promptText: 'fake:fail ASSET_INVALID' })
      .waitForTaskOutput();
    const error = await waiting.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(errors.TaskFailedError);
    expect(error).toMatchObject({ taskDetails: { failureCode: 'ASSET.INVALID' } });
  });

  it('throws its own classes for errors', async () => {
    const runway = connect();
    const bad = runway.imageToVideo.create({ ...request, promptImage, duration: 99 });
    await expect(bad).rejects.toBeInstanceOf(errors.BadRequestError);
    const unknown = runway.tasks.retrieve('17f20503-6c24-4c16-946b-35dbbce2af2f');
    await expect(unknown).rejects.toBeInstanceOf(errors.NotFoundError);
    const stranger = connect('key_wrong').imageToVideo.create({ ...request, promptImage });
    await expect(stranger).rejects.toBeInstanceOf(errors.AuthenticationError);
  });

  it('cancels with tasks.delete', async () => {
    const runway = connect();
    const { id } = await runway.imageToVideo.create({
      ...request,
      promptImage,
      promptText: 'fake:hang',
    });
    await runway.tasks.delete(id);
    await expect(runway.tasks.retrieve(id)).rejects.toBeInstanceOf(errors.NotFoundError);
  });
});

describe('SDK 1.4.4', () => {
  it.each(prefixes)('renders, polls, deletes and refuses at the base "%s"', async (prefix) => {
    const runway = new RunwayML1({
      apiKey: server.apiKey,
      baseURL: server.url + prefix,
      maxRetries: 0,
      timeout: 600_000,
    });
    const { id } = await runway.imageToVideo.create({
      model: 'gen3a_turbo',
      promptImage: [{ uri: promptImage, position: 'first' }],
      promptText: 'slow dolly in',
      duration: 5,
      ratio: '768:1280',
      watermark: true,
      seed: 7,
    });
    let task = await runway.tasks.retrieve(id);
    while (task.status !== 'SUCCEEDED') task = await runway.tasks.retrieve(id);
    await expectClip(task.output![0]!, 5);
    await runway.tasks.delete(id);
    await expect(runway.tasks.retrieve(id)).rejects.toBeInstanceOf(sdk1.NotFoundError);
  });
});
