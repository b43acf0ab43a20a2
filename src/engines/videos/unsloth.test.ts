import { expect, it } from 'vitest';
import { h3Status, startUnslothServer } from '../../../test/support/unsloth-server.ts';
import { failureOf, openUpstreamEngine } from '../../../test/support/upstream-engine.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { probeClip } from '../../media/probe.ts';
import { videos } from './manifest.ts';

/** With a server that has LTX loaded, which takes text alone. */
async function start() {
  const server = await startUnslothServer();
  const opened = await openUpstreamEngine(videos, { baseUrl: server.url });
  const text = { kind: 'text_to_video', inputs: [], width: 720, height: 1280 } as const;
  return { server, ...opened, text: () => opened.request({ ...text, inputs: [] }) };
}

it('is known by its list of models, and asked for the sizes that it offers', async () => {
  const { server, engine, context, text, outline } = await start();
  expect(await engine.health!(context)).toMatchObject({
    ok: true,
    message: expect.stringMatching(/Unsloth Studio with ltx-2/),
  });
  expect(engine.consider(outline()).refusals).toMatchObject([{ field: 'promptImage' }]);
  const operation = await engine.start(text(), context);
  expect(server.requests[0]).toMatchObject({
    ...{ width: 704, height: 1216, num_frames: 49, fps: 24, seed: 4294967295 },
  });
  expect(await engine.check(operation, context)).toEqual({ state: 'running' });
  server.step(0.5);
  expect(await engine.check(operation, context)).toEqual({ state: 'running', progress: 0.5 });
  await server.finish({ width: 64, height: 96 });
  const status = await engine.check(operation, context);
  expect(status).toMatchObject({ state: 'done', answer: { id: 'clip0', asked: { frames: 49 } } });
  const [output] = (status as { outputs: { file: string }[] }).outputs;
  expect(await probeClip(output!.file)).toMatchObject({ width: 64, frames: 49 });
});

it('gives keyframes to a model that takes them, and as many frames as it has at least', async () => {
  const { server, engine, context, request, image } = await start();
  server.status = h3Status;
  await engine.health!(context);
  const inputs = [
    { role: 'first' as const, file: image },
    { role: 'last' as const, file: image },
  ];
  await engine.start(request({ inputs, width: 1280, height: 720 }), context);
  expect(server.requests[0]).toMatchObject({ width: 1344, height: 768, num_frames: 124 });
  expect(server.requests[0].first_frame).toMatch(/^data:image\/png;base64,/);
  expect(server.requests[0].last_frame).toMatch(/^data:image\/png;base64,/);
});

it('waits its turn: for a model to be loaded, and for the clip of another', async () => {
  const { server, engine, context, text } = await start();
  await engine.start(text(), context);
  const busy = await failureOf(engine.start(text(), context));
  expect(busy).toMatchObject({ failureClass: 'UPSTREAM_BUSY' });
  expect(busy.message).toMatch(/already in progress/);
  server.status = { loaded: false };
  expect(await engine.health!(context)).toMatchObject({ ok: false });
  expect(await failureOf(engine.start(text(), context))).toMatchObject({
    failureClass: 'UPSTREAM_BUSY',
    message: expect.stringMatching(/no video model loaded/),
  });
});

it('finds its clip again in the gallery when another has begun', async () => {
  const { server, engine, context, text } = await start();
  const operation = await engine.start(text(), context);
  await server.finish({ width: 64, height: 96 });
  server.forgetLast();
  expect(await engine.check(operation, context)).toMatchObject({ state: 'done' });
  // One of the same words and seed that was there before is another.
  const later = { ...operation, submittedAt: new Date(Date.now() + 60_000).toISOString() };
  expect(await engine.check(later, context)).toMatchObject({ state: 'running' });
});

it('ends with a failure, a restart and a stop, and does not with silence', async () => {
  const { server, engine, context, text } = await start();
  const failing = await engine.start(text(), context);
  await server.finish({ error: 'The GPU ran out of memory.' });
  expect(await engine.check(failing, context)).toMatchObject({
    failure: { failureClass: 'UPSTREAM_FAILED', message: expect.stringMatching(/out of memory/) },
  });
  const forgotten = await engine.start(text(), context);
  server.restart();
  expect(await engine.check(forgotten, context)).toMatchObject({
    failure: { failureClass: 'UPSTREAM_LOST' },
  });
  const stopped = await engine.start(text(), context);
  expect(await engine.cancel!(stopped, context)).toBe('stopped');
  for (const fault of ['break', { status: 500 }, { body: '<html>' }] as const) {
    server.next('GET', '/api/inference/video/generate-progress', fault);
    expect(await failureOf(engine.check(stopped, context))).toBeInstanceOf(UpstreamAway);
  }
});
