/** The child's side of `normalise.ts`: it sees to one clip, and ends when its parent goes. */
import { FFmpegError } from 'node-av/lib';
import { type FailureClass, isStorageFull, RenderFailure } from '../../task/errors.ts';
import { badClip } from './bad-clip.ts';
import { convertClip } from './convert-clip.ts';
import type { FromChild, Outcome, Work } from './messages.ts';
import { type OpenClip, openClip } from './open-clip.ts';
import { passOn } from './pass-on.ts';

process.on('disconnect', () => process.exit(0));
// Ctrl-C in a terminal reaches the whole group: the parent decides when its children go.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (work: Work) => void answer(work));

async function answer(work: Work): Promise<void> {
  try {
    send({ type: 'done', ...(await normalise(work)) });
  } catch (thrown) {
    const error = thrown instanceof FFmpegError ? badClip('cannot be decoded', thrown) : thrown;
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const told = thrown instanceof FFmpegError ? thrown.stack : stack;
    send({ type: 'failed', failureClass: classify(error), message, stack: told ?? '' });
  }
}

async function normalise(work: Work): Promise<Outcome> {
  const asItIs = await withClip(work, (clip) => passOn(clip, work));
  if (asItIs) return asItIs;
  const progress = (fraction: number) => send({ type: 'progress', fraction });
  const done = await withClip(work, (clip) => convertClip(clip, work, progress));
  return { file: work.output, done };
}

async function withClip<T>(work: Work, use: (clip: OpenClip) => Promise<T>): Promise<T> {
  const clip = await openClip(work.file, work.limits);
  try {
    return await use(clip);
  } finally {
    await clip.input.closeInput();
  }
}

function classify(error: unknown): FailureClass {
  if (error instanceof RenderFailure) return error.failureClass;
  return isStorageFull(error) ? 'STORAGE_FULL' : 'INTERNAL';
}

function send(message: FromChild): void {
  process.send?.(message, undefined, undefined, () => {});
}
