/**
 * An upstream's clip becomes what was asked for: its pixels, its rate, its length, its format. The
 * clip is a stranger's file, so it is seen to in a child process that can die alone, confined as
 * those are that look at pictures.
 */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RenderFailure } from '../task/errors.ts';
import { outputFiles } from '../task/output-files.ts';
import { type Confinement, unconfined } from './confinement.ts';
import { badClip } from './normalising/bad-clip.ts';
import type {
  AskedClip,
  ClipLimits,
  Fit,
  FromChild,
  Outcome,
  Work,
} from './normalising/messages.ts';

export type { AskedClip, ClipLimits, Fit };

/** See `config.ts`, where each has its place. */
export const clipLimits: ClipLimits = {
  maxBytes: 2 * 2 ** 30,
  // 8K, the largest that codecs of today are made for.
  maxPixels: 8192 * 4320,
  timeoutMs: 900_000,
};

export interface NormaliseOptions {
  /** Absolute path of the clip as it came. */
  file: string;
  asked: AskedClip;
  /** An existing folder for what is made; the caller removes it afterwards. */
  workDir: string;
  signal: AbortSignal;
  /** 0..1, never falling. */
  progress(fraction: number): void;
  fit?: Fit | undefined;
  limits?: ClipLimits | undefined;
  confinement?: Confinement | undefined;
}

export interface NormalisedClip {
  /** The clip: in `workDir`, or the file that came where that is what was asked for already. */
  files: string[];
  /** What was done to it, a sentence each, for the task's details; empty where nothing was. */
  done: string[];
}

/** The end of what a dying child printed. */
const keptErrorOutput = 2000;

/**
 * Bring a clip to what was asked for. Sound is left out. Where a clip ends too soon its last frame is
 * held; a clip that is black, damaged, cut short, a single frame or less than half of what was asked
 * for is none.
 * @throws RenderFailure BAD_OUTPUT with what is wrong with the clip, or another class where the
 *   machine is to blame; `signal.reason` when aborted, after the child has ended
 */
export async function normaliseClip({
  file,
  asked,
  workDir,
  signal,
  progress,
  fit = 'crop',
  limits = clipLimits,
  confinement = unconfined,
}: NormaliseOptions): Promise<NormalisedClip> {
  signal.throwIfAborted();
  const output = path.join(workDir, `normalised${outputFiles[asked.outputFormat].extension}`);
  const child = startChild(confinement);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // A child that could not be started has no exit.
    child.once('error', () => child.pid === undefined && resolve());
  });
  try {
    const work = { file, output, asked, fit, limits };
    const outcome = await runWork(child, ended, work, { signal, progress });
    progress(1);
    return { files: [outcome.file], done: outcome.done };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

function startChild(confinement: Confinement): ChildProcess {
  // Run from source the child is TypeScript too; run from a build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./normalising/child.${extension}`, import.meta.url));
  return fork(script, { ...confinement, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

function runWork(
  child: ChildProcess,
  ended: Promise<void>,
  work: Work,
  { signal, progress }: Pick<NormaliseOptions, 'signal' | 'progress'>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let settled = false;
    const settle = (outcome: () => void) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      // Whatever else happened: what was aborted was aborted.
      if (signal.aborted) reject(signal.reason);
      else outcome();
    };
    const abort = () => settle(() => {});
    const { timeoutMs } = work.limits;
    const timer = setTimeout(
      () => settle(() => reject(badClip(`takes longer to decode than ${timeoutMs / 1000} s`))),
      timeoutMs,
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-keptErrorOutput);
    });
    child.on('message', (message: FromChild) => {
      if (message.type === 'progress' && !settled) progress(message.fraction);
      if (message.type === 'done') settle(() => resolve(message));
      if (message.type === 'failed') settle(() => reject(toFailure(message)));
    });
    child.once('error', (cause) =>
      settle(() => reject(new RenderFailure('WORKER_LOST', { cause }))),
    );
    void ended.then(() =>
      settle(() => reject(badClip('makes its decoder crash', new Error(printed.trim())))),
    );
    signal.addEventListener('abort', abort, { once: true });
    child.send(work, () => {});
  });
}

function toFailure({ failureClass, message, stack }: Extract<FromChild, { type: 'failed' }>) {
  const cause = new Error(message);
  cause.stack = stack;
  return new RenderFailure(failureClass, {
    cause,
    // What only the log can make sense of is told there.
    ...(failureClass === 'BAD_OUTPUT' ? { message } : {}),
  });
}
