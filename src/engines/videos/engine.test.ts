import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startScriptedServer } from '../../../test/support/scripted-server.ts';
import {
  failureOf,
  openUpstreamEngine,
  upstreamKey,
} from '../../../test/support/upstream-engine.ts';
import { startVideosServer, type VideosFlavour } from '../../../test/support/videos-server.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { probeClip } from '../../media/probe.ts';
import { videos } from './manifest.ts';

const flavours: VideosFlavour[] = ['vllm-omni', 'sglang', 'qvac'];

async function start(flavour: VideosFlavour, settings: object = {}) {
  const server = await startVideosServer(flavour);
  const opened = await openUpstreamEngine(videos, { baseUrl: `${server.url}/v1/`, ...settings });
  return { server, ...opened };
}

async function sizeOf(file: unknown) {
  const { width, height } = await sharp(await (file as File).arrayBuffer()).metadata();
  return { width, height };
}

describe.each(flavours)('the engine for %s', (flavour) => {
  it('knows the server, submits, follows and fetches a clip', async () => {
    const { server, engine, context, request } = await start(flavour);
    const health = await engine.health!(context);
    expect(health).toMatchObject({ ok: true });
    expect(health.message).toMatch(/Wan2\.2-TI2V-5B.*Wan 2\.2 TI2V 5B/);

    const operation = await engine.start(request(), context);
    const [sent] = server.requests;
    expect(sent).toMatchObject({ prompt: 'a cat walks', size: '160x96', fps: '24' });
    expect(sent.model).toBe(server.model);
    expect(await sizeOf(sent.input_reference)).toEqual({ width: 160, height: 96 });
    if (flavour === 'qvac') expect(sent).toMatchObject({ seconds: '2', seed: '2147483647' });
    else expect(sent).toMatchObject({ num_frames: '49', seed: '4294967295' });
    expect(server.received.at(-1)!.headers.authorization).toBe(`Bearer ${upstreamKey}`);
    expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);

    expect(await engine.check(operation, context)).toEqual({ state: 'running' });
    server.tell({ status: 'in_progress', progress: 40 });
    expect(await engine.check(operation, context)).toEqual({ state: 'running', progress: 0.4 });
    await server.finish();
    const status = await engine.check(operation, context);
    expect(status).toMatchObject({
      state: 'done',
      answer: {
        status: 'completed',
        asked: { server: flavour, family: 'wan-ti2v-5b', frames: 49 },
      },
    });
    expect(JSON.stringify(status)).not.toMatch(/\/srv\/outputs/);
    const [output] = (status as { outputs: { file: string }[] }).outputs;
    expect(path.dirname(output!.file)).toBe(context.workDir);
    const facts = await probeClip(output!.file);
    expect(facts).toMatchObject({ width: 160, height: 96, frames: 49 });
  });

  it('makes a clip from text alone, and has words where there are none', async () => {
    const { server, engine, context, request } = await start(flavour);
    await engine.start(request({ kind: 'text_to_video', inputs: [], promptText: ' ' }), context);
    expect(server.requests[0].prompt).toMatch(/natural motion/);
    expect(server.requests[0]).not.toHaveProperty('input_reference');
  });

  it('believes no progress that cannot be, and guesses one from the runs before', async () => {
    const { server, engine, context, request } = await start(flavour);
    const operation = await engine.start(request(), context);
    for (const progress of [100, 250, -3, 'half' as unknown as number]) {
      server.tell({ status: 'in_progress', progress });
      expect(await engine.check(operation, context)).toEqual({ state: 'running' });
    }
    const created_at = Math.floor(Date.now() / 1000) - 100;
    server.tell({ created_at } as object);
    await server.finish();
    expect(await engine.check(operation, context)).toMatchObject({ state: 'done' });
    const next = await engine.start(request(), context);
    const half = { status: 'in_progress', progress: 0, created_at: created_at + 50 };
    server.tell(half);
    const running = (await engine.check(next, context)) as { progress: number };
    expect(running.progress).toBeCloseTo(0.5, 1);
    server.tell({ status: 'dreaming' });
    expect(await engine.check(next, context)).toMatchObject({ state: 'running' });
  });

  it('tells apart what was not taken, what is refused, and what nobody knows', async () => {
    const { server, engine, context, request } = await start(flavour);
    await engine.health!(context);
    const expected = [
      [{ status: 503, headers: { 'retry-after': '7' } }, 'UPSTREAM_BUSY'],
      [{ status: 429, body: { detail: 'slow down' } }, 'UPSTREAM_BUSY'],
      [{ status: 400, body: { detail: `bad, ${upstreamKey}` } }, 'UPSTREAM_REFUSED'],
      [
        { status: 422, body: { detail: [{ loc: ['body', 'fps'], msg: 'no' }] } },
        'UPSTREAM_REFUSED',
      ],
      [{ status: 200, body: { error: { message: 'out of memory' } } }, 'UPSTREAM_REFUSED'],
      [{ status: 401, body: { error: 'Unauthorized' } }, 'UPSTREAM_UNAUTHORIZED'],
    ] as const;
    for (const [fault, failureClass] of expected) {
      server.next('POST', '/v1/videos', fault);
      expect(await failureOf(engine.start(request(), context))).toMatchObject({ failureClass });
    }
    for (const fault of [
      'break',
      'break-after',
      'cut',
      { status: 500 },
      { status: 200 },
    ] as const) {
      server.next('POST', '/v1/videos', fault);
      expect(await failureOf(engine.start(request(), context))).toBeInstanceOf(UpstreamAway);
    }
    await server.down();
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_BUSY',
    });
  });

  it('does not give up while the server does not answer', async () => {
    const { server, engine, context, request } = await start(flavour);
    const operation = await engine.start(request(), context);
    for (const fault of [
      ...(['break', 'cut', { status: 500 }, { status: 429 }] as const),
      ...([{ body: '<html>' }, { status: 404, body: '' }] as const),
    ]) {
      server.next('GET', '/v1/videos', fault);
      expect(await failureOf(engine.check(operation, context))).toBeInstanceOf(UpstreamAway);
    }
    await server.finish();
    const content = `/v1/videos/${operation.id}/content`;
    for (const fault of ['break', 'cut', { status: 502 }] as const) {
      server.next('GET', content, fault);
      expect(await failureOf(engine.check(operation, context))).toBeInstanceOf(UpstreamAway);
    }
    expect(await engine.check(operation, context)).toMatchObject({ state: 'done' });
  });

  it('ends a task that the server failed, forgot, or has no clip of', async () => {
    const { server, engine, context, request } = await start(flavour);
    const failing = await engine.start(request(), context);
    await server.finish({ error: 'CUDA out of memory' });
    expect(await engine.check(failing, context)).toMatchObject({
      state: 'failed',
      failure: {
        failureClass: 'UPSTREAM_FAILED',
        message: 'The server ended the task as failed: CUDA out of memory',
      },
    });
    const empty = await engine.start(request(), context);
    await server.finish('without a file');
    const outcomes = [];
    for (let time = 0; time < 5; time++) {
      outcomes.push(await engine.check(empty, context).catch((error) => error));
    }
    expect(outcomes.slice(0, 4).every((error) => error instanceof UpstreamAway)).toBe(true);
    expect(outcomes[4]).toMatchObject({ failure: { failureClass: 'UPSTREAM_FAILED' } });
    server.restart();
    expect(await engine.check(empty, context)).toMatchObject({
      failure: { failureClass: 'UPSTREAM_LOST' },
    });
  });

  it('stops a task where deleting a job stops it', async () => {
    const { server, engine, context, request } = await start(flavour);
    const operation = await engine.start(request(), context);
    const outcome = flavour === 'sglang' ? 'cannot' : 'stopped';
    expect(await engine.cancel!(operation, context)).toBe(outcome);
    expect(server.deleted).toEqual([operation.id]);
    expect(await engine.cancel!(operation, context)).toBe(outcome);
    server.next('DELETE', '/v1/videos', { status: 409, body: { detail: 'in progress' } });
    expect(await failureOf(engine.cancel!(operation, context))).toBeInstanceOf(UpstreamAway);
  });

  it('says before a task is accepted what the server has no field for', async () => {
    const { engine, context, outline } = await start(flavour);
    await engine.health!(context);
    const { refusals } = engine.consider(outline({ roles: ['first', 'last'] }));
    expect(refusals).toMatchObject([{ field: 'promptImage' }]);
    expect(engine.consider(outline()).refusals).toEqual([]);
  });
});

describe('first and last frames for MiniMax-H3', () => {
  const model = 'MiniMaxAI/MiniMax-H3';
  const both = (image: string) => [
    { role: 'first' as const, file: image },
    { role: 'last' as const, file: image },
  ];

  it('are two references and their places for vLLM-Omni', async () => {
    const { server, engine, context, request, image } = await start('vllm-omni');
    server.model = model;
    await engine.health!(context);
    await engine.start(request({ inputs: both(image), width: 1280, height: 768 }), context);
    const [sent] = server.requests;
    expect(sent.input_references).toHaveLength(2);
    expect(await sizeOf(sent.input_references[1])).toEqual({ width: 1280, height: 768 });
    expect(JSON.parse(sent.extra_params)).toMatchObject({ task: 'fl2va', frame_indices: [0, -1] });
    expect(sent).toMatchObject({ num_frames: '107', fps: '24' });
  });

  it('are conditions in JSON for SGLang', async () => {
    const { server, engine, context, request, image } = await start('sglang');
    server.model = model;
    await engine.health!(context);
    await engine.start(request({ inputs: both(image), width: 720, height: 1280 }), context);
    const [sent] = server.requests;
    expect(sent.conditions).toMatchObject([
      { type: 'image', role: 'keyframe', frame_index: 0 },
      { type: 'image', role: 'keyframe', frame_index: -1 },
    ]);
    expect(sent).toMatchObject({ task: 'fl2va', target: { aspect_ratio: '9:16' } });
    expect(sent.target.duration_seconds).toBeGreaterThanOrEqual(4);
  });
});

it('takes a clip from the bucket that SGLang put it into', async () => {
  const { server, engine, context, request } = await start('sglang');
  const operation = await engine.start(request(), context);
  server.bucketUrl = 'https://bucket.example.com/clip.mp4?X-Amz-Signature=abcdef';
  await server.finish();
  const status = await engine.check(operation, context);
  expect(status).toMatchObject({ state: 'done', outputs: [{ url: server.bucketUrl }] });
  expect(JSON.stringify((status as { answer: object }).answer)).not.toContain('Signature');
});

it('sends an image to a QVAC of before as that has it', async () => {
  const { server, engine, context, request } = await start('qvac');
  server.isEarlier = true;
  await engine.start(request(), context);
  expect(await sizeOf(server.requests[0].init_image)).toEqual({ width: 160, height: 96 });
});

it('takes what SGLang says of its model for more than the name', async () => {
  const { server, engine, context, request, outline } = await start('sglang');
  server.model = 'my/finetune';
  server.taskType = 'I2V';
  await engine.health!(context);
  const text = { kind: 'text_to_video', roles: [] } as const;
  expect(engine.consider(outline({ ...text, roles: [] })).refusals).toMatchObject([
    { field: 'model' },
  ]);
  expect(engine.consider(outline()).refusals).toEqual([]);
  // The server has it refused all the same when another model was loaded meanwhile.
  server.taskType = 'T2V';
  await engine.health!(context);
  expect(await failureOf(engine.start(request(), context))).toMatchObject({
    failureClass: 'UPSTREAM_REFUSED',
  });
});

it('takes the model, the family and the fields that the configuration names', async () => {
  const { server, engine, context, request } = await start('vllm-omni', {
    ...{ server: 'vllm-omni', model: 'mine', family: 'wan-i2v', maxPixels: 8192 },
    extra: { num_inference_steps: 4, extra_params: { sample_solver: 'euler' } },
  });
  const other = await failureOf(engine.start(request(), context));
  expect(other.message).toMatch(/no model "mine", but "Wan-AI\/Wan2.2-TI2V-5B-Diffusers"/);
  server.model = 'mine';
  await engine.health!(context);
  await engine.start(request(), context);
  expect(server.requests[0]).toMatchObject({
    ...{ model: 'mine', num_frames: '33', fps: '16', num_inference_steps: '4' },
    extra_params: '{"sample_solver":"euler"}',
  });
  const [width, height] = server.requests[0].size.split('x').map(Number);
  expect(width * height).toBeLessThanOrEqual(8192);
});

describe('a server that is none of those', () => {
  it('is spoken to as OpenAI has it where it lists models', async () => {
    const server = await startScriptedServer(({ method, path: route }) => {
      if (route === '/v1/models') return { body: { data: [{ id: 'sora-like', owned_by: 'me' }] } };
      if (method === 'POST' && route === '/v1/videos')
        return { body: { id: 'v1', status: 'queued' } };
      return { status: 404, body: { detail: 'Not Found' } };
    });
    const { engine, context, request } = await openUpstreamEngine(videos, { baseUrl: server.url });
    await engine.start(request(), context);
    const { form } = server.received.at(-1)!;
    expect([...form!.keys()].sort()).toEqual(
      ['input_reference', 'model', 'prompt', 'seconds', 'size'].sort(),
    );
    expect(form!.get('seconds')).toBe('2');
  });

  it('is told as that where it knows none of the routes, or not the key', async () => {
    const server = await startScriptedServer(() => ({ status: 404, body: 'nothing here' }));
    const { engine, context, request } = await openUpstreamEngine(videos, { baseUrl: server.url });
    const none = await failureOf(engine.start(request(), context));
    expect(none).toMatchObject({ failureClass: 'UPSTREAM_BUSY' });
    expect(none.message).toMatch(/Set "server" to one of vllm-omni, sglang/);
    server.next('GET', '/v1/models', { status: 401, body: { error: 'Unauthorized' } });
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_UNAUTHORIZED',
    });
  });
});
