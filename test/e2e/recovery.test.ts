import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeDataFolder, onPostgres, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { findRenderProcesses } from '../support/processes.ts';
import {
  downloadTo,
  type ServerProcess,
  spawnServer,
  submit,
  waitForTask,
  writeConfig,
} from '../support/server.ts';

let promptImage: string;
let dataDir: string;
let env: Record<string, string>;
/** Each test leaves one to the next, or none: starting a server takes as long as many a test. */
let running: ServerProcess | undefined;

beforeAll(async () => {
  promptImage = toDataUri(await makeImage({ width: 640, height: 384 }));
  dataDir = await makeDataFolder();
  // Beside other processes a dead one is known by its lease alone.
  env = await writeConfig(dataDir, { limits: { leaseSeconds: 3, drainTimeoutMs: 0 } });
});
afterAll(async () => {
  await end('kill');
  await removeDataFolder(dataDir);
});

async function start(): Promise<ServerProcess> {
  running ??= await spawnServer(dataDir, env, { outlivesTest: true });
  return running;
}

/** @returns the exit code; null after a kill */
async function end(how: 'kill' | 'close'): Promise<number | null> {
  const ended = running;
  running = undefined;
  await ended?.[how]();
  return ended?.process.exitCode ?? null;
}

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

/** The files of renders under way; a living server's folder for them has a lock. */
const workFiles = async () =>
  (await filesBelow(path.join(dataDir, 'work'))).filter((file) => !file.endsWith('.lock'));

describe('a server that is killed', () => {
  // A kill before the claim, early and late in the render, and about when it ends.
  it.each([0, 0.02, 0.5, 0.97])(
    'finishes the task after a SIGKILL at progress %s, once',
    async (progress) => {
      const before = await start();
      const id = await submit(before, request());
      for (;;) {
        const { body: task } = await before.call('GET', `/v1/tasks/${id}`);
        if (progress === 0 || (task.progress ?? (task.status === 'SUCCEEDED' ? 1 : 0)) >= progress)
          break;
      }
      await end('kill');

      const after = await start();
      const task = await waitForTask(after, id, 'SUCCEEDED');
      const clip = await probeClip(await downloadTo(dataDir, task.output[0]));
      expect(clip).toMatchObject({ frames: 48, width: 960, height: 960 });
      const clips = await filesBelow(path.join(dataDir, 'artifacts', 'clips', id));
      expect(clips).toHaveLength(1);
      await expect.poll(workFiles).toEqual([]);
    },
  );

  it('leaves no render process behind', async () => {
    const server = await start();
    const id = await submit(server, { ...request(), duration: 10 });
    await waitForTask(server, id, 'RUNNING', 'SUCCEEDED');
    const children = await findRenderProcesses(server.process.pid!);
    expect(children.length).toBeGreaterThan(0);
    await end('kill');
    await expect.poll(() => children.filter((child) => child.isAlive()).length).toBe(0);
    // What it was rendering is not to keep the next tests waiting.
    expect((await (await start()).call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
  });
});

describe('a render process that is killed', () => {
  it('costs a retry of its task and nothing else', async () => {
    const server = await start();
    let attempts = 1;
    // A render may be done before its process is found.
    while (attempts === 1) {
      const id = await submit(server, request());
      await waitForTask(server, id, 'RUNNING', 'SUCCEEDED');
      const children = await findRenderProcesses(server.process.pid!);
      for (const child of children) child.kill();
      const task = await waitForTask(server, id, 'SUCCEEDED');
      expect(task.output).toHaveLength(1);
      const { body: details } = await server.call('GET', `/v1/tasks/${id}/details`);
      attempts = details.attempt;
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});

describe('a server that is told to stop', () => {
  it('hands back what it renders, and the next one finishes it', async () => {
    const before = await start();
    const id = await submit(before, request());
    await waitForTask(before, id, 'RUNNING', 'SUCCEEDED');
    expect(await end('close')).toBe(0);
    await waitForTask(await start(), id, 'SUCCEEDED');
  });

  it('stops in time although a client has sent half a request, and leaves no work', async () => {
    const server = await start();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      socket.write('POST /v1/uploads HTTP/1.1\r\nHo', () => resolve()),
    );
    expect(await end('close')).toBe(0);
    expect(await filesBelow(path.join(dataDir, 'work'))).toEqual([]);
    socket.destroy();
  });
});

it(`${onPostgres ? 'takes' : 'refuses'} a second server on the same data folder`, async () => {
  const first = await start();
  const second = spawnServer(dataDir, env);
  if (onPostgres) expect((await fetch(`${(await second).url}/readyz`)).status).toBe(200);
  else await expect(second).rejects.toThrow(/in use by another Photoplay server/);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
});
