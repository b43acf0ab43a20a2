/**
 * The parent's side of a render: one child process per render, never used twice. A child carries
 * libraries that parse hostile files and a scene of some 100 MB; when it ends, all of that is
 * certain to be gone, and when it dies, it dies alone.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log, RenderContext, RenderRequest } from '../../engine/engine.ts';
import { RenderFailure } from '../../task/errors.ts';
import type { FromChild, RenderSettings, ToChild } from './messages.ts';

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
  render(request: RenderRequest, file: string, context: RenderContext): Promise<Finished>;
  /** End the idle children. Renders under way are the caller's to abort. */
  close(): Promise<void>;
}

interface Child {
  process: ChildProcess;
  ended: Promise<void>;
  errorOutput(): string;
}

/** Keep `spareProcesses` children loaded and waiting; a render takes one, and it is replaced. */
export function createRenderProcesses(options: {
  spareProcesses: number;
  settings?: RenderSettings;
  log?: Log | undefined;
}): RenderProcesses {
  const { settings = {} } = options;
  const spares = new Set<Child>();
  let closed = false;

  function addSpares(): void {
    while (!closed && spares.size < options.spareProcesses) {
      const child = startChild(options.log);
      spares.add(child);
      // A spare must not keep its parent alive; it ends by itself when the parent is gone.
      child.process.unref();
      child.process.channel?.unref();
      void child.ended.then(() => spares.delete(child));
    }
  }

  function takeChild(): Child {
    const [spare] = spares;
    if (!spare) return startChild(options.log);
    spares.delete(spare);
    spare.process.ref();
    spare.process.channel?.ref();
    return spare;
  }

  addSpares();
  return {
    async render(request, file, context) {
      context.signal.throwIfAborted();
      const child = takeChild();
      try {
        return await runRender(child, { request, file, settings }, context, options.log);
      } finally {
        child.process.kill('SIGKILL');
        await child.ended;
        // Not before: starting a child takes CPU from the render that is going on.
        addSpares();
      }
    },
    async close() {
      closed = true;
      const ending = [...spares];
      for (const child of ending) {
        // Unreferenced as it was, nothing would keep the program alive until the child is gone.
        child.process.ref();
        child.process.kill('SIGKILL');
      }
      await Promise.all(ending.map((child) => child.ended));
    },
  };
}

function startChild(log: Log | undefined): Child {
  // Run from source the child is TypeScript too; run from a build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./worker.${extension}`, import.meta.url));
  // execArgv: a parent under a debugger or a test runner must not hand its flags on.
  // No environment: what decodes strangers' pictures has no business with keys and passwords.
  const child = fork(script, {
    env: {},
    execArgv: [],
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
  task: { request: RenderRequest; file: string; settings: RenderSettings },
  { signal, progress }: RenderContext,
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
