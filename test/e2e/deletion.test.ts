import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import { allowOnly, type S3Dialect, startS3Dialect } from '../support/s3-dialect.ts';
import { startTestServer, submit, type TestServer, waitForTask } from '../support/server.ts';

/** What an operator would allow who reads the documentation, and not a thing more. */
const allowed = ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject'];

let storage: S3Dialect;
let server: TestServer;

beforeAll(async () => {
  storage = await startS3Dialect(allowOnly(...allowed));
  server = await startTestServer({ env: storage.env });
});
afterAll(async () => {
  await server?.close();
  await storage?.close();
});

/** A finished task. @returns its id, and what asks for its clip, in the bucket itself at last */
async function finishTask() {
  const promptImage = toDataUri(await makeImage());
  const id = await submit(server, { model: 'gen4a_turbo', promptImage });
  const { output } = await waitForTask(server, id, 'SUCCEEDED');
  const sentOn = await fetch(output[0], { redirect: 'manual' });
  const inBucket = sentOn.headers.get('location')!;
  return {
    get: () => server.call('GET', `/v1/tasks/${id}`),
    remove: () => server.call('DELETE', `/v1/tasks/${id}`),
    async download() {
      const statuses = [];
      for (const url of [output[0], inBucket]) statuses.push((await fetch(url)).status);
      return statuses;
    },
  };
}

it('deletes a clip in a storage that knows neither lists nor the deletion of many', async () => {
  const task = await finishTask();
  expect(await task.download()).toEqual([200, 200]);
  expect((await task.remove()).status).toBe(204);
  expect(await task.download()).toEqual([404, 404]);
  expect((await task.get()).status).toBe(404);
});

it('keeps the task while its clip cannot be deleted, says so, and deletes both later', async () => {
  const task = await finishTask();
  storage.refuse = allowOnly(...allowed.filter((name) => name !== 'DeleteObject'));
  const refused = await task.remove();
  expect(refused.status).toBe(503);
  expect(refused.body.error).toMatch(/storage of this server refuses/);
  expect((await task.get()).body).toMatchObject({ status: 'SUCCEEDED' });
  expect(await task.download()).toEqual([200, 200]);
  storage.refuse = allowOnly(...allowed);
  expect((await task.remove()).status).toBe(204);
  expect(await task.download()).toEqual([404, 404]);
  expect((await task.get()).status).toBe(404);
});
