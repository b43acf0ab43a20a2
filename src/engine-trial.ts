/**
 * The composition root of `photoplay engines test`: one small real request through one engine of the
 * configuration, step by step, by the functions that a worker drives its tasks with. It needs no
 * server and no database.
 */
import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clipRules } from './clip-rules.ts';
import { type Config, ConfigError } from './config.ts';
import type {
  Engine,
  LocalEngine,
  Log,
  Operation,
  RenderRequest,
  RequestOutline,
  UpstreamEngine,
} from './engine/engine.ts';
import { findConfinement, unconfined } from './media/confinement.ts';
import { inspectImage } from './media/inspect.ts';
import { decodeClip, probeClip } from './media/probe.ts';
import { chooseDepthModel } from './models.ts';
import { openEngine, secretsOf } from './open-engines.ts';
import { waitForEnd } from './queue/drive-upstream.ts';
import { fps, withinSeconds } from './queue/driving.ts';
import { takeClips } from './queue/take-clips.ts';
import { askOnce } from './queue/upstream-calls.ts';
import { findNearest, suggest } from './task/nearest.ts';
import { hideSecrets } from './task/secrets.ts';
import { outlineTrial } from './trial-request.ts';

/** What a trial goes through, in this order; an engine that renders here has fewer steps. */
export type TrialStep =
  | 'configured'
  | 'answers'
  | 'accepts'
  | 'submitted'
  | 'drawn'
  | 'fetched'
  | 'fitted'
  | 'playable';

export interface StepOutcome {
  step: TrialStep;
  ok: boolean;
  seconds: number;
  /** What came of it, or why it failed, without secrets. */
  message: string;
}

export interface Trial {
  engine: string;
  /** An image file. */
  image: string;
  promptText: string;
  /** A model that leads to the engine; absent: one of those. */
  model?: string | undefined;
  /** Where the clip is kept; absent: nowhere. */
  output?: string | undefined;
  signal: AbortSignal;
  onStep(outcome: StepOutcome): void;
  onProgress(fraction: number): void;
  /** What an engine has to say meanwhile. */
  onNote(message: string): void;
}

/** A step that failed has been told. */
class StepFailed extends Error {}

/**
 * @returns whether every step went well
 * @throws ConfigError when there is no such engine, or the image is none
 */
export async function tryEngine(config: Config, trial: Trial): Promise<boolean> {
  const configured = requireEngine(config, trial.engine);
  const secrets = secretsOf(config);
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-trial-'));
  const run = createSteps(trial, (message) => hideSecrets(message, secrets));
  let engine: Engine | undefined;
  try {
    const image = await readPicture(trial.image, folder);
    const { outline, led } = outlineTrial(config, trial);
    const log = noteWarnings(trial, secrets);
    engine = await run('configured', async () => {
      const made = await openEngine(configured, {
        log,
        children: { idleMs: 0, confinement: unconfined },
        openDepthModel: (wanted) => chooseDepthModel(config, wanted),
      });
      return [made, `"${made.id}" is of the kind ${configured.kind}; ${led}`];
    });
    await askHealth(engine, { config, log, run, signal: trial.signal });
    await run('accepts', async () => consider(engine!, outline));
    const { roles, ...rest } = outline;
    const inputs = roles.map((role) => ({ role, file: image }));
    const request: RenderRequest = { ...rest, inputs, fps };
    const context = { config, trial, folder, log, run };
    const file = await (engine.kind === 'local'
      ? renderHere(engine, request, context)
      : driveThere(engine, request, context));
    await run('playable', () => play(file, request));
    if (trial.output) await copyFile(file, trial.output);
    return true;
  } catch (error) {
    if (error instanceof StepFailed) return false;
    throw error;
  } finally {
    await engine?.close?.();
    await rm(folder, { recursive: true, force: true });
  }
}

type Run = ReturnType<typeof createSteps>;

/** Runs a step, which gives its result and what there is to say of it, and tells how it went. */
function createSteps({ onStep, signal }: Trial, hide: (message: string) => string) {
  return async <T>(step: TrialStep, work: () => Promise<[result: T, message: string]>) => {
    const begun = performance.now();
    const tell = (ok: boolean, message: string) =>
      onStep({ step, ok, seconds: (performance.now() - begun) / 1000, message: hide(message) });
    try {
      const [result, message] = await work();
      tell(true, message);
      return result;
    } catch (error) {
      if (error instanceof StepFailed) throw error;
      tell(false, signal.aborted ? 'Stopped.' : (error as Error).message);
      throw new StepFailed();
    }
  };
}

interface TrialContext {
  config: Config;
  trial: Trial;
  folder: string;
  log: Log;
  run: Run;
}

async function askHealth(
  engine: Engine,
  {
    config,
    log,
    run,
    signal,
  }: Pick<TrialContext, 'config' | 'log' | 'run'> & Pick<Trial, 'signal'>,
): Promise<void> {
  await run('answers', async () => {
    if (engine.kind === 'local') return [undefined, 'It renders here.'];
    if (!engine.health) return [undefined, 'It cannot be asked without a task.'];
    const timeout = AbortSignal.timeout(config.limits.upstreamTimeoutMs);
    const { ok, message } = await engine.health({
      log,
      signal: AbortSignal.any([signal, timeout]),
    });
    if (!ok) throw new Error(message);
    return [undefined, message];
  });
}

async function consider(engine: Engine, outline: RequestOutline): Promise<[undefined, string]> {
  const { refusals, warnings } = engine.consider(outline);
  if (refusals.length > 0) {
    throw new Error(refusals.map(({ field, message }) => `${field}: ${message}`).join(' '));
  }
  const { model, width, height, durationSeconds } = outline;
  const asked = `${model}, ${width}x${height}, ${durationSeconds} s`;
  return [undefined, [asked, ...warnings.map(({ message }) => message)].join('. ')];
}

async function renderHere(
  engine: LocalEngine,
  request: RenderRequest,
  { config, trial, folder, log, run }: TrialContext,
): Promise<string> {
  return run('drawn', () =>
    withinSeconds(config.limits.renderTimeoutSeconds, trial.signal, async (signal) => {
      const progress = trial.onProgress;
      const { files, frames } = await engine.render(request, {
        signal,
        progress,
        workDir: folder,
        log,
      });
      return [files[0]!, `${frames} frames`];
    }),
  );
}

async function driveThere(
  engine: UpstreamEngine,
  request: RenderRequest,
  { config, trial, folder, log, run }: TrialContext,
): Promise<string> {
  const { limits } = config;
  const { signal } = trial;
  // Nothing of it is stored: it has no inputs and no row.
  const task = { id: randomUUID(), engine: engine.id, request: { ...request, inputs: [] } };
  const call = { task, log, timeoutMs: limits.upstreamTimeoutMs };
  const operation = await run('submitted', async () => {
    const made = await askOnce('start', (given) => engine.start(request, given), call, signal);
    return [made, describeOperation(made)];
  });
  const outputs = await run('drawn', async () => {
    const context = { signal, log, workDir: folder, progress: trial.onProgress };
    const deadline = Date.now() + engine.timeoutSeconds * 1000;
    try {
      const waiting = { task, engine, services: { limits }, context, deadline };
      const outcome = await waitForEnd(operation, waiting);
      if (outcome.state === 'failed') throw outcome.failure;
      const clips = outcome.outputs.length;
      return [outcome.outputs, clips === 1 ? 'one clip' : `${clips} clips`];
    } catch (error) {
      await stop(engine, operation, { task: task.id, log });
      throw error;
    }
  });
  return takeClip(outputs, engine, task, { config, trial, folder, log, run });
}

/** Fetching and fitting are one function of the driver's; the second begins when it is called for. */
async function takeClip(
  outputs: Parameters<typeof takeClips>[0],
  engine: UpstreamEngine,
  task: Parameters<typeof takeClips>[1],
  { config, trial, folder, run }: TrialContext,
): Promise<string> {
  const { signal } = trial;
  const rules = clipRules(config, await confine(config, folder));
  const came = Promise.withResolvers<void>();
  const taking = takeClips(
    outputs.slice(0, 1),
    task,
    engine,
    {
      ...rules,
      limits: config.limits,
      normalise(clip) {
        came.resolve();
        return rules.normalise(clip);
      },
    },
    { workDir: folder, signal, progress() {} },
  );
  // Whichever step it fails in tells it.
  taking.catch(() => undefined);
  await run('fetched', async () => {
    await Promise.race([came.promise, taking]);
    return [undefined, 'the clip is here'];
  });
  return run('fitted', async () => {
    const { files, warnings } = await taking;
    const done = warnings.map(({ message }) => message).join(' ');
    return [files[0]!, done || 'It was what was asked for.'];
  });
}

/** The upstream may go on where it cannot be stopped; whoever tests it is told. */
async function stop(
  engine: UpstreamEngine,
  operation: Operation,
  given: { task: string; log: Log },
): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  const outcome = await engine
    .cancel?.(operation, { ...given, signal })
    .catch((error: Error) => error.message);
  if (outcome === 'stopped') return;
  given.log.warn({}, `The task may go on there: ${outcome ?? 'it cannot be told to stop'}.`);
}

async function play(file: string, asked: RenderRequest): Promise<[undefined, string]> {
  const { codec, width, height, durationSeconds } = await probeClip(file);
  const { frames } = await decodeClip(file, () => undefined);
  const wanted = asked.durationSeconds * fps;
  if (width !== asked.width || height !== asked.height || frames !== wanted) {
    throw new Error(
      `Expected ${asked.width}x${asked.height} and ${wanted} frames but the clip has ${width}x${height} and ${frames}.`,
    );
  }
  return [undefined, `${codec}, ${width}x${height}, ${frames} frames, ${durationSeconds} s`];
}

function requireEngine({ engines }: Config, name: string): Config['engines'][number] {
  const found = engines.find(({ id }) => id === name);
  if (found) return found;
  const names = engines.map(({ id }) => id);
  throw new ConfigError(
    `Expected one of the engines ${names.join(', ')} but received "${name}".${suggest(findNearest(name, names)) || ' PHOTOPLAY_CONFIG names the file that has them; "photoplay init" writes one.'}`,
  );
}

/** As a server takes pictures in: mended and scaled down where need be. */
async function readPicture(file: string, folder: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    const { facts, replacement = bytes } = await inspectImage(bytes);
    const copy = path.join(folder, `picture.${facts.format}`);
    await writeFile(copy, replacement);
    return copy;
  } catch (error) {
    throw new ConfigError(`${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

/** The clip is a stranger's file. */
async function confine({ confineChildren, dataDir }: Config, folder: string) {
  if (confineChildren === 'never') return unconfined;
  const needed = [process.execPath, import.meta.filename, folder];
  const found = await findConfinement({ hidden: [dataDir], needed });
  if ('confinement' in found) return found.confinement;
  if (confineChildren === 'auto') return unconfined;
  throw new ConfigError(
    `Children cannot be confined here (${found.reason}), and confineChildren is "always".`,
  );
}

function describeOperation(operation: Operation): string {
  const { id } = operation;
  return typeof id === 'string' ? `task ${id}` : 'it took the task';
}

/** The engine's warnings, as notes; the rest of what it says is for logs. */
function noteWarnings({ onNote }: Trial, secrets: string[]): Log {
  const note = (details: object, message: string) => {
    const { err } = details as { err?: unknown };
    const why = err instanceof Error ? `${message}: ${err.message}` : message;
    onNote(hideSecrets(why, secrets));
  };
  return { debug() {}, info() {}, warn: note, error: note };
}
