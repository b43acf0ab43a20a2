/**
 * The parent's side of a render: one child process per render, never used twice. A child carries
 * libraries that parse hostile files and a scene of some 100 MB; when it ends, all of that is
 * certain to be gone, and when it dies, it dies alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log, RenderContext } from '../../../engine/engine.ts';
import { type Confinement, unconfined } from '../../../media/confinement.ts';
import { RenderFailure } from '../../../task/errors.ts';
import type { RenderSettings } from '../render/frames.ts';
import type { KeyframeRequest } from '../request.ts';
import type { FromChild, ToChild } from './messages.ts';

/** How long a child may take to stop when asked; a frame takes about 10 ms, a scene 0.3 s. */
const abortGraceMs = 1000;
/** The end of what a dying child printed, for the log. */
const keptErrorOutput = 4000;

type Finished = Extract<FromChild, { type: 'done' }>;

export interface RenderProcesses {
  /**
   * Render into `file`.
   * @throws RenderFailure; `context.signal.reason` when aborted, after the child has ended.
   */
  render(request: KeyframeRequest, file: string, context: RenderContext): Promise<Finished>;
  /** A render is likely to come soon: have a child ready for it. */
  prepare(): void;
  /** End the idle child. Renders under way are the caller's to abort. */
  close(): Promise<void>;
}

interface Child {
  process: ChildProcess;
  ended: Promise<void>;
  errorOutput(): string;
}

/**
 * Who renders is likely to render again: a child is kept loaded and waiting, until `idleMs` have
 * passed without a render. A render takes it, and it is replaced.
 */
export function createRenderProcesses(options: {
  /** 0: none is kept. */
  idleMs: number;
  settings?: RenderSettings;
  confinement?: Confinement | undefined;
  log?: Log | undefined;
}): RenderProcesses {
  const { settings = {}, confinement = unconfined } = options;
  let spare: Child | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let rendering = 0;
  let closed = false;

  function keepSpare(): void {
    if (closed || options.idleMs === 0) return;
    clearTimeout(idleTimer);
    idleTimer = setTimeout(endSpare, options.idleMs).unref();
    if (spare) return;
    const child = startChild(options.log, confinement);
    spare = child;
    // A spare must not keep its parent alive; it ends by itself when the parent is gone.
    child.process.unref();
    child.process.channel?.unref();
    void child.ended.then(() => {
      if (spare === child) spare = undefined;
    });
  }

  function takeSpare(): Child | undefined {
    const child = spare;
    spare = undefined;
    clearTimeout(idleTimer);
    child?.process.ref();
    child?.process.channel?.ref();
    return child;
  }

  async function endSpare(): Promise<void> {
    // Referenced again: nothing else would keep the program alive until the child is gone.
    const child = takeSpare();
    child?.process.kill('SIGKILL');
    await child?.ended;
  }

  return {
    prepare() {
      // Starting a child takes CPU from a render that is going on; when that ends, one is started.
      if (rendering === 0) keepSpare();
    },
    async render(request, file, context) {
      context.signal.throwIfAborted();
      const child = takeSpare() ?? startChild(options.log, confinement);
      rendering += 1;
      try {
        return await runRender(child, { request, file, settings }, context, options.log);
      } finally {
        child.process.kill('SIGKILL');
        await child.ended;
        rendering -= 1;
        keepSpare();
      }
    },
    async close() {
      closed = true;
      await endSpare();
    },
  };
}

function startChild(log: Log | undefined, confinement: Confinement): Child {
  // Run from source the child is TypeScript too; run from a build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./child.${extension}`, import.meta.url));
  const child = fork(script, {
    ...confinement,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  log?.debug({ pid: child.pid }, 'Started a render process');
  let errorOutput = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorOutput = (errorOutput + text).slice(-keptErrorOutput);
  });
  (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // A child that could not be started has no exit.
    child.once('error', () => child.pid === undefined && resolve());
  });
  return { process: child, ended, errorOutput: () => errorOutput };
}

function runRender(
  child: Child,
  task: { request: KeyframeRequest; file: string; settings: RenderSettings },
  { signal, progress, stage }: RenderContext,
  log: Log | undefined,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let killTimer: NodeJS.Timeout | undefined;
    let settled = false;
    const send = (message: ToChild) => child.process.send(message, () => {});
    const abort = () => {
      send({ type: 'abort' });
      killTimer = setTimeout(() => child.process.kill('SIGKILL'), abortGraceMs);
    };
    const settle = (outcome: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(killTimer);
      signal.removeEventListener('abort', abort);
      // Whatever else happened: an aborted render was aborted.
      if (signal.aborted) reject(signal.reason);
      else outcome();
    };
    child.process.on('message', (message: FromChild) => {
      if (message.type === 'progress' && !signal.aborted) progress(message.fraction);
      if (message.type === 'stage' && !signal.aborted) stage?.(message.stage);
      if (message.type === 'done') settle(() => resolve(message));
      if (message.type === 'aborted') settle(() => reject(new RenderFailure('WORKER_LOST')));
      if (message.type === 'failed') settle(() => reject(toFailure(message)));
    });
    void child.ended.then(() =>
      settle(() => {
        const { exitCode, signalCode } = child.process;
        const details = { exitCode, signalCode, stderr: child.errorOutput() };
        log?.warn(details, 'A render process died');
        reject(new RenderFailure('WORKER_LOST', { cause: new Error(describeDeath(details)) }));
      }),
    );
    signal.addEventListener('abort', abort, { once: true });
    send({ type: 'render', ...task });
  });
}

function toFailure(message: Extract<FromChild, { type: 'failed' }>): RenderFailure {
  const cause = new Error(message.message);
  cause.stack = message.stack;
  return new RenderFailure(message.failureClass, { cause });
}

function describeDeath(death: {
  exitCode: number | null;
  signalCode: string | null;
  stderr: string;
}): string {
  const how = death.signalCode ? `by ${death.signalCode}` : `with code ${death.exitCode}`;
  return `The render process ended ${how}. ${death.stderr}`.trim();
}
