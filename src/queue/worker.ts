import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PgBoss } from 'pg-boss';
import type { LocalEngine, Log, RenderRequest, RenderResult } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import type { Artifacts } from '../store/artifacts.ts';
import type { Database } from '../store/database.ts';
import type { StoredTask } from '../store/tasks.ts';
import { isStorageFull, RenderFailure } from '../task/errors.ts';
import { type Job, queueName } from './queue.ts';
import { releaseEveryThrottled } from './throttle.ts';
import {
  claimTask,
  failAttempt,
  leaseSeconds,
  reclaimLostTasks,
  renewClaim,
  requeueTask,
  resendStrandedJobs,
  succeedTask,
} from './transitions.ts';

export interface WorkerOptions {
  database: Database;
  boss: PgBoss;
  registry: Registry;
  artifacts: Artifacts;
  /** Local renders at a time. */
  concurrency: number;
  /** Where renders have their temporary folders: a folder of this process, beside those of others. */
  workRoot: string;
  /** A render that takes longer is stopped and its task fails. */
  renderTimeoutSeconds: number;
  log: Log;
}

export interface Worker {
  /** Stop the work on a task if it runs here; its row has been changed already. */
  abandon(taskId: string): void;
  /** Hand back what runs and take no more. */
  stop(): Promise<void>;
}

/** Frames per second of every clip, whatever the engine. */
const fps = 24;
/** Progress is written, and the lease renewed, at most this often. */
const renewEveryMs = 500;
/** How often tasks of dead workers are looked for. */
const reclaimEveryMs = (leaseSeconds / 3) * 1000;

/** Why a running attempt is stopped from outside. */
class Superseded extends Error {}
class Stopping extends Error {}

/** Take tasks from the queue and bring each to its end. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, boss, registry, log } = options;
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();

  // What lies beside our folder is from a server that died, unless others share the database.
  if (database.exclusive)
    await rm(path.dirname(options.workRoot), { recursive: true, force: true });
  await mkdir(options.workRoot, { recursive: true });
  let stopping = false;

  const reclaim = async (all: boolean) => {
    const count = await reclaimLostTasks(database, boss, all);
    if (count > 0) log.warn({ count }, 'took back tasks whose worker had died');
    await releaseEveryThrottled(database, boss);
  };
  await reclaim(database.exclusive);
  if (database.exclusive) {
    for (const { id } of registry.engines()) await resendStrandedJobs(database, boss, id);
  }
  const reclaimTimer = setInterval(() => {
    reclaim(false).catch((error) => log.error({ err: error }, 'search for lost tasks failed'));
  }, reclaimEveryMs);

  async function runJob(job: { id: string; data: Job }): Promise<void> {
    const task = await claimTask(database, { id: job.id, task: job.data.task });
    if (!task) return;
    const controller = new AbortController();
    if (stopping) controller.abort(new Stopping());
    const done = runAttempt(task, controller, options);
    running.set(task.id, { controller, done });
    try {
      await done;
    } finally {
      running.delete(task.id);
    }
  }

  const queues = registry
    .engines()
    .filter((engine) => engine.kind === 'local')
    .map((engine) => queueName(engine.id));
  for (const queue of queues) {
    for (let slot = 0; slot < options.concurrency; slot++) await startSlot(queue);
  }

  /** One render at a time from this queue, for as long as the worker lives. */
  async function startSlot(queue: string): Promise<void> {
    const pollSeconds = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 };
    const slot: string = await boss.work<Job>(queue, pollSeconds, async ([job]) => {
      if (job) await runJob(job);
      // Notifications that came while it was busy are spent: look again at once, not after the poll.
      boss.notifyWorker(slot);
    });
  }

  return {
    abandon(taskId) {
      running.get(taskId)?.controller.abort(new Superseded());
    },
    async stop() {
      stopping = true;
      clearInterval(reclaimTimer);
      for (const queue of queues) await boss.offWork(queue, { wait: false });
      for (const { controller } of running.values()) controller.abort(new Stopping());
      await Promise.allSettled([...running.values()].map(({ done }) => done));
      await rm(options.workRoot, { recursive: true, force: true });
    },
  };
}

/**
 * One attempt at a claimed task: it ends in a transition or gives way to one. What it throws is the
 * database's; the lease then runs out, and the task is taken back.
 */
async function runAttempt(
  task: StoredTask,
  controller: AbortController,
  options: WorkerOptions,
): Promise<void> {
  const { database, boss, artifacts } = options;
  const log = options.log;
  const about = { task: task.id, attempt: task.attempt, engine: task.engine };
  const workDir = path.join(options.workRoot, `${task.id}-${task.attempt}`);
  const clip = `clips/${task.id}/${task.attempt}.mp4`;
  let progress = 0;

  const renewTimer = setInterval(() => {
    renewClaim(database, task, progress).then(
      (ours) => ours || controller.abort(new Superseded()),
      (error) => log.warn({ ...about, err: error }, 'could not renew the lease'),
    );
  }, renewEveryMs);
  const timeout = setTimeout(
    () => controller.abort(new RenderFailure('TIMED_OUT')),
    options.renderTimeoutSeconds * 1000,
  );

  try {
    log.info(about, 'render started');
    // An attempt before this one may have left its clip, had it died between storing and telling.
    if (task.attempt > 1) await artifacts.deleteAll(`clips/${task.id}`);
    const result = await render(task, options, {
      signal: controller.signal,
      workDir,
      progress: (fraction) => {
        progress = Math.max(progress, fraction);
      },
    });
    await artifacts.moveIn(clip, result.file);
    if (await succeedTask(database, boss, task, { ...result, clip })) {
      log.info({ ...about, warnings: result.warnings.length }, 'render finished');
    } else {
      await artifacts.delete(clip);
    }
  } catch (error) {
    const reason = controller.signal.aborted ? controller.signal.reason : error;
    if (reason instanceof Superseded) {
      log.info(about, 'render abandoned');
    } else if (reason instanceof Stopping) {
      await requeueTask(database, boss, task, { failed: false });
      log.info(about, 'render handed back');
    } else {
      const failure = toFailure(reason);
      const became = await failAttempt(database, boss, task, failure);
      log.error({ ...about, became, err: reason }, 'render failed');
    }
  } finally {
    clearInterval(renewTimer);
    clearTimeout(timeout);
    await rm(workDir, { recursive: true, force: true });
  }
}

async function render(
  task: StoredTask,
  options: WorkerOptions,
  context: { signal: AbortSignal; workDir: string; progress(fraction: number): void },
): Promise<RenderResult> {
  const engine = options.registry.engine(task.engine) as LocalEngine;
  const outDir = path.join(context.workDir, 'out');
  await mkdir(outDir, { recursive: true });
  const keyframes: RenderRequest['keyframes'] = [];
  for (const { position, artifact } of task.request.keyframes) {
    const file = path.join(context.workDir, `${position}${path.extname(artifact)}`);
    await options.artifacts.copyOut(artifact, file);
    keyframes.push({ position, file });
  }
  return engine.render(
    { ...task.request, keyframes, fps },
    { ...context, workDir: outDir, log: options.log },
  );
}

/** Errors of our own tell the client what happened; any other stays in the log. */
function toFailure(error: unknown) {
  const failure =
    error instanceof RenderFailure
      ? error
      : new RenderFailure(isStorageFull(error) ? 'STORAGE_FULL' : 'INTERNAL');
  return { failureClass: failure.failureClass, message: failure.message };
}
