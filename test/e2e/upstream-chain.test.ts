import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { probeClip } from '../../src/media/probe.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import {
  downloadTo,
  type Json,
  type ServerProcess,
  spawnServer,
  submit,
  waitForTask,
  writeConfig,
} from '../support/server.ts';

/** Photoplay in front of Photoplay: the front hands every task to the back, which makes the clips. */

const key = 'key_of_the_back_0123456789';
/** Which moments kills come at; another run may take another: `CHAIN_SEED=2`. */
const seed = Number(process.env.CHAIN_SEED ?? 1);
const seconds = 1000;

interface Link {
  dataDir: string;
  env: Record<string, string>;
  running?: ServerProcess;
}

const links: Link[] = [];

afterEach(async () => {
  for (const link of links.splice(0)) {
    await link.running?.kill();
    await removeDataFolder(link.dataDir);
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function makeLink(settings: object, env: Record<string, string>): Promise<Link> {
  const dataDir = await makeDataFolder();
  const file = await writeConfig(dataDir, settings);
  const link = { dataDir, env: { ...env, ...file } };
  links.push(link);
  return link;
}

async function start(link: Link): Promise<ServerProcess> {
  link.running = await spawnServer(link.dataDir, link.env, { outlivesTest: true });
  return link.running;
}

async function startChain() {
  const port = await freePort();
  const limits = { leaseSeconds: 3, drainTimeoutMs: 0 };
  const back = await makeLink(
    { limits, models: { '*': 'fake' } },
    { PHOTOPLAY_PORT: String(port), PHOTOPLAY_API_KEY: key, PHOTOPLAY_CONCURRENCY: '2' },
  );
  const far = {
    kind: 'runway',
    baseUrl: `http://127.0.0.1:${port}/runwayml`,
    apiKeyVariable: 'KEY_OF_THE_BACK',
    concurrency: 3,
    pollSeconds: 0.1,
  };
  const front = await makeLink(
    { limits, engines: { far }, models: { '*': 'far' } },
    { PHOTOPLAY_PORT: String(await freePort()), KEY_OF_THE_BACK: key },
  );
  await Promise.all([start(back), start(front)]);
  return { back, front };
}

/** From 0 to 1, the same in every run with the same seed. */
function makeRandom(state: number) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const request = async (promptText: string) => ({
  model: 'gen4_turbo',
  ratio: '960:960',
  duration: 2,
  promptText,
  promptImage: toDataUri(await makeImage()),
});

describe('Photoplay in front of Photoplay', () => {
  it('loses no clip and submits nothing twice while both are killed', async () => {
    const { back, front } = await startChain();
    const random = makeRandom(seed);
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      ids.push(await submit(front.running!, await request(`fake:slow 1 number ${i}`)));
    }
    for (let kill = 0; kill < 6; kill++) {
      await wait(random() * 1.5 * seconds);
      const link = random() < 0.5 ? back : front;
      await link.running!.kill();
      await wait(random() * 0.5 * seconds);
      await start(link);
    }
    const seen = new Set<string>();
    for (const id of ids) {
      const task = await waitForTask(front.running!, id, 'SUCCEEDED');
      const clip = await downloadTo(front.dataDir, task.output[0]);
      expect(await probeClip(clip)).toMatchObject({ width: 960, height: 960, frames: 48 });
      const { body } = await front.running!.call('GET', `/v1/tasks/${id}/details`);
      seen.add(body.upstream.operation.id);
    }
    expect(seen.size).toBe(ids.length);
    const { body } = await back.running!.call('GET', '/v1/tasks?limit=100');
    expect(body.tasks.map((task: Json) => task.id).sort()).toEqual([...seen].sort());
  });

  it('cancels at the back what is cancelled at the front, whoever has it', async () => {
    const { back, front } = await startChain();
    const id = await submit(front.running!, await request('fake:hang'));
    await expect
      .poll(async () => (await back.running!.call('GET', '/v1/tasks')).body.tasks[0]?.status)
      .toBe('RUNNING');
    await front.running!.kill();
    await start(front);
    expect((await front.running!.call('DELETE', `/v1/tasks/${id}`)).status).toBe(204);
    await expect
      .poll(async () => (await back.running!.call('GET', '/v1/tasks')).body.tasks.length)
      .toBe(0);
  });
});
