import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeDataFolder, onPostgres, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { findRenderProcesses } from '../support/processes.ts';
import { downloadTo, spawnServer, submit, waitForTask } from '../support/server.ts';

let promptImage: string;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 640, height: 384 }));
  dataDir = await makeDataFolder();
  // Beside other processes a dead one is known by its lease alone.
  const file = path.join(dataDir, 'config.json');
  await writeFile(file, JSON.stringify({ limits: { leaseSeconds: 3 } }));
  env = { PHOTOPLAY_CONFIG: file };
});
afterAll(() => removeDataFolder(dataDir));

const request = () => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  seed: 1,
  promptText: 'slow dolly in',
  promptImage,
});

/** Every file below a folder, as paths relative to it. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('a server that is killed', () => {
  // A kill before the claim, early and late in the render, and about when it ends.
  it.each([0, 0.02, 0.5, 0.97])(
    'finishes the task after a SIGKILL at progress %s, once',
    async (progress) => {
      const before = await spawnServer(dataDir, env);
      const id = await submit(before, request());
      for (;;) {
        const { body: task } = await before.call('GET', `/v1/tasks/${id}`);
        if (progress === 0 || (task.progress ?? (task.status === 'SUCCEEDED' ? 1 : 0)) >= progress)
          break;
      }
      await before.kill();

      const after = await spawnServer(dataDir, env);
      const task = await waitForTask(after, id, 'SUCCEEDED');
      const clip = await probeClip(await downloadTo(dataDir, task.output[0]));
      expect(clip).toMatchObject({ frames: 48, width: 960, height: 960 });
      const clips = await filesBelow(path.join(dataDir, 'artifacts', 'clips', id));
      expect(clips).toHaveLength(1);
      await after.close();
      expect(await filesBelow(path.join(dataDir, 'work'))).toEqual([]);
    },
  );

  it('leaves no render process behind', async () => {
    const server = await spawnServer(dataDir, env);
    const id = await submit(server, { ...request(), duration: 10 });
    await waitForTask(server, id, 'RUNNING');
    const children = await findRenderProcesses(server.process.pid!);
    expect(children.length).toBeGreaterThan(0);
    await server.kill();
    await expect
      .poll(() => children.filter((child) => child.isAlive()).length, { timeout: 10_000 })
      .toBe(0);
  });
});

describe('a render process that is killed', () => {
  it('costs a retry of its task and nothing else', async () => {
    const server = await spawnServer(dataDir, env);
    const id = await submit(server, request());
    await waitForTask(server, id, 'RUNNING');
    const children = await findRenderProcesses(server.process.pid!);
    for (const child of children) child.kill();
    const task = await waitForTask(server, id, 'SUCCEEDED');
    expect(task.output).toHaveLength(1);
    const { body: details } = await server.call('GET', `/v1/tasks/${id}/details`);
    expect(details.attempt).toBe(2);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.close();
  });
});

describe('a server that is told to stop', () => {
  it('hands back what it renders, and the next one finishes it', async () => {
    const before = await spawnServer(dataDir, env);
    const id = await submit(before, request());
    await waitForTask(before, id, 'RUNNING');
    await before.close();
    expect(before.process.exitCode).toBe(0);
    const after = await spawnServer(dataDir, env);
    await waitForTask(after, id, 'SUCCEEDED');
    await after.close();
  });
});

it('stops in time although a client has sent half a request', async () => {
  const server = await spawnServer(dataDir, env);
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) =>
    socket.write('POST /v1/uploads HTTP/1.1\r\nHo', () => resolve()),
  );
  await server.close();
  expect(server.process.exitCode).toBe(0);
  socket.destroy();
});

it.skipIf(onPostgres)('refuses a second server on the same data folder', async () => {
  const first = await spawnServer(dataDir, env);
  await expect(spawnServer(dataDir, env)).rejects.toThrow(/in use by another Photoplay server/);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  await first.close();
});
