import { expect, it, vi } from 'vitest';
import { startLocalaiServer } from '../../../test/support/localai-server.ts';
import { failureOf, openUpstreamEngine } from '../../../test/support/upstream-engine.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { probeClip } from '../../media/probe.ts';
import { videos } from './manifest.ts';

async function start() {
  const server = await startLocalaiServer();
  const settings = { baseUrl: server.url, family: 'wan-i2v', model: 'wan' };
  return { server, ...(await openUpstreamEngine(videos, settings)) };
}

it('is known by what it says of itself, and followed while its one answer is waited for', async () => {
  const { server, engine, context, request, image } = await start();
  expect(await engine.health!(context)).toMatchObject({
    message: expect.stringMatching(/LocalAI with wan \(Wan 2.1 or 2.2, from images\)/),
  });
  const inputs = [
    { role: 'first' as const, file: image },
    { role: 'last' as const, file: image },
  ];
  const operation = await engine.start(request({ inputs }), context);
  const [sent] = server.requests;
  expect(sent).toMatchObject({
    ...{ model: 'wan', width: 160, height: 96, num_frames: 33, fps: 16 },
    ...{ seed: 2147483647, response_format: 'b64_json' },
  });
  for (const field of ['start_image', 'end_image']) expect(sent[field]).toMatch(/^iVBOR/);
  expect(JSON.parse(JSON.stringify(operation))).toEqual(operation);
  expect(await engine.check(operation, context)).toEqual({ state: 'running' });
  await server.finish();
  const status = await vi.waitUntil(async () => {
    const now = await engine.check(operation, context);
    return now.state === 'running' ? undefined : now;
  });
  expect(status).toMatchObject({ state: 'done', answer: { id: 'a-uuid' } });
  const [output] = (status as unknown as { outputs: { file: string }[] }).outputs;
  expect(await probeClip(output!.file)).toMatchObject({ width: 160, height: 96, frames: 33 });
});

it('tells apart what is refused at once, what fails, and what nobody knows', async () => {
  const { server, engine, context, request } = await start();
  const expected = [
    [{ status: 503, headers: { 'retry-after': '30' } }, 'UPSTREAM_BUSY'],
    [{ status: 400, body: { error: { message: 'invalid start_image' } } }, 'UPSTREAM_REFUSED'],
    [{ status: 401, body: { error: { message: 'no key' } } }, 'UPSTREAM_UNAUTHORIZED'],
  ] as const;
  for (const [fault, failureClass] of expected) {
    server.next('POST', '/video', fault);
    expect(await failureOf(engine.start(request(), context))).toMatchObject({ failureClass });
  }
  server.next('POST', '/video', 'break');
  expect(await failureOf(engine.start(request(), context))).toBeInstanceOf(UpstreamAway);

  const failing = await engine.start(request(), context);
  await server.finish({ error: 'video inference failed (code 1)' });
  const failed = await vi.waitUntil(async () => {
    const now = await engine.check(failing, context);
    return now.state === 'running' ? undefined : now;
  });
  expect(failed).toMatchObject({
    failure: { failureClass: 'UPSTREAM_FAILED', message: expect.stringMatching(/code 1/) },
  });

  const lost = await engine.start(request(), context);
  await server.down();
  const gone = await vi.waitUntil(async () => {
    const now = await engine.check(lost, context);
    return now.state === 'running' ? undefined : now;
  });
  expect(gone).toMatchObject({ failure: { failureClass: 'UPSTREAM_LOST' } });
  expect(await failureOf(engine.start(request(), context))).toMatchObject({
    failureClass: 'UPSTREAM_BUSY',
  });
});

it('knows no call of another process, and says that it cannot be stopped', async () => {
  const { engine, context, request } = await start();
  const asked = { server: 'localai' };
  expect(await engine.check({ id: 'of-before', asked }, context)).toMatchObject({
    failure: { failureClass: 'UPSTREAM_LOST', message: expect.stringMatching(/restarted/) },
  });
  const operation = await engine.start(request(), context);
  expect(await engine.cancel!(operation, context)).toBe('cannot');
  const stopped = await vi.waitUntil(async () => {
    const now = await engine.check(operation, context);
    return now.state === 'running' ? undefined : now;
  });
  expect(stopped).toMatchObject({ failure: { failureClass: 'UPSTREAM_LOST' } });
});
