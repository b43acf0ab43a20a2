import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { LocalEngine, Log, RenderRequest, RenderResult } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import type { Artifacts } from '../store/artifacts.ts';
import { type Database, isDatabaseAway } from '../store/database.ts';
import { isClipOf, type StoredTask } from '../store/tasks.ts';
import { openWorkFolder } from '../store/work-folder.ts';
import { isStorageFull, RenderFailure } from '../task/errors.ts';
import { type Job, queueName } from './queue.ts';
import { releaseEveryThrottled } from './throttle.ts';
import {
  claimTask,
  failAttempt,
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
  /** Where this process has its renders' temporary folders, beside those of others. */
  workParent: string;
  /** See `config.ts`, where each has its default. */
  limits: { renderTimeoutSeconds: number; leaseSeconds: number };
  log: Log;
}

export interface Worker {
  /** Stop the work on a task if it runs here; its row has been changed already. */
  abandon(taskId: string): void;
  /**
   * Take no more; let what runs finish for so long, then hand it back. Of several calls, the least
   * patient counts.
   */
  stop(drainMs?: number): Promise<void>;
}

/** Frames per second of every clip, whatever the engine. */
const fps = 24;
/** Progress is written, and the lease renewed, at most this often. */
const renewEveryMs = 500;
/** How long an outcome is kept in mind while the database does not take it. */
const tellForMs = 60_000;

/** Why a running attempt is stopped from outside. */
class Superseded extends Error {}
class Stopping extends Error {}

/** Take tasks from the queue and bring each to its end. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, boss, registry, log } = options;
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();

  const work = await openWorkFolder(options.workParent);
  let stopping = false;

  const reclaim = async (all: boolean) => {
    const count = await reclaimLostTasks(database, boss, all);
    if (count > 0) {
      log.warn({ count }, 'took back tasks whose worker had died');
      await work.sweep();
    }
    await releaseEveryThrottled(database, boss);
  };
  await reclaim(database.exclusive);
  if (database.exclusive) {
    for (const { id } of registry.engines()) await resendStrandedJobs(database, boss, id);
  }
  const reclaimTimer = setInterval(
    () => {
      reclaim(false).catch((error) => log.error({ err: error }, 'search for lost tasks failed'));
    },
    (options.limits.leaseSeconds / 3) * 1000,
  );

  async function runJob(job: { id: string; data: Job }): Promise<void> {
    if (stopping) throw new Stopping('left to another worker');
    const { leaseSeconds } = options.limits;
    const task = await claimTask(database, { id: job.id, task: job.data.task }, leaseSeconds);
    if (!task) return;
    const controller = new AbortController();
    if (stopping) controller.abort(new Stopping());
    const done = runAttempt(task, controller, work.path, options);
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
    async stop(drainMs = 0) {
      stopping = true;
      clearInterval(reclaimTimer);
      for (const queue of queues) await boss.offWork(queue, { wait: false });
      const handBack = setTimeout(() => {
        for (const { controller } of running.values()) controller.abort(new Stopping());
      }, drainMs);
      await Promise.allSettled([...running.values()].map(({ done }) => done));
      clearTimeout(handBack);
      await work.close();
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
  workRoot: string,
  options: WorkerOptions,
): Promise<void> {
  const { database, boss, artifacts, limits } = options;
  const log = options.log;
  const about = { task: task.id, attempt: task.attempt, engine: task.engine };
  const workDir = path.join(workRoot, `${task.id}-${task.attempt}`);
  const clip = `clips/${task.id}/${task.attempt}.mp4`;
  let progress = 0;

  const stopRenewing = keepRenewing(
    () => renewClaim(database, task, progress, limits.leaseSeconds),
    () => controller.abort(new Superseded()),
    (error) => log.warn({ ...about, err: error }, 'could not renew the lease'),
  );
  const timeout = setTimeout(
    () => controller.abort(new RenderFailure('TIMED_OUT')),
    limits.renderTimeoutSeconds * 1000,
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
    if (await tell(() => succeedTask(database, boss, task, { ...result, clip }))) {
      log.info({ ...about, warnings: result.warnings.length }, 'render finished');
    } else if (!(await tell(() => isClipOf(database, task.id, clip)))) {
      // Told twice over a broken connection, the clip is the task's although the second was refused.
      await artifacts.delete(clip);
    }
  } catch (error) {
    const reason = controller.signal.aborted ? controller.signal.reason : error;
    if (reason instanceof Superseded) {
      log.info(about, 'render abandoned');
    } else if (reason instanceof Stopping) {
      await tell(() => requeueTask(database, boss, task, { failed: false }));
      log.info(about, 'render handed back');
    } else if (isDatabaseAway(reason)) {
      log.error({ ...about, err: reason }, 'could not tell the outcome; the lease runs out');
    } else {
      const failure = toFailure(reason);
      const became = await tell(() => failAttempt(database, boss, task, failure));
      log.error({ ...about, became, err: reason }, 'render failed');
    }
  } finally {
    stopRenewing();
    clearTimeout(timeout);
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Renew now and then, one at a time, until it is refused. @returns what stops it */
function keepRenewing(
  renew: () => Promise<boolean>,
  onRefused: () => void,
  onError: (error: unknown) => void,
): () => void {
  let underway = false;
  const timer = setInterval(() => {
    if (underway) return;
    underway = true;
    renew()
      .then((ours) => ours || onRefused(), onError)
      .finally(() => {
        underway = false;
      });
  }, renewEveryMs);
  return () => clearInterval(timer);
}

/** What an attempt came to is worth telling again when the database was away for a moment. */
async function tell<T>(transition: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + tellForMs;
  for (;;) {
    try {
      return await transition();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > deadline) throw error;
      await wait(renewEveryMs);
    }
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
    await options.artifacts.copyOut(artifact, file, context.signal);
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
