import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureOutput } from '../../src/media/output/measure-output.ts';
import { probeClip } from '../../src/media/probe.ts';
import type { OutputFormat } from '../../src/task/task.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { downloadTo, startTestServer, type TestServer, waitForTask } from '../support/server.ts';

let server: TestServer;
let id: string;
let link: string;
let clip: Buffer;

beforeAll(async () => {
  server = await startTestServer();
  const { body } = await server.call('POST', '/v1/image_to_video', {
    model: 'gen4a_turbo',
    promptImage: toDataUri(await makeImage()),
  });
  id = body.id;
  link = (await waitForTask(server, id, 'SUCCEEDED')).output[0];
  clip = Buffer.from(await (await fetch(link)).arrayBuffer());
});
afterAll(() => server?.close());

it('serves the MP4 without a key, as video/mp4', async () => {
  const response = await fetch(link);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('video/mp4');
  expect(Number(response.headers.get('content-length'))).toBe(clip.length);
  const file = await downloadTo(server.dataDir, link);
  expect(await probeClip(file)).toMatchObject({ codec: 'h264', frames: 120 });
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(hash(await readFile(file))).toBe(hash(clip));
});

it.each([
  ['prores', 'mov', 'video/quicktime'],
  ['png_sequence', 'zip', 'application/zip'],
  ['sdr_rec709_10bit', 'mp4', 'video/mp4'],
])('serves a clip as %s by its own name and type', async (outputFormat, extension, type) => {
  const { body } = await server.call('POST', '/v1/image_to_video', {
    model: 'gen4.5',
    promptText: 'pan left',
    promptImage: toDataUri(await makeImage()),
    ratio: '960:960',
    duration: 2,
    outputFormat,
  });
  const [other] = (await waitForTask(server, body.id, 'SUCCEEDED')).output;
  expect(new URL(other!).pathname).toMatch(new RegExp(`\\.${extension}$`));
  const response = await fetch(other!);
  expect(response.headers.get('content-type')).toBe(type);
  const file = path.join(server.dataDir, `clip.${extension}`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
  expect(await measureOutput(file, outputFormat as OutputFormat)).toEqual({
    width: 960,
    height: 960,
    frames: 48,
  });
});

it('answers HEAD with the length and no body', async () => {
  const response = await fetch(link, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('video/mp4');
  expect(Number(response.headers.get('content-length'))).toBe(clip.length);
  expect((await response.arrayBuffer()).byteLength).toBe(0);
});

it.each([
  ['bytes=0-99', 0, 100],
  ['bytes=100-', 100, undefined],
  ['bytes=-50', -50, undefined],
  ['bytes=-999999999', 0, undefined],
])('answers the range %s with its part', async (range, start, end) => {
  const response = await fetch(link, { headers: { range } });
  expect(response.status).toBe(206);
  const part = clip.subarray(start, end);
  expect(response.headers.get('content-range')).toMatch(new RegExp(`/${clip.length}$`));
  expect(Buffer.from(await response.arrayBuffer()).equals(part)).toBe(true);
});

it('answers 416 to a range beyond the end', async () => {
  const response = await fetch(link, { headers: { range: `bytes=${clip.length}-` } });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe(`bytes */${clip.length}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toMatchObject({ error: expect.stringContaining('range') });
});

it('answers several ranges, and what is none, with the whole file', async () => {
  for (const range of ['bytes=0-1,4-5', 'bytes=5-1', 'bytes=x', 'lines=1-2']) {
    const response = await fetch(link, { headers: { range } });
    expect([response.status, response.headers.get('content-range')]).toEqual([200, null]);
    expect((await response.arrayBuffer()).byteLength).toBe(clip.length);
  }
});

it('answers conditions by the tag and the date that it gives', async () => {
  const { headers } = await fetch(link, { method: 'HEAD' });
  const etag = headers.get('etag')!;
  const modified = headers.get('last-modified')!;
  expect(etag).toMatch(/^"[^"]+"$/);
  const ask = async (sent: Record<string, string>, method = 'GET') => {
    const response = await fetch(link, { method, headers: sent });
    return { response, body: await response.text() };
  };
  for (const method of ['GET', 'HEAD']) {
    for (const [name, value] of [
      ['if-none-match', etag],
      ['if-modified-since', modified],
    ] as const) {
      const { response, body } = await ask({ [name]: value }, method);
      expect([response.status, body]).toEqual([304, '']);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toBe('private, max-age=3600');
    }
    expect((await ask({ 'if-match': '"another"' }, method)).response.status).toBe(412);
    expect((await ask({ 'if-match': etag }, method)).response.status).toBe(200);
  }
  const { body } = await ask({ 'if-match': '"another"', range: 'bytes=0-9' });
  expect(JSON.parse(body)).toMatchObject({ error: expect.stringContaining('If-Match') });
  expect((await ask({ 'if-range': etag, range: 'bytes=0-9' })).response.status).toBe(206);
  expect((await ask({ 'if-range': modified, range: 'bytes=0-9' })).response.status).toBe(206);
  expect((await ask({ 'if-range': '"another"', range: 'bytes=0-9' })).response.status).toBe(200);
});

it('knows no ranges of a HEAD', async () => {
  const response = await fetch(link, { method: 'HEAD', headers: { range: 'bytes=0-9' } });
  expect(response.status).toBe(200);
  expect(Number(response.headers.get('content-length'))).toBe(clip.length);
});

it.runIf(process.platform === 'linux')('keeps no file open that nobody reads', async () => {
  const openFiles = async () => {
    const open = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      open.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return targets.filter((target) => target.endsWith('.mp4')).length;
  };
  for (const [name, value] of [
    ['if-match', '"x"'],
    ['if-none-match', '*'],
    ['range', 'bytes=-0'],
  ] as const) {
    await (await fetch(link, { headers: { [name]: value } })).arrayBuffer();
  }
  await fetch(link, { method: 'HEAD' });
  const aborter = new AbortController();
  await fetch(link, { signal: aborter.signal });
  aborter.abort();
  await expect.poll(openFiles).toBe(0);
});

it.each<[string, (url: URL) => void]>([
  ['no signature', (url) => url.searchParams.delete('signature')],
  ['another signature', (url) => url.searchParams.set('signature', 'x'.repeat(43))],
  ['a later expiry', (url) => url.searchParams.set('expires', '9999999999')],
  ['a past expiry', (url) => url.searchParams.set('expires', '1')],
  ['another file', (url) => (url.pathname = url.pathname.replace(/[0-9a-f]{4}/, '0000'))],
  ['the file’s folder', (url) => (url.pathname = url.pathname.replace(/\/[^/]+$/, ''))],
  ['a climb', (url) => (url.pathname = '/files/%2e%2e%2f%2e%2e%2fapi-key')],
])('refuses a link with %s', async (_name, alter) => {
  const url = new URL(link);
  alter(url);
  const response = await fetch(url);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ error: expect.stringMatching(/expired|altered/) });
});

it('expires in a day and is fresh on each GET', async () => {
  const expires = Number(new URL(link).searchParams.get('expires'));
  expect(expires - Date.now() / 1000).toBeGreaterThan(23 * 3600);
  expect(expires - Date.now() / 1000).toBeLessThanOrEqual(24 * 3600);
});
