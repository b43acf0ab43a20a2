import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { JsonValue, Log, Operation, UpstreamEngine } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import type { Observe } from '../observe/observe.ts';
import type { Artifacts } from '../store/artifacts/artifacts.ts';
import type { Database } from '../store/database/database.ts';
import { secondsAgo } from '../store/database/moments.ts';
import type { StoredTask } from '../store/tasks.ts';
import { RenderFailure } from '../task/errors.ts';
import { fps } from './driving.ts';
import { storeAnswer, storeOperation } from './submission.ts';
import { takeInputs } from './take-inputs.ts';
import { tellAnswer } from './upstream-calls.ts';

export interface StopServices {
  database: Database;
  registry: Registry;
  artifacts: Artifacts;
  log: Log;
  observe?: Observe | undefined;
}

/** How long after a task's end its upstream is told again to stop, while it does not answer. */
const stopForSeconds = 24 * 3600;
const stopTimeoutMs = 10_000;

/**
 * Stop, at their upstreams, the tasks that were cancelled or given up here. By the row, not by the
 * worker that had the task: it may have died, and a cancelled task may have been between two workers.
 * Telling an upstream twice does no harm.
 * @param workRoot an existing folder, for the inputs of a task that has to be found first
 * @param only a task; absent: all of them
 */
export async function stopOperations(
  services: StopServices,
  workRoot: string,
  only?: string,
): Promise<void> {
  const { database, registry, log } = services;
  let open = database.sql
    .selectFrom('task')
    .selectAll()
    .where('status', 'in', ['CANCELLED', 'FAILED'])
    .where('submitted_at', 'is not', null)
    .where('upstream_answer', 'is', null)
    .where('finished_at', '>', secondsAgo(stopForSeconds))
    .orderBy('finished_at')
    .limit(100);
  if (only !== undefined) open = open.where('id', '=', only);
  for (const task of await open.execute()) {
    const about = { task: task.id, engine: task.engine };
    try {
      const engine = registry.engines().find(({ id }) => id === task.engine);
      // One that is configured no more may be again.
      if (engine?.kind !== 'upstream') continue;
      const outcome = await stopOperation(task, engine, services, workRoot);
      await storeAnswer(database, task, { stopped: outcome });
      log.info({ ...about, outcome }, 'the upstream was told to stop');
    } catch (error) {
      log.warn(
        { ...about, err: error },
        'the upstream could not be told to stop; it is told again',
      );
    }
  }
}

/** @returns what is kept of it with the task */
async function stopOperation(
  task: StoredTask,
  engine: UpstreamEngine,
  services: StopServices,
  workRoot: string,
): Promise<JsonValue> {
  const { cancel } = engine;
  const given = { signal: AbortSignal.timeout(stopTimeoutMs), task: task.id, log: services.log };
  if (!cancel) return 'cannot';
  const known = task.operation as Operation | null;
  const operation = known ?? (await findLost(task, engine, services, workRoot, given.signal));
  if (typeof operation === 'string') return operation;
  const call = { task, observe: services.observe };
  return tellAnswer('cancel', call, () => cancel.call(engine, operation, given));
}

/** A task that ended before the answer to its submission was in: it may run there, unknown here. */
async function findLost(
  task: StoredTask,
  engine: UpstreamEngine,
  { database, artifacts, log, observe }: StopServices,
  workRoot: string,
  signal: AbortSignal,
): Promise<Operation | 'none' | 'unknown'> {
  const { find } = engine;
  if (!find) return 'unknown';
  const folder = await mkdtemp(path.join(workRoot, 'stop-'));
  try {
    const inputs = await takeInputs(task, folder, artifacts, signal);
    const request = { ...task.request, inputs, fps };
    const found = await tellAnswer('find', { task, observe }, () =>
      find.call(engine, request, { signal, task: task.id, log }),
    );
    if (typeof found === 'object') await storeOperation(database, task, found);
    return found;
  } catch (error) {
    const refused = error instanceof RenderFailure && error.failureClass === 'UPSTREAM_REFUSED';
    if (refused) return 'none';
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
