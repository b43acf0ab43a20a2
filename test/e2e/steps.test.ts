import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { TaskStep } from '../../src/observe/steps.ts';
import { startFakeUpstream } from '../support/fake-upstream.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import {
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

const promptImage = toDataUri(await makeImage());
const ask = (promptText: string) => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  promptImage,
  promptText,
});

let receiver: Receiver;
let server: TestServer;
let heard: TaskStep[];

beforeAll(async () => {
  receiver = await startReceiver();
  heard = [];
  server = await startTestServer({
    env: { PHOTOPLAY_INPUT_HOSTS: receiver.host },
    observers: [(step) => heard.push(step)],
  });
});
afterAll(async () => {
  await server?.close();
  await receiver?.close();
});

/** What was told of a task, each without what is the same in all of them. */
function stepsOf(id: string): Json[] {
  return heard
    .filter((step) => 'task' in step && step.task === id)
    .map((step) => {
      const { task: _, kind, model, engine, ...rest } = step as Json;
      expect({ kind, model, engine }).toEqual({
        kind: 'image_to_video',
        model: 'gen4_turbo',
        engine: 'fake',
      });
      return rest;
    });
}

const ms = expect.toSatisfy((value: number) => value >= 0 && value < 600_000);

it('tells the life of a task that comes to a clip, is told of, and is deleted', async () => {
  const hook = receiver.open(() => 200);
  const response = await fetch(`${server.url}/v1/image_to_video`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      'x-runway-version': '2024-11-06',
      'content-type': 'application/json',
      'x-photoplay-webhook-url': hook.url,
    },
    body: JSON.stringify(ask('fake:warn')),
  });
  const { id } = (await response.json()) as Json;
  await waitForTask(server, id, 'SUCCEEDED');
  await expect.poll(() => stepsOf(id).at(-1).step).toBe('webhook-sent');
  expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  const attempt = 1;
  expect(stepsOf(id)).toEqual([
    { step: 'accepted', intakeMs: ms, inputs: 1 },
    { step: 'claimed', attempt, queueMs: ms },
    { step: 'stage-ended', attempt, stage: 'inputs', durationMs: ms },
    { step: 'stage-ended', attempt, stage: 'engine', durationMs: ms },
    { step: 'stage-ended', attempt, stage: 'frames', durationMs: ms },
    { step: 'stage-ended', attempt, stage: 'store', durationMs: ms },
    { step: 'stored', attempt, clips: 1 },
    {
      step: 'succeeded',
      attempt,
      attemptMs: ms,
      totalMs: ms,
      clipSeconds: 2,
      warnings: ['fake'],
    },
    { step: 'webhook-sent', delivery: 1, became: 'DELIVERED', status: 200, durationMs: ms },
    { step: 'deleted' },
  ]);
});

it('tells which stages a render of the embedded engine went through', async () => {
  const told: TaskStep[] = [];
  const embedded = await startTestServer({
    engine: 'parallax',
    observers: [(step) => told.push(step)],
  });
  onTestFinished(embedded.close);
  await waitForTask(embedded, await submit(embedded, ask('pan left')), 'SUCCEEDED');
  const stages = told.flatMap((step) => (step.step === 'stage-ended' ? step.stage : []));
  expect(stages).toEqual(['inputs', 'engine', 'scene', 'frames', 'encode', 'store']);
});

it('tells that a running task was cancelled', async () => {
  const id = await submit(server, ask('fake:hang'));
  await waitForTask(server, id, 'RUNNING');
  expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  expect(stepsOf(id)).toContainEqual({ step: 'cancelled', attempts: 1, totalMs: ms });
});

it('tells of every attempt that fails, and of the end of the last', async () => {
  const id = await submit(server, ask('fake:fail BAD_OUTPUT'));
  await waitForTask(server, id, 'FAILED');
  await expect.poll(() => stepsOf(id).at(-1).step).toBe('failed');
  const failureClass = 'BAD_OUTPUT';
  const stages = (attempt: number) =>
    ['inputs', 'engine'].map((stage) => ({ step: 'stage-ended', attempt, stage, durationMs: ms }));
  expect(stepsOf(id).slice(1)).toEqual([
    { step: 'claimed', attempt: 1, queueMs: ms },
    ...stages(1),
    { step: 'retried', attempt: 1, failureClass, attemptMs: ms },
    { step: 'claimed', attempt: 2, queueMs: undefined },
    ...stages(2),
    {
      step: 'failed',
      attempt: 2,
      failureClass,
      failureCode: 'INTERNAL.BAD_OUTPUT.01',
      attemptMs: ms,
      totalMs: ms,
    },
  ]);
});

it('tells what an upstream was asked, and what came of it', async () => {
  const upstream = await startFakeUpstream({ clip: Buffer.alloc(0) });
  onTestFinished(upstream.close);
  upstream.answerPolls({ status: 500 }, { task: { status: 'FAILED', failure: 'It broke.' } });
  const told: Json[] = [];
  const far = { kind: 'runway', baseUrl: upstream.url, apiKey: upstream.apiKey, pollSeconds: 0.01 };
  const front = await startTestServer({
    engine: 'far',
    engines: { far },
    observers: [(step) => told.push(step)],
  });
  onTestFinished(front.close);
  await waitForTask(front, await submit(front, ask('a dog runs')), 'FAILED');
  await expect.poll(() => told.at(-1).step).toBe('failed');
  const pick = ({ step, stage, question, outcome }: Json) =>
    [step, stage, question, outcome].filter(Boolean).join(' ');
  expect(told.map(pick)).toEqual([
    'accepted',
    'claimed',
    'stage-ended inputs',
    'upstream-asked start answered',
    'stage-ended submit',
    'upstream-asked check silent',
    'upstream-asked check answered',
    'upstream-ended failed',
    'stage-ended wait',
    'failed',
  ]);
  expect(told.at(-1)).toMatchObject({ engine: 'far', failureClass: 'UPSTREAM_FAILED' });
});

it('tells that an engine stands in for another', async () => {
  const upstream = await startFakeUpstream({ clip: Buffer.alloc(0) });
  onTestFinished(upstream.close);
  upstream.answerSubmissions({ status: 401 });
  const told: Json[] = [];
  const front = await startTestServer({
    engines: { far: { kind: 'runway', baseUrl: upstream.url, apiKey: upstream.apiKey } },
    models: { gen4_turbo: [{ engine: 'far' }, { engine: 'fake' }] },
    observers: [(step) => told.push(step)],
  });
  onTestFinished(front.close);
  await waitForTask(front, await submit(front, ask('a dog runs')), 'SUCCEEDED');
  const failureClass = 'UPSTREAM_UNAUTHORIZED';
  expect(told).toContainEqual(
    expect.objectContaining({ step: 'handed-over', engine: 'far', standIn: 'fake', failureClass }),
  );
  const engines = told.filter(({ step }) => step === 'claimed').map(({ engine }) => engine);
  expect(engines).toEqual(['far', 'fake']);
});

it('tells of requests that came to no task, and why, but not what they said', async () => {
  const before = heard.length;
  const send = (body: object) => server.call('POST', '/v1/image_to_video', body);
  await send({ ...ask('a'), ratio: 'wide' });
  await send({ ...ask('a'), model: 'no-such-model' });
  await send({ ...ask('a'), promptImage: 'data:image/png;base64,AAAA' });
  // Neither of these would have made a task.
  await server.call('GET', '/v1/tasks/none');
  await server.call('POST', '/v1/uploads', {});
  const refused = { step: 'refused', kind: 'image_to_video', reason: 'INVALID_BODY', intakeMs: ms };
  expect(heard.slice(before)).toEqual([
    { ...refused, model: 'gen4_turbo', field: 'ratio' },
    { ...refused, model: undefined, field: 'model' },
    { ...refused, model: 'gen4_turbo', field: 'promptImage' },
  ]);
});
