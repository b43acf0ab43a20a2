/** Whole servers before doubles of model servers: a request goes in, and a clip of the exact kind comes out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { startLocalaiServer } from '../support/localai-server.ts';
import { startSdcppServer } from '../support/sdcpp-server.ts';
import { downloadTo, type Json, startTestServer, submit, waitForTask } from '../support/server.ts';
import { makeSmallClip } from '../support/small-clips.ts';
import { startVideosServer } from '../support/videos-server.ts';

const apiKey = 'model-server-key-0123';

/** A server before one, and whatever it has logged. */
async function start(engine: { kind: string; baseUrl: string; [setting: string]: unknown }) {
  const logged: string[] = [];
  const log = pino(
    { level: 'debug' },
    new Writable({
      write(line, _encoding, done) {
        logged.push(String(line));
        done();
      },
    }),
  );
  const wan = { apiKey, pollSeconds: 0.02, ...engine };
  const server = await startTestServer({ engine: 'wan', engines: { wan }, log });
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-model-servers-'));
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
    expect(logged.join('')).not.toContain(apiKey);
  });
  const promptImage = toDataUri(await makeImage({ width: 320, height: 180 }));
  const request = (changes: object = {}) => ({
    ...{ model: 'gen4_turbo', ratio: '1280:720', duration: 2, seed: 9 },
    ...{ promptText: 'a dog runs', promptImage, ...changes },
  });
  const detailsOf = async (id: string): Promise<Json> => {
    const { body } = await server.call('GET', `/v1/tasks/${id}/details`);
    expect(JSON.stringify(body)).not.toContain(apiKey);
    return body;
  };
  const clipOf = async (task: Json) => probeClip(await downloadTo(folder, task.output[0]));
  return { server, request, detailsOf, clipOf };
}

/** What is asked for, whatever comes. */
const exact = { codec: 'h264', width: 1280, height: 720, frames: 48, fps: 24 };
/** A model that was asked for less than it is now, to be quick. */
const small = { width: 320, height: 176 };

describe('a task for sd-server', () => {
  it('comes out exactly as asked, and says what the server was asked for', async () => {
    const sd = await startSdcppServer();
    const { server, request, detailsOf, clipOf } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(() => sd.requests.length).toBe(1);
    await sd.finish({ ...small, frames: 49 });
    const task = await waitForTask(server, id, 'SUCCEEDED');
    expect(await clipOf(task)).toMatchObject(exact);
    const { upstream, warnings } = await detailsOf(id);
    expect(upstream).toMatchObject({
      operation: {
        asked: { family: 'wan-ti2v-5b', width: 1248, height: 704, frames: 49, fps: 24 },
      },
      answer: { status: 'completed', result: { output_format: 'webm' } },
    });
    expect(warnings.map(({ code }: Json) => code)).toContain('fitted');
  });

  it.each(['avi', 'webp'] as const)('comes as %s and goes as MP4', async (format) => {
    const sd = await startSdcppServer();
    const { server, request, clipOf } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(() => sd.requests.length).toBe(1);
    await sd.finish(await makeSmallClip({ format, ...small, frames: 33, fps: 16 }));
    expect(await clipOf(await waitForTask(server, id, 'SUCCEEDED'))).toMatchObject(exact);
  });

  it('is made from text, and refused at once where the model takes no such images', async () => {
    const sd = await startSdcppServer();
    sd.model = 'wan2.1-t2v-14b-Q8_0.gguf';
    const { server, request } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    await expect
      .poll(async () => (await server.call('POST', '/v1/image_to_video', request())).body)
      .toMatchObject({ issues: [{ path: ['promptImage'] }] });
    const before = sd.requests.length;
    const { promptImage: _, ...text } = request({ model: 'gen4.5', duration: 5 });
    const { status, body } = await server.call('POST', '/v1/text_to_video', text);
    expect(status).toBe(200);
    await expect.poll(() => sd.requests.length).toBe(before + 1);
    await sd.finish({ ...small, frames: 81 });
    await waitForTask(server, body.id, 'SUCCEEDED');
  });

  it('is begun anew when the server was restarted in the middle', async () => {
    const sd = await startSdcppServer();
    const { server, request, clipOf } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(() => sd.requests.length).toBe(1);
    sd.begin();
    await sd.down();
    sd.restart();
    await sd.up();
    await expect.poll(() => sd.requests.length).toBe(2);
    await sd.finish({ ...small, frames: 49 });
    expect(await clipOf(await waitForTask(server, id, 'SUCCEEDED'))).toMatchObject(exact);
    expect(sd.requests).toHaveLength(2);
  });

  it('waits for a server that is full, or not there yet', async () => {
    const sd = await startSdcppServer();
    await sd.down();
    const { server, request } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(async () => (await server.call('GET', `/v1/tasks/${id}`)).body).toBeTruthy();
    sd.queueSize = 0;
    await sd.up();
    const posts = () => sd.received.filter(({ path: route }) => route.endsWith('vid_gen')).length;
    await expect.poll(posts).toBeGreaterThan(0);
    sd.queueSize = 64;
    await expect.poll(() => sd.requests.length).toBe(1);
    await sd.finish({ ...small, frames: 49 });
    await waitForTask(server, id, 'SUCCEEDED');
  });

  it.each([
    ['no clip', Buffer.from('this is no clip'), 'INTERNAL.BAD_OUTPUT.01', /clip/],
    ['a clip of one frame', { ...small, frames: 1 }, 'INTERNAL.BAD_OUTPUT.01', /one frame/],
    ['a black clip', { ...small, frames: 49, black: true }, 'INTERNAL.BAD_OUTPUT.01', /black/],
    ['a failure', { error: 'out of memory' }, 'THIRD_PARTY.FAILED', /out of memory/],
  ] as const)('fails with a reason when there is %s', async (_what, outcome, code, words) => {
    const sd = await startSdcppServer();
    const { server, request } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(() => sd.requests.length).toBe(1);
    // A clip that is no good may be looked at twice.
    await sd.finish(outcome as never);
    const task = await waitForTask(server, id, 'FAILED');
    expect(task).toMatchObject({ failureCode: code, failure: expect.stringMatching(words) });
    expect(sd.requests).toHaveLength(1);
  });

  it('goes on to its end there when it is cancelled here', async () => {
    const sd = await startSdcppServer();
    const { server, request } = await start({ kind: 'sdcpp', baseUrl: sd.url });
    const id = await submit(server, request());
    await expect.poll(() => sd.requests.length).toBe(1);
    sd.begin();
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    const cancels = () => sd.received.filter(({ path: route }) => route.endsWith('/cancel'));
    await expect.poll(() => cancels().length).toBe(1);
    expect(sd.cancelled()).toBe(0);
  });
});

describe('a task for a server of /v1/videos', () => {
  it('comes out exactly as asked', async () => {
    const vllm = await startVideosServer('vllm-omni');
    const { server, request, detailsOf, clipOf } = await start({
      ...{ kind: 'videos', baseUrl: vllm.url },
    });
    const id = await submit(server, request());
    await expect.poll(() => vllm.requests.length).toBe(1);
    vllm.tell({ status: 'in_progress' });
    await vllm.finish({ ...small, frames: 49 });
    expect(await clipOf(await waitForTask(server, id, 'SUCCEEDED'))).toMatchObject(exact);
    expect((await detailsOf(id)).upstream).toMatchObject({
      operation: { asked: { server: 'vllm-omni', family: 'wan-ti2v-5b', frames: 49 } },
      answer: { status: 'completed', inference_time_s: 100 },
    });
  });

  it('is stopped there when it is cancelled here', async () => {
    const vllm = await startVideosServer('vllm-omni');
    const { server, request } = await start({ kind: 'videos', baseUrl: vllm.url });
    const id = await submit(server, request());
    await expect.poll(() => vllm.requests.length).toBe(1);
    expect((await server.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    await expect.poll(() => vllm.deleted.length).toBe(1);
  });
});

it('waits for the one answer of LocalAI, and begins anew when that is lost', async () => {
  const localai = await startLocalaiServer();
  const settings = { kind: 'videos', baseUrl: localai.url, family: 'wan-i2v', model: 'wan' };
  const { server, request, clipOf } = await start(settings);
  const id = await submit(server, request());
  await expect.poll(() => localai.requests.length).toBe(1);
  await expect
    .poll(async () => (await server.call('GET', `/v1/tasks/${id}/details`)).body.upstream)
    .toMatchObject({ operation: { asked: { server: 'localai' } } });
  await localai.down();
  await localai.up();
  await expect.poll(() => localai.requests.length).toBe(2);
  await localai.finish({ ...small, frames: 33 });
  expect(await clipOf(await waitForTask(server, id, 'SUCCEEDED'))).toMatchObject(exact);
});
