import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
} from '../support/server.ts';

/**
 * Two keys (and the root key) that try to reach each other's everything. What is another's answers
 * as what never was: the very same status and body.
 */

interface Holder {
  name: string;
  key: string;
  call: TestServer['call'];
}

let server: TestServer;
let owner: Holder;
let strangers: Holder[];
let promptImage: string;
/** What the owner has. */
let finished: string;
let hanging: string;
let clip: URL;
let upload: { uploadUrl: string; runwayUri: string };
let emptyUpload: { uploadUrl: string; runwayUri: string };

const reserve = async (holder: Holder) =>
  (await holder.call('POST', '/v1/uploads', { filename: 'photo.jpg', type: 'ephemeral' })).body;

async function put(uploadUrl: string): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(promptImage.split(',')[1]!, 'base64')]), 'photo.jpg');
  return (await fetch(uploadUrl, { method: 'POST', body: form })).status;
}

async function makeHolder(name: string): Promise<Holder> {
  const { body } = await server.call('POST', '/v1/keys', { name, credits: 1000 });
  return { name, key: body.key, call: callWith(server.url, body.key) };
}

beforeAll(async () => {
  server = await startTestServer({ env: { PHOTOPLAY_CONCURRENCY: '3' } });
  promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));
  owner = await makeHolder('owner');
  const root = { name: 'root', key: server.apiKey, call: server.call };
  strangers = [await makeHolder('stranger'), root];
  finished = await submit(owner, { model: 'gen4a_turbo', promptImage });
  clip = new URL((await waitForTask(owner, finished, 'SUCCEEDED')).output[0]);
  hanging = await submit(owner, { model: 'gen4a_turbo', promptImage, promptText: 'fake:hang' });
  await waitForTask(owner, hanging, 'RUNNING');
  upload = await reserve(owner);
  expect(await put(upload.uploadUrl)).toBe(204);
  emptyUpload = await reserve(owner);
});
afterAll(() => server?.close());

const nobodys = '7b7b7b7b-0000-4000-8000-000000000000';
const stranger = () => strangers[0]!;

describe('a stranger', () => {
  it.each([
    ['GET', ''],
    ['GET', '/details'],
    ['GET', '/events'],
    ['DELETE', ''],
  ])('finds no task of the owner by %s …%s', async (method, rest) => {
    for (const holder of strangers) {
      const missing = await holder.call(method, `/v1/tasks/${nobodys}${rest}`);
      expect(missing.status).toBe(404);
      for (const id of [finished, hanging, finished.toUpperCase()]) {
        for (const mount of ['/v1', '/runwayml/v1']) {
          expect(await holder.call(method, `${mount}/tasks/${id}${rest}`)).toEqual(missing);
        }
      }
    }
    expect((await owner.call('GET', `/v1/tasks/${hanging}`)).body.status).toBe('RUNNING');
    expect((await owner.call('GET', `/v1/tasks/${finished}`)).body.status).toBe('SUCCEEDED');
  });

  it('sees nothing of the owner in lists, balance and usage', async () => {
    for (const holder of strangers) {
      const replies: Json[] = [
        await holder.call('GET', '/v1/tasks'),
        await holder.call('GET', '/v1/organization'),
        await holder.call('POST', '/v1/organization/usage', {}),
      ];
      for (const { status } of replies) expect(status).toBe(200);
      expect(JSON.stringify(replies)).not.toContain(finished);
      expect(replies[1].body.usage.models.gen4_turbo).toEqual({ dailyGenerations: 0 });
      expect(replies[2].body.results).toEqual([]);
    }
    const { creditBalance } = (await stranger().call('GET', '/v1/organization')).body;
    expect(creditBalance).toBe(1000);
  });

  it('cannot render what the owner uploaded, nor tell that it is there', async () => {
    const use = (uri: string) => ({ model: 'gen4a_turbo', promptImage: uri });
    for (const holder of strangers) {
      const missing = await holder.call('POST', '/v1/image_to_video', use(`runway://${nobodys}`));
      expect(missing.status).toBe(400);
      for (const { runwayUri } of [upload, emptyUpload]) {
        const reply = await holder.call('POST', '/v1/image_to_video', use(runwayUri));
        expect(reply).toEqual(missing);
      }
    }
    await submit(owner, use(upload.runwayUri));
  });

  it('gets no further with a link of its own, altered', async () => {
    const own = await submit(stranger(), { model: 'gen4a_turbo', promptImage });
    const link = new URL((await waitForTask(stranger(), own, 'SUCCEEDED')).output[0]);
    expect((await fetch(link)).status).toBe(200);
    const slot = new URL((await reserve(stranger())).uploadUrl);
    const reading = [clip.pathname, `${clip.pathname}/`, clip.pathname.replace('/', '//')];
    for (const path of reading) {
      for (const { search } of [link, slot, new URL(upload.uploadUrl)]) {
        const response = await fetch(server.url + path + search);
        expect([403, 404], path).toContain(response.status);
      }
    }
    const { pathname } = new URL(emptyUpload.uploadUrl);
    for (const { search } of [link, slot, clip]) {
      expect(await put(server.url + pathname + search)).toBe(403);
    }
    // The owner's slot is as it was.
    expect(await put(emptyUpload.uploadUrl)).toBe(204);
  });

  it('gets no file for a key: a link is what opens one', async () => {
    for (const holder of strangers) {
      const headers = { authorization: `Bearer ${holder.key}` };
      const response = await fetch(new URL(clip.pathname, server.url), { headers });
      expect(response.status).toBe(403);
    }
  });

  it('learns no key, and makes none, without the root key', async () => {
    const { body } = await server.call('GET', '/v1/keys');
    const { id } = body.keys.find((key: Json) => key.name === 'owner');
    expect(JSON.stringify(body)).not.toContain(owner.key);
    for (const [method, route, sent] of [
      ['GET', '/v1/keys'],
      ['POST', '/v1/keys', { name: 'mine', credits: 1_000_000 }],
      ['DELETE', `/v1/keys/${id}`],
    ] as const) {
      expect((await stranger().call(method, route, sent)).status).toBe(403);
    }
    expect((await owner.call('GET', '/v1/organization')).status).toBe(200);
  });
});
