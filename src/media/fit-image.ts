/**
 * An image at exactly the size that a model is asked for: upright, in sRGB, cropped at the centre as
 * Runway crops. Servers would stretch it, or leave it lying on its side. It is decoded in a child
 * process that can die alone.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RenderFailure } from '../task/errors.ts';
import { type Confinement, unconfined } from './confinement.ts';

export interface FitQuestion {
  file: string;
  /** Pixels. */
  width: number;
  height: number;
}

export type FitAnswer = { png: Uint8Array } | { undecodable: string } | { failed: string };

/** A child that takes longer is killed: the largest image that is accepted takes a second or two. */
const timeoutMs = 60_000;

/**
 * @returns a PNG file
 * @throws RenderFailure ASSET_INVALID when it does not decode, WORKER_LOST when the child died; the
 * signal's reason
 */
export function fitImage(
  question: FitQuestion,
  signal: AbortSignal,
  confinement: Confinement = unconfined,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  // Run from source the child is TypeScript too; run from a build it is JavaScript.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./fit-image-child.${extension}`, import.meta.url));
  const child = fork(script, {
    ...confinement,
    // Bytes as bytes, not as JSON.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => {
    reject(new RenderFailure('ASSET_INVALID', { message: 'Decoding an image takes too long.' }));
  }, timeoutMs);
  child.on('message', (answer: FitAnswer) => {
    if ('png' in answer) resolve(answer.png);
    else if ('undecodable' in answer) {
      reject(new RenderFailure('ASSET_INVALID', { cause: answer.undecodable }));
    } else reject(new Error(answer.failed));
  });
  child.on('error', (cause) => reject(new RenderFailure('WORKER_LOST', { cause })));
  child.on('exit', (code, by) => {
    const cause = `The decoder ended by ${by ?? `code ${code}`}.`;
    reject(new RenderFailure('WORKER_LOST', { cause }));
  });
  // A child that dies meanwhile tells by its exit.
  child.send(question, () => {});
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
  });
}
