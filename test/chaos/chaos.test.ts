import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { onPostgres } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { callWith } from '../support/server.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { checkInvariants, credits, type Sent } from './invariants.ts';
import { drawSchedule, type Step } from './schedule.ts';

/**
 * Seeded schedules of what can go wrong, each followed by the list of what must hold. `npm test` runs
 * one that has every kind of step; `npm run chaos` runs many, with renders among them, and
 * `CHAOS_SEED=17 CHAOS_SCHEDULES=1 npm run chaos` one of these again.
 */
const first = Number(process.env.CHAOS_SEED ?? 7);
const schedules = Number(process.env.CHAOS_SCHEDULES ?? 1);
const renders = process.env.CHAOS_SCHEDULES !== undefined;
const steps = Number(process.env.CHAOS_STEPS ?? 24);
const promptImage = toDataUri(await makeImage({ width: 64, height: 48 }));

const seeds = Array.from({ length: schedules }, (_, n) => first + n);

it.each(seeds)(
  'keeps its promises through schedule %i',
  async (seed) => {
    const cluster = await startCluster(onPostgres ? 'postgres' : 'pglite');
    const root = cluster.servers[0]!;
    const { body: key } = await root.call('POST', '/v1/keys', { name: 'chaos', credits });
    const client = new Client(cluster, key.key);
    const schedule = drawSchedule(seed, { steps, renders });
    for (const step of schedule) {
      await perform(step, cluster, client);
    }
    await cluster.heal();
    // Else all that follows would hold of nothing.
    const asked = schedule.filter((step) => step.do === 'submit').length;
    expect(client.sent.length, 'accepted').toBeGreaterThan(asked / 2);
    await client.cancelHanging();
    await client.waitForAll();
    // Whoever starts cleans up after the dead.
    await cluster.end(cluster.servers, 'close');
    await cluster.heal();
    await client.waitForAll();
    while (cluster.servers.length) await cluster.end(cluster.servers, 'close');
    while (cluster.workers.length) await cluster.end(cluster.workers, 'close');
    await checkInvariants(cluster, client.sent, key.id);
  },
  1_800_000,
);

async function perform(step: Step, cluster: Cluster, client: Client): Promise<void> {
  switch (step.do) {
    case 'submit':
      return client.submit(step.model, step.prompt);
    case 'cancel':
      return client.remove(client.sent[Math.floor(step.which * client.sent.length)]);
    case 'wait':
      return void (await wait(step.ms));
    case 'slow-storage':
      cluster.storage.delayMs = step.delayMs;
      return;
    case 'restart-database':
      return cluster.restartDatabase();
    case 'kill-child': {
      const [child] = await cluster.noteChildren();
      return child?.kill();
    }
    case 'kill-busy':
      await client.submitUntilRunning();
      await cluster.end(cluster.servers, 'kill');
      await cluster.end(cluster.workers, 'kill');
      return cluster.heal();
    case 'kill-worker':
      await cluster.end(cluster.workers, 'kill');
      return cluster.heal();
    case 'kill-server':
    case 'stop-server':
      await cluster.end(cluster.servers, step.do === 'kill-server' ? 'kill' : 'close');
      return cluster.heal();
  }
}

/** Sends, cancels and asks, through whichever server answers; what is not answered may have happened. */
class Client {
  readonly sent: Sent[] = [];
  readonly #cluster: Cluster;
  readonly #key: string;
  #turn = 0;

  constructor(cluster: Cluster, key: string) {
    this.#cluster = cluster;
    this.#key = key;
  }

  async #call(method: string, route: string, body?: unknown) {
    const { servers } = this.#cluster;
    const server = servers[this.#turn++ % servers.length]!;
    return callWith(server.url, this.#key)(method, route, body).catch(() => undefined);
  }

  async submit(model: string, prompt: string): Promise<void> {
    const request = { model, duration: model === 'gen4_turbo' ? 2 : 5, seed: 1, promptImage };
    const ratio = model === 'gen4_turbo' ? '960:960' : '1280:768';
    const reply = await this.#call('POST', '/v1/image_to_video', {
      ...request,
      ratio,
      promptText: prompt,
    });
    if (!reply) return;
    // While the database or the storage is away, it may say so; it may neither blame the request nor fail.
    expect([200, 503], JSON.stringify(reply)).toContain(reply.status);
    if (reply.status !== 200) return;
    this.sent.push({ id: reply.body.id, prompt, removed: false, tried: false });
  }

  /** A long task that is rendering now. What was sent before it may go first, and may hang. */
  async submitUntilRunning(): Promise<void> {
    await this.cancelHanging();
    let before: number;
    do {
      before = this.sent.length;
      await this.submit('gen4_turbo', 'fake:slow 4');
    } while (this.sent.length === before);
    const busy = this.sent.at(-1)!;
    busy.spared = true;
    const { id } = busy;
    await expect
      .poll(() => this.#statusOf(id), { interval: 50 })
      .toSatisfy((status) => status !== undefined && status !== 'PENDING');
  }

  async remove(task: Sent | undefined): Promise<void> {
    if (!task || task.spared) return;
    task.tried = true;
    const reply = await this.#call('DELETE', `/v1/tasks/${task.id}`);
    if (reply?.status === 204) task.removed = true;
  }

  async #statusOf(id: string): Promise<string | undefined> {
    const reply = await this.#call('GET', `/v1/tasks/${id}`);
    if (reply?.status === 404) return 'GONE';
    return reply?.status === 200 ? reply.body.status : undefined;
  }

  async cancelHanging(): Promise<void> {
    for (const task of this.sent.filter(({ prompt }) => prompt === 'fake:hang')) {
      await this.remove(task);
    }
    const known = new Set(this.sent.map(({ id }) => id));
    // Some were accepted although the answer never came: the list knows them.
    for (const id of await this.#list()) {
      if (!known.has(id)) await this.#call('DELETE', `/v1/tasks/${id}`);
    }
  }

  async #list(): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
      const page = await vi.waitUntil(
        async () => {
          const reply = await this.#call('GET', `/v1/tasks?${query}`);
          return reply?.status === 200 && reply.body;
        },
        { timeout: 600_000 },
      );
      ids.push(...page.tasks.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    return ids;
  }

  async waitForAll(): Promise<void> {
    const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'GONE'];
    for (const { id, prompt } of this.sent) {
      await expect
        .poll(() => this.#statusOf(id), { message: `the end of ${prompt}` })
        .toSatisfy((status) => ended.includes(status));
    }
  }
}
