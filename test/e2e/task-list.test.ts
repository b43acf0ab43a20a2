import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  type Json,
  startTestServer,
  submit,
  type TestServer,
  waitForProgress,
  waitForTask,
} from '../support/server.ts';

let server: TestServer;
let promptImage: string;

beforeAll(async () => {
  server = await startTestServer({ env: { PHOTOPLAY_CONCURRENCY: '2' } });
  promptImage = toDataUri(await makeImage());
});
afterAll(() => server?.close());

const request = (more: object = {}) => ({
  model: 'gen4a_turbo',
  promptImage,
  promptText: 'fake:slow 0',
  ...more,
});

async function makeCaller(body: object = {}): Promise<Pick<TestServer, 'call'>> {
  const reply = await server.call('POST', '/v1/keys', { name: 'list', ...body });
  return { call: callWith(server.url, reply.body.key) };
}

const idsOf = (body: Json): string[] => body.tasks.map((task: Json) => task.id);

describe('GET /v1/tasks', () => {
  it('lists the caller’s own tasks, newest first, as GET shows each', async () => {
    const caller = await makeCaller();
    expect((await caller.call('GET', '/v1/tasks')).body).toEqual({ tasks: [] });
    const done = await submit(caller, request());
    await waitForTask(caller, done, 'SUCCEEDED');
    const failed = await submit(caller, request({ promptText: 'fake:fail ASSET_INVALID' }));
    await waitForTask(caller, failed, 'FAILED');
    const hanging = await submit(caller, request({ promptText: 'fake:hang' }));
    await waitForProgress(caller, hanging, 0.5);
    await submit(await makeCaller(), request());

    const { status, body } = await caller.call('GET', '/v1/tasks');
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual([hanging, failed, done]);
    const prompts: Json = {
      [done]: 'fake:slow 0',
      [failed]: 'fake:fail ASSET_INVALID',
      [hanging]: 'fake:hang',
    };
    for (const listed of body.tasks) {
      const { model, promptText, output, ...rest } = listed;
      expect(model).toBe('gen4a_turbo');
      expect(promptText).toBe(prompts[listed.id]);
      const { output: same, ...task } = (await caller.call('GET', `/v1/tasks/${listed.id}`)).body;
      expect(rest).toEqual(task);
      expect(output?.length).toBe(same?.length);
    }
    expect((await fetch(body.tasks[2].output[0])).status).toBe(200);

    // What is cancelled or deleted is gone here, too.
    await caller.call('DELETE', `/v1/tasks/${hanging}`);
    await caller.call('DELETE', `/v1/tasks/${done}`);
    expect(idsOf((await caller.call('GET', '/runwayml/v1/tasks')).body)).toEqual([failed]);
    // Cancelled ones, for those who ask for them.
    const { body: cancelled } = await caller.call('GET', '/v1/tasks?status=CANCELLED');
    expect(cancelled.tasks).toMatchObject([
      { id: hanging, status: 'CANCELLED', cost: { credits: 0 }, promptText: 'fake:hang' },
    ]);
  });

  it('goes page by page, and new tasks move nothing', async () => {
    const caller = await makeCaller();
    const ids: string[] = [];
    for (let sent = 0; sent < 5; sent++) ids.unshift(await submit(caller, request()));
    const first = (await caller.call('GET', '/v1/tasks?limit=2')).body;
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    await submit(caller, request());
    const second = (await caller.call('GET', `/v1/tasks?limit=2&cursor=${first.nextCursor}`)).body;
    expect(idsOf(second)).toEqual(ids.slice(2, 4));
    const third = (await caller.call('GET', `/v1/tasks?limit=2&cursor=${second.nextCursor}`)).body;
    expect(idsOf(third)).toEqual(ids.slice(4));
    expect(third).not.toHaveProperty('nextCursor');
  });

  it('filters by state, model and time, together with pages', async () => {
    const caller = await makeCaller();
    // One after the other, so that each has a time of its own.
    const make = async (body: object) => {
      const id = await submit(caller, body);
      await waitForTask(caller, id, 'SUCCEEDED', 'FAILED');
      return id;
    };
    const failing = { promptText: 'fake:fail ASSET_INVALID' };
    const old = await make(request());
    const failed = await make(request(failing));
    const other = await make(request({ ...failing, model: 'gen4_turbo', ratio: '1280:720' }));
    const { createdAt } = (await caller.call('GET', `/v1/tasks/${failed}`)).body;
    const later = new Date(Date.parse(createdAt) + 1).toISOString();
    const list = async (query: string) =>
      idsOf((await caller.call('GET', `/v1/tasks?${query}`)).body);
    expect(await list('status=FAILED')).toEqual([other, failed]);
    expect(await list('model=gen4_turbo')).toEqual([other]);
    expect(await list('model=gen4a_turbo&status=FAILED')).toEqual([failed]);
    expect(await list('status=CANCELLED')).toEqual([]);
    expect(await list(`createdAfter=${later}`)).toEqual([other]);
    expect(await list(`createdBefore=${createdAt}`)).toEqual([old]);
    expect(await list(`createdAfter=${encodeURIComponent('2001-01-01T00:00:00+02:00')}`)).toEqual([
      other,
      failed,
      old,
    ]);
    const page = (await caller.call('GET', '/v1/tasks?status=FAILED&limit=1')).body;
    expect(await list(`status=FAILED&limit=1&cursor=${page.nextCursor}`)).toEqual([failed]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['status=DONE', 'status'],
    ['model=gen9', 'model'],
    ['createdAfter=yesterday', 'createdAfter'],
    ['cursor=abc', 'cursor'],
    ['cursor=', 'cursor'],
  ])('refuses %s', async (query, path) => {
    const { status, body } = await server.call('GET', `/v1/tasks?${query}`);
    expect(status).toBe(400);
    expect(body.error).toBe('Validation of the URL failed');
    expect(body.issues[0].path).toEqual([path]);
    expect(body.issues[0].message).toMatch(/received/);
  });
});
