import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  callWith,
  spawnServer,
  startTestServer,
  submit,
  type TestServer,
  waitForTask,
  writeConfig,
} from '../support/server.ts';
import { makeSmallDisk, type SmallDisk } from '../support/small-disk.ts';

const mebibyte = 2 ** 20;
const full = {
  status: 503,
  body: { error: expect.stringMatching(/no room left/), docUrl: expect.any(String) },
};
const models = { gen4a_turbo: 'fake', gen4_turbo: 'fake' };

async function makeRequest(promptText: string) {
  const image = await makeImage({ width: 64, height: 48 });
  return { model: 'gen4a_turbo', promptText, promptImage: toDataUri(image) };
}

const upload = { filename: 'photo.jpg', type: 'ephemeral' };

async function startOn({ dataDir, env }: SmallDisk, limits: object): Promise<TestServer> {
  const config = await writeConfig(dataDir, { models, limits });
  return spawnServer(dataDir, { ...env, ...config });
}

describe('a disk with less room than is to be kept', () => {
  it('takes nothing new and tells what it has', async () => {
    const server = await startTestServer({ limits: { minFreeBytes: Number.MAX_SAFE_INTEGER } });
    for (const mount of ['/v1', '/runwayml/v1']) {
      expect(await server.call('POST', `${mount}/image_to_video`, await makeRequest(''))).toEqual(
        full,
      );
      expect(await server.call('POST', `${mount}/uploads`, upload)).toEqual(full);
    }
    expect((await server.call('GET', '/v1/organization')).body.usage.models.gen4_turbo).toEqual({
      dailyGenerations: 0,
    });
    await server.close();
  });
});

describe('a disk that is full', () => {
  it('finds the database’s next log file already there', async () => {
    const log = path.join(inject('databaseTemplate'), 'database/pg_wal');
    const files = (await readdir(log)).filter((name) => name.length === 24);
    expect(files.length).toBeGreaterThanOrEqual(2);
  });

  it('fails nothing that was accepted once there is room again', async () => {
    const disk = await makeSmallDisk(128);
    const server = await startOn(disk, { minFreeBytes: 16 * mebibyte });
    let accepted: string;
    // Where the disk is not full before the render is done, a slower render shows more.
    for (let seconds = 2; ; seconds *= 2) {
      accepted = await submit(server, await makeRequest(`fake:slow ${seconds}`));
      await waitForTask(server, accepted, 'RUNNING', 'SUCCEEDED');
      disk.fill();
      // Its clip finds no room: it waits to be tried again.
      const { status } = await waitForTask(server, accepted, 'PENDING', 'SUCCEEDED');
      if (status === 'PENDING') break;
      disk.empty();
    }
    expect(await server.call('POST', '/v1/image_to_video', await makeRequest(''))).toEqual(full);
    expect((await server.call('GET', `/v1/tasks/${accepted}/details`)).body.attempt).toBe(1);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    disk.empty();
    await waitForTask(server, accepted, 'SUCCEEDED');
    const next = await submit(server, await makeRequest('fake:slow 0'));
    await waitForTask(server, next, 'SUCCEEDED');
  });

  it('is an error and no crash for the database, either', async () => {
    const disk = await makeSmallDisk(128);
    const server = await startOn(disk, { minFreeBytes: 0 });
    const { body } = await server.call('POST', '/v1/keys', { name: 'full', credits: 100_000 });
    const key = { call: callWith(server.url, body.key) };
    const request = await makeRequest('fake:hang');
    // Stored before, so that it is the database that finds no room and not the image.
    const accepted = [await submit(key, request)];
    disk.fill();
    let refused = 0;
    // Tables have some room in their last pages.
    while (refused < 20) {
      const reply = await key.call('POST', '/v1/image_to_video', request);
      if (reply.status === 200) {
        accepted.push(reply.body.id);
        continue;
      }
      expect(reply).toEqual(full);
      refused++;
    }
    for (const id of accepted) {
      expect((await key.call('GET', `/v1/tasks/${id}`)).status).toBe(200);
    }
    disk.empty();
    accepted.push(await submit(key, request));
    // What was refused left no task and no charge behind.
    const { creditBalance, usage } = (await key.call('GET', '/v1/organization')).body;
    expect(usage.models.gen4_turbo.dailyGenerations).toBe(accepted.length);
    expect(creditBalance).toBe(100_000 - 25 * accepted.length);
    for (const id of accepted) {
      expect((await key.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    }
    expect((await key.call('GET', '/v1/organization')).body.creditBalance).toBe(100_000);
    await server.close();
    // And what is on the disk can be opened again.
    const again = await startOn(disk, {});
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
  });
});
