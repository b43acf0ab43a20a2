import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../engine/engine.ts';
import type { Registry } from '../engine/registry.ts';
import { type Artifacts, StorageAway } from '../store/artifacts/artifacts.ts';
import { clipKeys } from '../store/artifacts/clips.ts';
import { isDatabaseAway } from '../store/database/database.ts';
import { areOutputsOf, type StoredTask } from '../store/tasks.ts';
import { type FailureClass, failures, isStorageFull, RenderFailure } from '../task/errors.ts';
import { type AttemptSteps, tellAttempt } from './attempt-steps.ts';
import { driveLocal } from './drive-local.ts';
import { driveUpstream, type UpstreamServices } from './drive-upstream.ts';
import { type Drive, tell, unlessAborted } from './driving.ts';
import { handOver } from './hand-over.ts';
import { stopOperations } from './stop-upstream.ts';
import { takeInputs } from './take-inputs.ts';
import { failAttempt, renewClaim, requeueTask, succeedTask } from './transitions.ts';

export interface AttemptOptions extends UpstreamServices {
  boss: PgBoss;
  registry: Registry;
  artifacts: Artifacts;
  /** See `config.ts`, where each has its default. */
  limits: UpstreamServices['limits'] & { leaseSeconds: number };
  log: Log;
}

/** Progress is written, and the lease renewed, at most this often. */
const renewEveryMs = 500;

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
  const steps = options.observe && tellAttempt(task, options.observe);

  const stopRenewing = keepRenewing(
    () => renewClaim(database, task, progress, limits.leaseSeconds),
    () => controller.abort(new Superseded()),
    (error) => log.warn({ ...about, err: error }, 'could not renew the lease'),
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
    const outDir = path.join(workDir, 'out');
    await mkdir(outDir, { recursive: true });
    const result = await chooseDriver(
      task,
      options,
    )({
      signal: controller.signal,
      workDir: outDir,
      progress: (fraction) => {
        progress = Math.max(progress, fraction);
      },
      takeInputs: () => {
        steps?.turnTo('inputs');
        return takeInputs(task, workDir, artifacts, controller.signal);
      },
      log,
      stage: steps?.turnTo,
    });
    steps?.turnTo('store');
    const outputs = keysOf(task.attempt).slice(0, result.files.length);
    for (const [index, key] of outputs.entries()) {
      await storeClip(artifacts, key, result.files[index]!, controller.signal);
    }
    steps?.stored(outputs.length);
    if (await tell(() => succeedTask(database, boss, task, { ...result, outputs }))) {
      steps?.succeeded(result.warnings);
      log.info({ ...about, warnings: result.warnings.length }, 'render finished');
    } else if (!(await tell(() => areOutputsOf(database, task.id, outputs)))) {
      // Told twice over a broken connection, the clips are the task's although the second was refused.
      for (const key of outputs) await unlessAborted(artifacts.delete(key), controller.signal);
    }
  } catch (error) {
    const reason = controller.signal.aborted ? controller.signal.reason : error;
    await endWithout(task, reason, workRoot, options, steps);
  } finally {
    steps?.end();
    stopRenewing();
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
  workRoot: string,
  options: AttemptOptions,
  steps: AttemptSteps | undefined,
): Promise<void> {
  const { database, boss, log } = options;
  const about = describe(task);
  if (reason instanceof Superseded) {
    log.info(about, 'render abandoned');
    await stopOperations(options, workRoot, task.id);
  } else if (reason instanceof Stopping) {
    const ours = await tell(() => requeueTask(database, boss, task, { failed: false }));
    if (ours) steps?.handedBack();
    log.info(about, 'render handed back');
  } else if (isDatabaseAway(reason)) {
    log.error({ ...about, err: reason }, 'could not tell the outcome; the lease runs out');
  } else {
    const failure = toFailure(reason);
    const standIn = await tell(() => handOver(options, task, failure));
    if (standIn !== undefined) {
      steps?.handedOver(standIn, failure.failureClass);
      log.warn({ ...about, standIn, err: reason }, 'handed over to another engine');
      return;
    }
    const became = await tell(() => failAttempt(database, boss, task, failure));
    if (became) steps?.failed(became, failure);
    log.error({ ...about, became, err: reason }, 'render failed');
    if (became === 'FAILED') await stopOperations(options, workRoot, task.id);
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

/** How the task's engine is driven. */
function chooseDriver(task: StoredTask, options: AttemptOptions): Drive {
  const engine = options.registry.engine(task.engine);
  return engine.kind === 'local'
    ? driveLocal(task, engine, options.limits.renderTimeoutSeconds)
    : driveUpstream(task, engine, options);
}

function classify(error: unknown): FailureClass {
  if (isStorageFull(error)) return 'STORAGE_FULL';
  return error instanceof StorageAway ? 'STORAGE_AWAY' : 'INTERNAL';
}

/** Errors of our own tell the client what happened; any other stays in the log. */
function toFailure(error: unknown) {
  const failure = error instanceof RenderFailure ? error : new RenderFailure(classify(error));
  const { failureClass, message, retryAfterSeconds } = failure;
  const failureCode = failure.failureCode ?? failures[failureClass].failureCode;
  return { failureClass, message, failureCode, retryAfterSeconds };
}
