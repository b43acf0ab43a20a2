/**
 * An engine for tests: deterministic, nearly instant, and it does what it is told. Its clips are
 * real MP4s of the right size, length and frame rate that show flat colours drawn from the seed.
 *
 * A prompt that contains one of these words controls it:
 *
 *     fake:fail CLASS   fails with that class of the failure table, e.g. `fake:fail BAD_OUTPUT`
 *     fake:crash        fails as if its process had died
 *     fake:throw        throws an error that is no RenderFailure
 *     fake:slow 2.5     takes that many seconds, reporting progress; stops at once when aborted
 *     fake:hang         reports half of the progress, then waits to be aborted
 *     fake:warn         finishes with a warning
 *
 * `fake:slow` may stand beside one of the others, which then happens afterwards.
 */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  LocalEngine,
  PlanRequest,
  RenderContext,
  RenderRequest,
  Warning,
} from '../../engine/engine.ts';
import { type FailureClass, failures, RenderFailure } from '../../task/errors.ts';
import { outputFiles } from '../../task/output-files.ts';

export interface FakeOptions {
  id?: string;
  /** Called when a render starts, before anything else: what a test waits for or counts. */
  onRender?: ((request: RenderRequest) => void | Promise<void>) | undefined;
}

/** Create the fake engine. */
export function createFakeEngine({ id = 'fake', onRender }: FakeOptions = {}): LocalEngine {
  return {
    kind: 'local',
    id,
    consider: () => ({ refusals: [], warnings: [] }),
    async render(request, context) {
      context.signal.throwIfAborted();
      await onRender?.(request);
      await obeySlow(request.promptText, context);
      await obeyWords(request.promptText, context);
      const file = path.join(context.workDir, `clip${outputFiles[request.outputFormat].extension}`);
      const frames = await encodeFlatFrames(request, file, context);
      return {
        files: [file],
        frames,
        warnings: warningsOf(request.promptText),
        shot: describe(request),
      };
    },
    plan: async (request) => ({
      shot: describe(request),
      warnings: warningsOf(request.promptText),
    }),
    async close() {},
  };
}

async function obeySlow(promptText: string, { signal, progress }: RenderContext): Promise<void> {
  const [, seconds] = /fake:slow (\d+(?:\.\d+)?)/.exec(promptText) ?? [];
  if (!seconds) return;
  const steps = Math.max(1, Math.ceil(Number(seconds) * 10));
  for (let step = 1; step <= steps; step++) {
    await waitOrAbort((Number(seconds) * 1000) / steps, signal);
    progress((0.9 * step) / steps);
  }
}

async function obeyWords(promptText: string, { signal, progress }: RenderContext): Promise<void> {
  const [, failureClass] = /fake:fail ([A-Z_]+)/.exec(promptText) ?? [];
  if (failureClass) {
    if (failureClass in failures) throw new RenderFailure(failureClass as FailureClass);
    const known = Object.keys(failures).join(', ');
    throw new Error(`Expected fake:fail with one of ${known} but received ${failureClass}.`);
  }
  if (promptText.includes('fake:crash')) throw new RenderFailure('WORKER_LOST');
  if (promptText.includes('fake:throw')) throw new Error('The fake engine was told to throw.');
  if (promptText.includes('fake:hang')) {
    progress(0.5);
    for (;;) await waitOrAbort(60_000, signal);
  }
}

async function waitOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    // The timer's own AbortError hides the reason.
    signal.throwIfAborted();
  }
}

function warningsOf(promptText: string): Warning[] {
  if (!promptText.includes('fake:warn')) return [];
  return [{ code: 'fake', message: 'The prompt asked for a warning; here it is.' }];
}

function describe({ promptText, seed }: PlanRequest) {
  return { engine: 'fake', promptText, seed };
}

async function encodeFlatFrames(
  request: RenderRequest,
  file: string,
  { signal, progress, stage }: RenderContext,
): Promise<number> {
  // Not until it is needed: the server loads this file too, and 170 MB of encoder with it.
  const { openSink } = await import('../../media/output/sink.ts');
  // The quickest preset that is still High profile; there is nothing here for threads to share.
  const quickest = { preset: 'superfast', crf: 40, threads: 1 };
  stage?.('frames');
  const { seed, durationSeconds, fps } = request;
  const sink = await openSink({ ...request, file, h264: quickest });
  const frames = Math.round(durationSeconds * fps);
  try {
    for (let i = 0; i < frames; i++) {
      signal.throwIfAborted();
      const { y, u, v } = sink.frame;
      u.fill(64 + (seed % 128));
      v.fill(64 + ((seed >>> 7) % 128));
      y.fill(40 + Math.round((160 * i) / frames));
      await sink.writeFrame();
      progress(0.9 + (0.1 * (i + 1)) / (frames + 1));
    }
    await sink.finish();
  } finally {
    await sink.close();
  }
  progress(1);
  return frames;
}
