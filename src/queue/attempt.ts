import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { LocalEngine, Log, RenderRequest, RenderResult } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import type { Observe } from '../observe/observe.ts';
import { type Artifacts, StorageAway } from '../store/artifacts/artifacts.ts';
import { clipKeys } from '../store/artifacts/clips.ts';
import { type Database, isDatabaseAway } from '../store/database/database.ts';
import { copyOutInput } from '../store/inputs/stored-input.ts';
import { areOutputsOf, type StoredTask } from '../store/tasks.ts';
import { type FailureClass, isStorageFull, RenderFailure } from '../task/errors.ts';
import { failAttempt, renewClaim, requeueTask, succeedTask } from './transitions.ts';

export interface AttemptOptions {
  database: Database;
  boss: PgBoss;
  registry: Registry;
  artifacts: Artifacts;
  /** See `config.ts`, where each has its default. */
  limits: { renderTimeoutSeconds: number; leaseSeconds: number };
  log: Log;
  observe?: Observe | undefined;
}

/** Frames per second of every clip, whatever the engine. */
const fps = 24;
/** Progress is written, and the lease renewed, at most this often. */
const renewEveryMs = 500;
/** How long an outcome is kept in mind while the database does not take it. */
const tellForMs = 60_000;

/** Why a running attempt is stopped from outside: the task is not this worker's any more. */
export class Superseded extends Error {}
/** Or the worker is to stop, and hands the task back. */
export class Stopping extends Error {}

/**
 * One attempt at a claimed task: it ends in a transition or gives way to one. What it throws is the
 * database's; the lease then runs out, and the task is taken back.
 */
export async function runAttempt(
  task: StoredTask,
  controller: AbortController,
  workRoot: string,
  options: AttemptOptions,
): Promise<void> {
  const { database, boss, artifacts, limits } = options;
  const log = options.log;
  const about = describe(task);
  const workDir = path.join(workRoot, `${task.id}-${task.attempt}`);
  const keysOf = (attempt: number) => clipKeys(task.id, attempt, task.request);
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
    // An attempt before this one may have left its clips, had it died between storing and telling.
    // By their names, so that what a slow storage does late cannot touch a later attempt's clips.
    for (let earlier = 1; earlier < task.attempt; earlier++) {
      for (const key of keysOf(earlier)) {
        const gone = artifacts.delete(key).catch((error) => {
          log.warn({ ...about, err: error }, 'could not delete a clip of an earlier attempt');
        });
        await unlessAborted(gone, controller.signal);
      }
    }
    const result = await render(task, options, {
      signal: controller.signal,
      workDir,
      progress: (fraction) => {
        progress = Math.max(progress, fraction);
      },
    });
    const outputs = keysOf(task.attempt).slice(0, result.files.length);
    for (const [index, key] of outputs.entries()) {
      await storeClip(artifacts, key, result.files[index]!, controller.signal);
    }
    if (await tell(() => succeedTask(database, boss, task, { ...result, outputs }))) {
      log.info({ ...about, warnings: result.warnings.length }, 'render finished');
    } else if (!(await tell(() => areOutputsOf(database, task.id, outputs)))) {
      // Told twice over a broken connection, the clips are the task's although the second was refused.
      for (const key of outputs) await unlessAborted(artifacts.delete(key), controller.signal);
    }
  } catch (error) {
    const reason = controller.signal.aborted ? controller.signal.reason : error;
    await endWithout(task, reason, options);
  } finally {
    stopRenewing();
    clearTimeout(timeout);
    await rm(workDir, { recursive: true, force: true });
  }
}

/** What is logged of an attempt, each time. */
function describe({ id, attempt, engine }: StoredTask) {
  return { task: id, attempt, engine };
}

/** The attempt has come to no clip: its task is another's, goes back to the queue, or fails. */
async function endWithout(
  task: StoredTask,
  reason: unknown,
  { database, boss, log }: AttemptOptions,
): Promise<void> {
  const about = describe(task);
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
}

/** Give way at once when the attempt is stopped: a slow storage must not keep the slot. */
async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
  gives = (_reason: unknown) => true,
): Promise<T> {
  // It may yet fail when nobody waits for it any more.
  work.catch(() => undefined);
  const stopped = Promise.withResolvers<never>();
  const stop = () => gives(signal.reason) && stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Store the clip. What still arrives after the attempt was stopped is removed again. */
async function storeClip(
  artifacts: Artifacts,
  clip: string,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const stored = artifacts.moveIn(clip, file);
  try {
    // A worker that stops tells what it has made rather than hand it back.
    await unlessAborted(stored, signal, (reason) => !(reason instanceof Stopping));
  } catch (error) {
    stored.then(() => artifacts.delete(clip)).catch(() => undefined);
    throw error;
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
  options: AttemptOptions,
  context: { signal: AbortSignal; workDir: string; progress(fraction: number): void },
): Promise<RenderResult> {
  const engine = options.registry.engine(task.engine) as LocalEngine;
  const outDir = path.join(context.workDir, 'out');
  await mkdir(outDir, { recursive: true });
  const inputs: RenderRequest['inputs'] = [];
  for (const [index, { role, artifact }] of task.request.inputs.entries()) {
    const file = path.join(context.workDir, `${index}-${role}${path.extname(artifact)}`);
    const copied = copyOutInput(options.artifacts, artifact, file, context.signal);
    await unlessAborted(copied, context.signal);
    inputs.push({ role, file });
  }
  return engine.render(
    { ...task.request, inputs, fps },
    { ...context, workDir: outDir, log: options.log },
  );
}

function classify(error: unknown): FailureClass {
  if (isStorageFull(error)) return 'STORAGE_FULL';
  return error instanceof StorageAway ? 'STORAGE_AWAY' : 'INTERNAL';
}

/** Errors of our own tell the client what happened; any other stays in the log. */
function toFailure(error: unknown) {
  const failure = error instanceof RenderFailure ? error : new RenderFailure(classify(error));
  return { failureClass: failure.failureClass, message: failure.message };
}
