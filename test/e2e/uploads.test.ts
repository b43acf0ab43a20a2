import { createReadStream } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import RunwayML from 'runwayml-4';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage } from '../support/images.ts';
import {
  callWith,
  spawnServer,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
  writeConfig,
} from '../support/server.ts';

let server: TestServer;
let image: Buffer;

beforeAll(async () => {
  server = await startTestServer({ limits: { maxUploadBytes: 200_000, maxUploads: 3 } });
  image = await makeImage();
});
afterAll(() => server?.close());

const reserve = async (call = server.call) =>
  (await call('POST', '/v1/uploads', { filename: 'photo.jpg', type: 'ephemeral' })).body;

function send(url: string, bytes: Uint8Array | undefined): Promise<Response> {
  const form = new FormData();
  if (bytes) form.append('file', new Blob([Buffer.from(bytes)]), 'photo.jpg');
  else form.append('note', 'no file here');
  return fetch(url, { method: 'POST', body: form });
}

/** Begin to send a file, and leave it at that. */
function sendHalf(url: string): Socket {
  const { hostname, port, pathname, search } = new URL(url);
  const client = connect(Number(port), hostname);
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  client.write(
    `POST ${pathname}${search} HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n` +
      'content-type: multipart/form-data; boundary=b\r\n\r\n--b\r\n' +
      'content-disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf of it',
  );
  return client;
}

async function arriving({ dataDir }: { dataDir: string }): Promise<string[]> {
  const folder = path.join(dataDir, 'receiving');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.parentPath !== folder)
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const request = (promptImage: string) => ({ model: 'gen4a_turbo', promptImage });

describe('uploads', () => {
  it('work through the SDK, unmodified', async () => {
    const file = path.join(server.dataDir, 'photo.jpg');
    await writeFile(file, image);
    const runway = new RunwayML({ apiKey: server.apiKey, baseURL: `${server.url}/runwayml` });
    const { uri } = await runway.uploads.createEphemeral({ file: createReadStream(file) });
    expect(uri).toMatch(/^runway:\/\//);
    const { id } = await runway.imageToVideo.create({
      model: 'gen4_turbo',
      ratio: '1280:720',
      promptImage: [{ uri, position: 'first' }],
    });
    await waitForTask(server, id, 'SUCCEEDED');
  });

  it('may be used more than once, by their owner alone', async () => {
    const { uploadUrl, fields, runwayUri } = await reserve();
    expect(fields).toEqual({});
    expect((await send(uploadUrl, image)).status).toBe(204);
    await submit(server, request(runwayUri));
    await submit(server, request(runwayUri));
    const key = await server.call('POST', '/v1/keys', { name: 'stranger' });
    const stranger = callWith(server.url, key.body.key);
    const reply = await stranger('POST', '/v1/image_to_video', request(runwayUri));
    expect(reply.status).toBe(400);
    expect(reply.body.issues[0]).toMatchObject({ path: ['promptImage'] });
  });

  it('are nobody else’s to read on this machine, while they arrive', async () => {
    const { uploadUrl } = await reserve();
    const client = sendHalf(uploadUrl);
    await expect.poll(() => arriving(server)).toHaveLength(1);
    const { mode } = await stat((await arriving(server))[0]!);
    expect(mode & 0o077).toBe(0);
    client.destroy();
    await expect.poll(() => arriving(server)).toEqual([]);
  });

  it('arrive so many at a time and no more', async () => {
    const two = [await reserve(), await reserve()].map(({ uploadUrl }) => sendHalf(uploadUrl));
    await expect.poll(() => arriving(server)).toHaveLength(2);
    const { uploadUrl } = await reserve();
    const refused = await send(uploadUrl, image);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    for (const client of two) client.destroy();
    await expect.poll(async () => (await send(uploadUrl, image)).status).toBe(204);
  });

  it('that were arriving when the server was killed are gone when the next one starts', async () => {
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    const config = await writeConfig(dataDir);
    const first = await spawnServer(dataDir, config);
    sendHalf((await reserve(first.call)).uploadUrl);
    await expect.poll(() => arriving(first)).toHaveLength(1);
    await first.kill();
    expect(await arriving(first)).toHaveLength(1);
    await spawnServer(dataDir, config);
    expect(await arriving(first)).toEqual([]);
  });

  it('take one file, once', async () => {
    const { uploadUrl } = await reserve();
    expect((await send(uploadUrl, undefined)).status).toBe(400);
    expect((await send(uploadUrl, image)).status).toBe(204);
    expect((await send(uploadUrl, image)).status).toBe(403);
  });

  const part = (name: string, text: string, ...headers: string[]) =>
    ['--b', `content-disposition: form-data; name="${name}"`, ...headers, '', text, ''].join(
      '\r\n',
    );
  const file = (text = 'a picture') =>
    part('file"; filename="a.png', text, 'content-type: image/png');
  const end = '--b--\r\n';
  const form = 'multipart/form-data; boundary=b';

  it.each<[string, string, string]>([
    ['no boundary', 'multipart/form-data', file() + end],
    ['an empty boundary', 'multipart/form-data; boundary=', file() + end],
    ['another boundary', 'multipart/form-data; boundary=c', file() + end],
    [
      'a boundary of 2000 letters',
      `multipart/form-data; boundary=${'b'.repeat(2000)}`,
      file() + end,
    ],
    ['no form', 'multipart/mixed; boundary=b', file() + end],
    ['another type', 'image/png', 'a picture'],
    ['a form of another kind', 'application/x-www-form-urlencoded', 'file=picture'],
    ['JSON', 'application/json', '{"file":"picture"}'],
    ['nothing', form, ''],
    ['nothing but its end', form, end],
    ['no file', form, part('key', 'value') + end],
    ['two files', form, file() + file() + end],
    ['a cut in the headers', form, file().slice(0, 40)],
    ['a cut in the file', form, file().slice(0, -8)],
    ['a cut behind the file', form, file()],
    ['a cut in the end', form, `${file()}--b-`],
    ['a cut in a later field', form, `${file()}${part('key', 'value').slice(0, -4)}`],
    ['headers without end', form, `--b\r\nx: ${'x'.repeat(150_000)}`],
    ['21 fields', form, part('key', 'value').repeat(21) + file() + end],
    ['a field of a prototype', form, part('__proto__', 'value') + file() + end],
    ['a field said to be JSON', form, part('key', '{', 'content-type: application/json') + end],
    ['no headers', form, `--b\r\n\r\na picture\r\n${end}`],
    ['no name', form, `--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n${end}`],
  ])('refuse a form with %s', async (_name, type, body) => {
    const { uploadUrl } = await reserve();
    const refused = await fetch(uploadUrl, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(await refused.json()).toMatchObject({ error: expect.stringMatching(/form-data/) });
    expect(refused.status).toBe(400);
    // The link is good as long as no file has come.
    expect((await send(uploadUrl, image)).status).toBe(204);
  });

  it.each<[string, string, string]>([
    ['quotes around its boundary', 'multipart/form-data; boundary="b"', file() + end],
    ['blanks in its boundary', 'multipart/form-data; boundary="a b"', file() + end],
    ['other parameters', 'Multipart/Form-Data; charset=utf-8; BOUNDARY=b', file() + end],
    ['fields before the file', form, part('key', 'value') + file() + end],
    ['fields behind the file', form, file() + part('key', 'value') + end],
    ['text before and behind', form, `preamble\r\n${file()}${end}epilogue`],
    ['a file of another name', form, file().replace('name="file"', 'name="upload"') + end],
    ['no line break at the end', form, file() + end.trimEnd()],
  ])('take a form with %s', async (_name, type, body) => {
    const { uploadUrl } = await reserve();
    const sent = type.includes('a b') ? body.replaceAll('--b', '--a b') : body;
    const headers = { 'content-type': type };
    const taken = await fetch(uploadUrl, { method: 'POST', headers, body: sent });
    expect([taken.status, await taken.text()]).toEqual([204, '']);
  });

  it('refuse what is too large', async () => {
    const { uploadUrl } = await reserve();
    expect((await send(uploadUrl, Buffer.alloc(200_001))).status).toBe(413);
  });

  it('refuse an altered link and a body that is no form', async () => {
    const { uploadUrl } = await reserve();
    const { uploadUrl: other } = await reserve();
    const altered = uploadUrl.replace(/uploads\/[^?]+/, other.match(/uploads\/[^?]+/)[0]);
    expect((await send(altered, image)).status).toBe(403);
    const plain = await fetch(uploadUrl, { method: 'POST', body: Buffer.from(image) });
    expect([400, 406, 415]).toContain(plain.status);
    expect(await plain.json()).toMatchObject({ error: expect.any(String) });
  });

  it('are no way to read what was uploaded', async () => {
    const { uploadUrl } = await reserve();
    await send(uploadUrl, image);
    expect((await fetch(uploadUrl)).status).toBe(405);
    const asFile = uploadUrl.replace('/uploads/', '/files/uploads/');
    expect((await fetch(asFile)).status).toBe(403);
  });

  it('that hold no image are refused when they are used', async () => {
    const { uploadUrl, runwayUri } = await reserve();
    await send(uploadUrl, Buffer.from('this is no image, only text'));
    const reply = await server.call('POST', '/v1/image_to_video', request(runwayUri));
    expect(reply.status).toBe(400);
    expect(reply.body.issues[0].message).toMatch(/Unsupported asset type/);
  });

  it.each([
    [{ filename: 'a', type: 'ephemeral' }, 'filename'],
    [{ filename: 'song.mp3', type: 'ephemeral' }, 'filename'],
    [{ filename: 'photo.jpg', type: 'for ever' }, 'type'],
  ])('are not reserved for %s', async (body, path) => {
    const reply = await server.call('POST', '/v1/uploads', body);
    expect(reply.status).toBe(400);
    expect(reply.body.issues[0].path).toEqual([path]);
  });
});
