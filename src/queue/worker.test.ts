import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { loadConfig } from '../config.ts';
import type { LocalEngine, RenderContext } from '../engine/engine.ts';
import { createRegistry } from '../engine/registry.ts';
import type { Artifacts } from '../store/artifacts/artifacts.ts';
import { requeueTask } from './transitions.ts';
import { startWorker } from './worker.ts';

/** A render that goes on until the test ends it, whatever its signal says. */
interface Render {
  context: RenderContext;
  fail(error: Error): void;
}

const image = 'an image';

/** A worker with two slots whose renders the test ends. */
async function startTestWorker() {
  const store = await openTestStore();
  const renders: Render[] = [];
  const engine = {
    kind: 'local',
    id: 'fake',
    consider: () => ({ refusals: [], warnings: [] }),
    render: (_request, context) => new Promise((_resolve, fail) => renders.push({ context, fail })),
  } as LocalEngine;
  const artifacts = {
    copyOut: (_key: string, file: string) => writeFile(file, image),
    delete: async () => undefined,
  } as Partial<Artifacts> as Artifacts;
  const workParent = path.join(store.dataDir, 'work');
  const worker = await startWorker({
    ...store,
    artifacts,
    registry: createRegistry({ engines: [engine], routes: {} }),
    concurrency: 2,
    workParent,
    fetchRules: { allowedHosts: [] },
    normalise: () => Promise.reject(new Error('There is no upstream here.')),
    limits: { ...loadConfig({}).limits, renderTimeoutSeconds: 600, leaseSeconds: 600 },
    log: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    for (const { fail } of renders) fail(new Error('The test is over.'));
    await worker.stop();
  });
  const workFolders = async () => {
    const [own] = (await readdir(workParent)).filter((name) => !name.endsWith('.lock'));
    return own ? readdir(path.join(workParent, own)) : [];
  };
  return { store, worker, renders, workFolders };
}

/** A task in its second attempt here, whose first has ended only after that began. */
async function startSecondAttempt() {
  const running = await startTestWorker();
  const { store, renders, workFolders } = running;
  const id = await store.submit('root', image);
  await expect.poll(() => renders.length).toBe(1);
  await requeueTask(store.database, store.boss, await store.row(id), { failed: false });
  await expect.poll(() => renders.length).toBe(2);
  renders[0]!.fail(new Error('Lost.'));
  await expect.poll(workFolders).toEqual([`${id}-2`]);
  await tick();
  return { ...running, id, second: renders[1]! };
}

it('hands back a later attempt of a task whose earlier one ended here, before its folder goes', async () => {
  const { store, worker, id, second, workFolders } = await startSecondAttempt();
  let stopped = false;
  const stopping = worker.stop().then(() => {
    stopped = true;
  });
  await expect.poll(() => second.context.signal.aborted, { timeout: 5_000 }).toBe(true);
  expect(stopped).toBe(false);
  expect(await workFolders()).toEqual([`${id}-2`]);
  second.fail(new Error('Aborted.'));
  await stopping;
  expect(await store.row(id)).toMatchObject({ status: 'PENDING', attempt: 2, failed_attempts: 0 });
  expect(await workFolders()).toEqual([]);
});

it('abandons a later attempt of a task whose earlier one ended here', async () => {
  const { worker, id, second } = await startSecondAttempt();
  worker.abandon(id);
  expect(second.context.signal.aborted).toBe(true);
});

it('does not blame an image of which the storage has lost a part, and tries again', async () => {
  const { store, renders } = await startTestWorker();
  const id = await store.submit('root', `${image}, whole`);
  await expect.poll(async () => (await store.row(id)).failed_attempts).toBe(1);
  expect(await store.row(id)).toMatchObject({ failure: null, failure_code: null });
  expect(renders).toEqual([]);
});
