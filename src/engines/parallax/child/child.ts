/**
 * The child's side of a render. It takes one request, answers it and ends; it also ends when its
 * parent is gone, so that a server killed with SIGKILL leaves nothing behind.
 */
import { Worker } from 'node:worker_threads';
import { UndecodableImage } from '../../../media/decode.ts';
import { type FailureClass, isStorageFull, RenderFailure } from '../../../task/errors.ts';
import type { RenderSettings } from '../render/frames.ts';
import type { KeyframeRequest } from '../request.ts';
import { renderClip } from './clip.ts';
import type { FromChild, ToChild } from './messages.ts';

const abort = new AbortController();

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
new Worker(new URL(`./orphan-watch.${extension}`, import.meta.url)).unref();

process.on('disconnect', () => process.exit(0));
// Ctrl-C in a terminal reaches the whole group: the parent decides what becomes of a render.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (message: ToChild) => {
  if (message.type === 'abort') abort.abort();
  else void answer(message.request, message.file, message.settings);
});
send({ type: 'ready' });

async function answer(
  request: KeyframeRequest,
  file: string,
  settings: RenderSettings,
): Promise<void> {
  try {
    const clip = await renderClip(request, file, {
      signal: abort.signal,
      progress: (fraction) => send({ type: 'progress', fraction }),
      stage: (stage) => send({ type: 'stage', stage }),
      settings,
    });
    send({ type: 'done', ...clip });
  } catch (error) {
    if (abort.signal.aborted) send({ type: 'aborted' });
    else send(describeFailure(error));
  }
}

function describeFailure(error: unknown): FromChild {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { type: 'failed', failureClass: classify(error), message, stack };
}

function classify(error: unknown): FailureClass {
  if (error instanceof RenderFailure) return error.failureClass;
  if (error instanceof UndecodableImage) return 'ASSET_INVALID';
  return isStorageFull(error) ? 'STORAGE_FULL' : 'INTERNAL';
}

function send(message: FromChild): void {
  process.send?.(message, undefined, undefined, () => {});
}
