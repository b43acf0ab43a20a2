import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startSdcppServer } from '../../../test/support/sdcpp-server.ts';
import { makeSmallClip } from '../../../test/support/small-clips.ts';
import {
  failureOf,
  openUpstreamEngine,
  upstreamKey,
} from '../../../test/support/upstream-engine.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { probeClip } from '../../media/probe.ts';
import { sdcpp } from './manifest.ts';

async function start(settings: object = {}) {
  const server = await startSdcppServer();
  const opened = await openUpstreamEngine(sdcpp, { baseUrl: server.url, ...settings });
  return { server, ...opened };
}

describe('the engine for sd-server', () => {
  it('submits, follows and fetches a clip', async () => {
    const { server, engine, context, request, image } = await start();
    const inputs = [
      { role: 'first' as const, file: image },
      { role: 'last' as const, file: image },
    ];
    const operation = await engine.start(request({ inputs }), context);
    const [sent] = server.requests;
    expect(sent).toMatchObject({
      ...{ prompt: 'a cat walks', seed: 4294967295, width: 160, height: 96 },
      ...{ video_frames: 49, fps: 24, strength: 1, output_format: 'webm' },
    });
    for (const field of ['init_image', 'end_image']) {
      const png = Buffer.from(sent[field].replace('data:image/png;base64,', ''), 'base64');
      expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 160, height: 96 });
    }
    expect(server.received.at(-1)!.headers.authorization).toBe(`Bearer ${upstreamKey}`);
    expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);

    expect(await engine.check(operation, context)).toEqual({ state: 'running' });
    server.begin();
    expect(await engine.check(operation, context)).toEqual({ state: 'running' });
    await server.finish();
    const status = await engine.check(operation, context);
    expect(status).toMatchObject({
      state: 'done',
      answer: {
        result: { output_format: 'webm', frame_count: 49, fps: 24 },
        asked: { family: 'wan-ti2v-5b', width: 160, height: 96, frames: 49, fps: 24 },
      },
    });
    expect(JSON.stringify(status).length).toBeLessThan(1000);
    const [output] = (status as { outputs: { file: string }[] }).outputs;
    expect(path.dirname(output!.file)).toBe(context.workDir);
    expect(await probeClip(output!.file)).toMatchObject({ codec: 'vp8', width: 160, frames: 49 });
  });

  it('asks a server without WebM for AVI, and passes on what the configuration adds', async () => {
    const { server, engine, context, request } = await start({
      extra: { sample_params: { sample_steps: 4 }, seed: 1 },
    });
    server.formats = ['avi'];
    const operation = await engine.start(request(), context);
    expect(server.requests[0]).toMatchObject({
      ...{ output_format: 'avi', seed: 1, sample_params: { sample_steps: 4 } },
    });
    await server.finish();
    const status = await engine.check(operation, context);
    const [output] = (status as { outputs: { file: string }[] }).outputs;
    expect(await probeClip(output!.file)).toMatchObject({ codec: 'mjpeg', frames: 49 });
  });

  it('makes a clip from text alone', async () => {
    const { server, engine, context, request } = await start();
    await engine.start(request({ kind: 'text_to_video', inputs: [] }), context);
    expect(server.requests[0]).not.toHaveProperty('init_image');
  });

  it('guesses its progress from the runs before', async () => {
    const { server, engine, context, request } = await start();
    const first = await engine.start(request(), context);
    server.begin();
    await server.finish();
    const done = await engine.check(first, context);
    // As if it had taken a hundred seconds.
    expect(done.state).toBe('done');
    const slow = { ...(done as { answer: { [key: string]: number } }).answer };
    server.next('GET', '/sdcpp/v1/jobs', {
      body: { ...slow, started: 1000, completed: 1100, result: { b64_json: 'AAAA' } },
    });
    await engine.check(first, context);
    const started = Date.now() / 1000 - 50;
    server.next('GET', '/sdcpp/v1/jobs', { body: { ...slow, status: 'generating', started } });
    const running = (await engine.check(first, context)) as { progress: number };
    expect(running.progress).toBeCloseTo(0.5, 1);
    // A clock that is wrong makes no nonsense of it.
    server.next('GET', '/sdcpp/v1/jobs', { body: { ...slow, status: 'generating', started: 5 } });
    expect(await engine.check(first, context)).toEqual({ state: 'running', progress: 0.95 });
  });

  it('says before a task is accepted what the loaded model cannot do', async () => {
    const { server, engine, context, outline } = await start();
    await engine.health!(context);
    expect(engine.consider(outline({ roles: ['last'] })).refusals).toMatchObject([
      { field: 'promptImage' },
    ]);
    expect(engine.consider(outline({ roles: ['first', 'last'] })).refusals).toEqual([]);
    server.modes = ['img_gen'];
    expect(await engine.health!(context)).toMatchObject({ ok: false });
    expect(engine.consider(outline()).refusals[0]!.message).toMatch(/makes no videos/);
  });

  it('refuses nothing while the server has not said what it can do', async () => {
    const { server, engine, outline } = await start({ baseUrl: 'http://127.0.0.1:9' });
    await server.down();
    expect(engine.consider(outline({ roles: ['last'] }))).toEqual({ refusals: [], warnings: [] });
  });
});

describe('its trouble', () => {
  it('is told apart at a submission: not taken, refused, or nobody knows', async () => {
    const { server, engine, context, request } = await start();
    await engine.health!(context);
    server.queueSize = 0;
    const full = await failureOf(engine.start(request(), context));
    expect(full).toMatchObject({ failureClass: 'UPSTREAM_BUSY' });
    expect(full.message).toContain('job queue is full');
    server.queueSize = 64;

    server.next('POST', '/sdcpp/v1/vid_gen', { status: 503, headers: { 'retry-after': '7' } });
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      ...{ failureClass: 'UPSTREAM_BUSY', retryAfterSeconds: 7 },
    });
    server.next('POST', '/sdcpp/v1/vid_gen', {
      status: 400,
      body: { error: 'invalid generation parameters' },
    });
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_REFUSED',
      message: expect.stringContaining('invalid generation parameters'),
    });
    server.next('POST', '/sdcpp/v1/vid_gen', { status: 200, body: { error: 'out of memory' } });
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_REFUSED',
    });
    server.next('POST', '/sdcpp/v1/vid_gen', {
      status: 401,
      body: { error: `no: ${upstreamKey}` },
    });
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_UNAUTHORIZED',
    });
    for (const fault of [
      'break',
      'break-after',
      'cut',
      { status: 500 },
      { status: 202 },
    ] as const) {
      server.next('POST', '/sdcpp/v1/vid_gen', fault);
      expect(await failureOf(engine.start(request(), context))).toBeInstanceOf(UpstreamAway);
    }
    await server.down();
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_BUSY',
    });
  });

  it('is a server that has another model loaded, or is another program', async () => {
    const { server, engine, context, request } = await start();
    server.modes = ['img_gen'];
    expect(await failureOf(engine.start(request(), context))).toMatchObject({
      failureClass: 'UPSTREAM_REFUSED',
    });
    server.next('GET', '/sdcpp/v1/capabilities', { status: 404, body: 'Not Found' });
    const other = await failureOf(engine.health!(context));
    expect(other.message).toMatch(/no sd-server/);
  });

  it('is no end while the server does not answer', async () => {
    const { server, engine, context, request } = await start();
    const operation = await engine.start(request(), context);
    const route = '/sdcpp/v1/jobs';
    for (const fault of [
      ...([
        'break',
        'cut',
        { status: 500 },
        { status: 429, headers: { 'retry-after': '3' } },
      ] as const),
      ...([{ body: '<html>Bad gateway</html>' }, { status: 404, body: 'a proxy' }] as const),
    ]) {
      server.next('GET', route, fault);
      expect(await failureOf(engine.check(operation, context))).toBeInstanceOf(UpstreamAway);
    }
    await server.down();
    expect(await failureOf(engine.check(operation, context))).toBeInstanceOf(UpstreamAway);
    await server.up();
    server.next('GET', route, { body: { status: 'dreaming' } });
    expect(await engine.check(operation, context)).toEqual({ state: 'running' });
  });

  it('ends a task that the server has failed, forgotten or let go of', async () => {
    const { server, engine, context, request } = await start();
    const failing = await engine.start(request(), context);
    await server.finish({ error: 'generate_video returned no results' });
    expect(await engine.check(failing, context)).toMatchObject({
      state: 'failed',
      failure: { failureClass: 'UPSTREAM_FAILED', message: expect.stringMatching(/no results/) },
    });
    const empty = await engine.start(request(), context);
    await server.finish(Buffer.alloc(0));
    expect(await engine.check(empty, context)).toMatchObject({
      state: 'failed',
      failure: { message: expect.stringMatching(/sends no clip/) },
    });
    server.expire();
    expect(await engine.check(empty, context)).toMatchObject({
      failure: { failureClass: 'UPSTREAM_LOST', message: expect.stringMatching(/ten minutes/) },
    });
    server.restart();
    expect(await engine.check(empty, context)).toMatchObject({
      failure: { failureClass: 'UPSTREAM_LOST', message: expect.stringMatching(/restarted/) },
    });
  });

  it('is a clip without end', async () => {
    const { server, engine, context, request, workDir } = await start({ maxClipBytes: 2048 });
    const operation = await engine.start(request(), context);
    await server.finish(Buffer.alloc(100_000, 1));
    expect(await failureOf(engine.check(operation, context))).toMatchObject({
      failureClass: 'BAD_OUTPUT',
    });
    expect(await readdir(workDir)).toEqual(['input.jpg']);
  });

  it('is an image that does not decode, before anything is sent', async () => {
    const { server, engine, context, request, workDir } = await start();
    const file = path.join(workDir, 'broken.png');
    await writeFile(file, 'this is no image');
    const failing = engine.start(request({ inputs: [{ role: 'first', file }] }), context);
    expect(await failureOf(failing)).toMatchObject({ failureClass: 'ASSET_INVALID' });
    expect(server.requests).toEqual([]);
  });
});

it('stops a job that waits, and says that one at work cannot be stopped', async () => {
  const { server, engine, context, request } = await start();
  const working = await engine.start(request(), context);
  const waiting = await engine.start(request(), context);
  server.begin();
  expect(await engine.cancel!(working, context)).toBe('cannot');
  expect(await engine.cancel!(waiting, context)).toBe('stopped');
  expect(await engine.check(waiting, context)).toMatchObject({
    failure: { message: expect.stringMatching(/cancelled/) },
  });
  await server.finish(
    await makeSmallClip({ format: 'avi', width: 16, height: 16, frames: 1, fps: 8 }),
  );
  expect(await engine.cancel!(working, context)).toBe('stopped');
  server.restart();
  expect(await engine.cancel!(working, context)).toBe('stopped');
  server.next('POST', '/sdcpp/v1/jobs', { status: 502 });
  expect(await failureOf(engine.cancel!(working, context))).toBeInstanceOf(UpstreamAway);
});
