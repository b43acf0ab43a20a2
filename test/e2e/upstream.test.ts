import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeEngine } from '../../src/engines/fake/engine.ts';
import { probeClip } from '../../src/media/probe.ts';
import {
  type Behaviour,
  type Clip,
  type FakeUpstream,
  startFakeUpstream,
  type TaskState,
} from '../support/fake-upstream.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  downloadTo,
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

let promptImage: string;
let folder: string;
let clip: Buffer;
/** One for most tests, and the one that a test has. */
let usual: FakeUpstream & { apiKey: string };
let upstream: typeof usual;
/** Each test leaves its server to the next one, which uses it if it wants the same settings. */
let server: TestServer;
let running: { server: TestServer; as: string } | undefined;

beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 640, height: 384 }));
  folder = await mkdtemp(path.join(tmpdir(), 'photoplay-clips-'));
  clip = await makeClip({ width: 960, height: 960, durationSeconds: 2 });
  usual = await startFakeUpstream({ clip });
});
beforeEach(() => {
  usual.reset();
  upstream = usual;
});
afterEach(async () => {
  if (upstream !== usual) await upstream.close();
});
afterAll(async () => {
  await running?.server.close();
  await usual.close();
  await rm(folder, { recursive: true });
});

async function start(settings: object = {}, limits: object = {}): Promise<TestServer> {
  const { url: baseUrl, apiKey } = upstream;
  const far = { kind: 'runway', baseUrl, apiKey, pollSeconds: 0.01, ...settings };
  return startWith({ engine: 'far', engines: { far }, limits });
}

async function startWithStandIn(): Promise<TestServer> {
  // It is not to answer again when it has been found down.
  upstream = await startFakeUpstream({ clip });
  const { url: baseUrl, apiKey } = upstream;
  const far = { kind: 'runway', baseUrl, apiKey, pollSeconds: 0.01 };
  const models = { gen4_turbo: [{ engine: 'far' }, { engine: 'fake' }] };
  return startWith({ engines: { far }, models, limits: { engineCheckSeconds: 0.2 } });
}

async function startWith(options: Parameters<typeof startTestServer>[0]): Promise<TestServer> {
  const as = JSON.stringify(options);
  if (running?.as !== as) {
    await running?.server.close();
    running = undefined;
    running = { server: await startTestServer(options), as };
  }
  server = running.server;
  return server;
}

async function makeClip(size: { width: number; height: number; durationSeconds: number }) {
  const workDir = await mkdtemp(path.join(folder, 'clip-'));
  const { files } = await createFakeEngine().render(
    {
      ...size,
      kind: 'image_to_video',
      model: 'gen4_turbo',
      inputs: [],
      promptText: '',
      seed: 1,
      fps: 24,
      watermark: false,
      outputFormat: 'mp4',
      options: {},
    },
    {
      signal: new AbortController().signal,
      progress() {},
      workDir,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    },
  );
  return readFile(files[0]!);
}

const request = () => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  seed: 9,
  promptText: 'a dog runs',
  promptImage,
});

async function detailsOf(id: string): Promise<Json> {
  return (await server.call('GET', `/v1/tasks/${id}/details`)).body;
}

const succeeded = (output: string): TaskState => ({
  task: { status: 'SUCCEEDED', output: [output] },
});

describe('a task that an upstream makes', () => {
  it('is handed over as it came, and its clip is copied', async () => {
    await start();
    const id = await submit(server, request());
    const task = await waitForTask(server, id, 'SUCCEEDED');
    expect(await probeClip(await downloadTo(folder, task.output[0]))).toMatchObject({
      width: 960,
      height: 960,
      frames: 48,
    });
    expect(upstream.submissions).toHaveLength(1);
    const [{ body, headers, route }] = upstream.submissions as [Json];
    expect(route).toBe('/v1/image_to_video');
    expect(body).toEqual({ ...request(), promptImage: expect.stringMatching(/^data:image\/jpeg/) });
    expect(headers).toMatchObject({ 'x-runway-version': '2024-11-06', 'idempotency-key': id });
  });

  it('keeps what the upstream said, its cost included, and no secret of it', async () => {
    await start();
    const id = await submit(server, request());
    await waitForTask(server, id, 'SUCCEEDED');
    const { upstream: told } = await detailsOf(id);
    expect(told).toMatchObject({
      operation: { id: upstream.accepted[0]!.id },
      answer: { status: 'SUCCEEDED', cost: { credits: 25 } },
    });
    expect(JSON.stringify(told)).not.toMatch(/_jwt|key_upstream/);
  });

  it('goes to a relay with a path of its own, under a name of its own', async () => {
    upstream = await startFakeUpstream({ path: '/runwayml', clip });
    await start({ models: { gen4_turbo: 'gen4a_turbo' } });
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.accepted[0]!.body.model).toBe('gen4a_turbo');
  });

  it('may be made from text alone', async () => {
    await start();
    const { promptImage: _, ...text } = { ...request(), model: 'gen4.5', ratio: '1280:720' };
    const reply = await server.call('POST', '/v1/text_to_video', text);
    expect(reply).toMatchObject({ status: 200 });
    await waitForTask(server, reply.body.id, 'SUCCEEDED');
    expect(upstream.accepted[0]).toMatchObject({ route: '/v1/text_to_video', body: text });
  });

  it('comes as it was asked for, whatever the upstream made', async () => {
    await start();
    upstream.serveClips(await makeClip({ width: 640, height: 384, durationSeconds: 3 }));
    const id = await submit(server, request());
    const task = await waitForTask(server, id, 'SUCCEEDED');
    expect(await probeClip(await downloadTo(folder, task.output[0]))).toMatchObject({
      codec: 'h264',
      width: 960,
      height: 960,
      fps: 24,
      frames: 48,
    });
    const { warnings } = await detailsOf(id);
    expect(warnings).toContainEqual({ code: 'fitted', message: expect.stringMatching(/640.384/) });
  });

  it('has large images uploaded', async () => {
    await start({ maxEncodedLength: 1000 });
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.uploads).toHaveLength(1);
    expect(upstream.uploads[0]!.length).toBeGreaterThan(1000);
    expect(upstream.accepted[0]!.body.promptImage).toMatch(/^runway:/);
  });
});

describe('an upstream in trouble', () => {
  it.each<[string, (Behaviour | TaskState)[]]>([
    ['a 429', [{ status: 429 }]],
    ['a 429 with Retry-After', [{ status: 429, headers: { 'retry-after': '1' } }]],
    ['a 500', [{ status: 500 }, { status: 503 }, { status: 502 }]],
    ['a page', [{ status: 200, html: true }]],
    ['cut connections', ['cut', 'cut']],
    ['an unknown status', [{ task: { status: 'DREAMING' } }]],
    ['silence', ['silent']],
  ])('costs no task when it answers a question with %s', async (_what, answers) => {
    await start({}, { upstreamTimeoutMs: 300 });
    upstream.answerPolls(...answers, succeeded(`http://${upstream.host}/clips/it.mp4`));
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(1);
  });

  it.each<[string, (Behaviour | TaskState)[], string, RegExp]>([
    ['401', [{ status: 401 }], 'THIRD_PARTY.UNAUTHORIZED', /does not accept the key/],
    ['402', [{ status: 402 }], 'THIRD_PARTY.NO_CREDITS', /no credits left/],
    [
      'its own failure',
      [{ task: { status: 'FAILED', failure: 'Flagged.', failureCode: 'SAFETY.INPUT.IMAGE' } }],
      'SAFETY.INPUT.IMAGE',
      /^Flagged\.$/,
    ],
    ['a cancellation', [{ task: { status: 'CANCELLED' } }], 'THIRD_PARTY.FAILED', /cancelled/],
    [
      'no clip',
      [{ task: { status: 'SUCCEEDED', output: [] } }],
      'THIRD_PARTY.BAD_OUTPUT',
      /no clip/,
    ],
    [
      'a link to a private address',
      [succeeded('https://10.0.0.1/clip.mp4')],
      'THIRD_PARTY.BAD_OUTPUT',
      /not fetched/,
    ],
    [
      'a link to another port of its machine',
      [succeeded('http://127.0.0.1:1/clip.mp4')],
      'THIRD_PARTY.BAD_OUTPUT',
      /not fetched/,
    ],
  ])('fails the task by name when it answers with %s', async (_what, answers, code, words) => {
    await start();
    upstream.answerPolls(...answers);
    const task = await waitForTask(server, await submit(server, request()), 'FAILED');
    expect(task).toMatchObject({ failureCode: code, failure: expect.stringMatching(words) });
    expect(upstream.accepted).toHaveLength(1);
  });

  it.each<[string, Behaviour, string]>([
    [
      '400',
      { status: 400, body: { error: 'No.', issues: [{ path: ['ratio'], message: 'Odd' }] } },
      'THIRD_PARTY.REFUSED',
    ],
    ['401', { status: 401 }, 'THIRD_PARTY.UNAUTHORIZED'],
    ['402', { status: 402 }, 'THIRD_PARTY.NO_CREDITS'],
    [
      'a 429 that is not to be tried again',
      { status: 429, headers: { 'x-should-retry': 'false' } },
      'THIRD_PARTY.REFUSED',
    ],
    ['500', { status: 500 }, 'SUBMISSION_UNCERTAIN'],
    ['a page', { status: 200, html: true }, 'SUBMISSION_UNCERTAIN'],
    ['a lost answer', 'accept and cut', 'SUBMISSION_UNCERTAIN'],
    ['silence', 'silent', 'SUBMISSION_UNCERTAIN'],
  ])('names what became of a submission that was answered with %s', async (_what, answer, code) => {
    await start({}, { upstreamTimeoutMs: 300 });
    upstream.answerSubmissions(answer);
    const task = await waitForTask(server, await submit(server, request()), 'FAILED');
    expect(task.failureCode).toBe(code);
    expect(upstream.submissions).toHaveLength(1);
  });

  it('is submitted to again when it was only busy', async () => {
    await start();
    upstream.answerSubmissions({ status: 503, headers: { 'retry-after': '1' } });
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(1);
    expect(upstream.submissions).toHaveLength(2);
  });

  it('is asked again with the same key where it tells repeats apart', async () => {
    upstream = await startFakeUpstream({ clip, idempotent: true });
    await start();
    upstream.answerSubmissions('accept and cut', 'cut', { status: 500 });
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(1);
    expect(upstream.submissions.length).toBeGreaterThan(1);
  });

  it('is submitted to again where its operator says so', async () => {
    await start({ resubmit: true });
    upstream.answerSubmissions('accept and cut');
    await waitForTask(server, await submit(server, request()), 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(2);
  });

  it('is told to stop when it takes too long', async () => {
    await start({ timeoutSeconds: 0.2 });
    upstream.answerPolls({ task: { status: 'RUNNING', progress: 0.1 } });
    const task = await waitForTask(server, await submit(server, request()), 'FAILED');
    expect(task.failureCode).toBe('THIRD_PARTY.TIMED_OUT');
    await expect.poll(() => upstream.cancelled).toEqual([upstream.accepted[0]!.id]);
  });

  it('is told to stop when the task is cancelled', async () => {
    await start();
    upstream.answerPolls({ task: { status: 'RUNNING', progress: 0.1 } });
    const id = await submit(server, request());
    await expect.poll(() => upstream.polls()).toBeGreaterThan(0);
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    await expect.poll(() => upstream.cancelled).toEqual([upstream.accepted[0]!.id]);
  });

  it('is told to stop when the task is cancelled while it is being submitted', async () => {
    await start();
    const id = Promise.withResolvers<string>();
    upstream.onRequest = async ({ method }) => {
      if (method !== 'POST') return;
      upstream.onRequest = () => {};
      await server.call('DELETE', `/v1/tasks/${await id.promise}`);
    };
    id.resolve(await submit(server, request()));
    await expect.poll(() => upstream.cancelled.length).toBe(1);
    expect(upstream.cancelled).toEqual([upstream.accepted[0]!.id]);
  });

  it('has its clip fetched again when half of it came', async () => {
    await start();
    upstream.serveClips({ half: clip });
    const id = await submit(server, request());
    await expect.poll(async () => (await detailsOf(id)).attempt).toBeGreaterThan(1);
    upstream.serveClips(clip);
    await waitForTask(server, id, 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(1);
  });

  it.each<[string, Clip, object]>([
    ['falls silent', 'silent', { clipSilenceMs: 200 }],
    ['answers 403', { status: 403 }, {}],
  ])('has its clip fetched again when the server of the clip %s', async (_what, served, limits) => {
    await start({}, limits);
    upstream.serveClips(served);
    const id = await submit(server, request());
    await expect.poll(async () => (await detailsOf(id)).attempt).toBeGreaterThan(1);
    upstream.serveClips(clip);
    await waitForTask(server, id, 'SUCCEEDED');
    expect(upstream.accepted).toHaveLength(1);
  });

  it.each<[string, Clip, object, RegExp]>([
    ['is no clip', Buffer.from('<html>Not found</html>'), {}, /^The clip that came/],
    ['is too large', Buffer.alloc(2000), { maxClipBytes: 1000 }, /too large/],
  ])('fails the task when what it made %s', async (_what, served, limits, words) => {
    await start({}, limits);
    upstream.serveClips(served);
    const task = await waitForTask(server, await submit(server, request()), 'FAILED');
    expect(task).toMatchObject({
      failureCode: 'INTERNAL.BAD_OUTPUT.01',
      failure: expect.stringMatching(words),
    });
    expect(upstream.accepted).toHaveLength(1);
    // It has ended there, and what it made is its operator's.
    expect(upstream.cancelled).toEqual([]);
  });

  it('does not keep the places of renders here', async () => {
    await start();
    upstream.answerPolls('silent');
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await submit(server, { ...request(), seed: i }));
    await expect.poll(() => upstream.accepted.length).toBe(3);
    for (const id of ids) await server.call('DELETE', `/v1/tasks/${id}`);
    await expect.poll(() => upstream.cancelled.length).toBe(3);
  });
});

describe('an upstream that another engine stands in for', () => {
  it.each([
    ['its account is empty', { status: 402, body: { error: 'no credits' } }],
    ['its key is wrong', { status: 401, body: { error: 'no key' } }],
    ['it is busy', { status: 429, body: { error: 'slow down' } }],
  ])('hands its task over when %s', async (_why, answer) => {
    await startWithStandIn();
    upstream.answerSubmissions(answer, answer, answer);
    const id = await submit(server, request());
    await waitForTask(server, id, 'SUCCEEDED');
    const details = await detailsOf(id);
    expect(details).toMatchObject({ engine: 'fake' });
    expect(details.route).toMatch(/^fake stands in for far\. /);
    expect(upstream.accepted).toEqual([]);
  });

  it('keeps its task when it may have taken it', async () => {
    await startWithStandIn();
    upstream.answerSubmissions('accept and cut', { status: 402, body: { error: 'no credits' } });
    const id = await submit(server, request());
    await expect
      .poll(async () => (await server.call('GET', `/v1/tasks/${id}`)).body.status)
      .toMatch(/SUCCEEDED|FAILED/);
    expect(await detailsOf(id)).toMatchObject({ engine: 'far' });
    expect(upstream.accepted).toHaveLength(1);
  });

  it('is passed over when it has been found down', async () => {
    await startWithStandIn();
    await upstream.close();
    const states = async () => (await server.call('GET', '/readyz')).body.engines;
    await expect.poll(states, { timeout: 20_000 }).toEqual({ far: 'down' });
    const id = await submit(server, request());
    expect(await detailsOf(id)).toMatchObject({
      engine: 'fake',
      route: 'Because far does not answer.',
    });
  });
});
