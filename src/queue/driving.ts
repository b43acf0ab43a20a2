import { setTimeout as wait } from 'node:timers/promises';
import type { Log, RenderInput, RenderResult } from '../engine/engine.ts';
import { isDatabaseAway } from '../store/database/database.ts';
import { RenderFailure } from '../task/errors.ts';
import type { Stage } from '../task/stages.ts';

/** Frames per second of every clip, whatever the engine. */
export const fps = 24;

/** What an attempt hands to the driver of its engine's sort. */
export interface DriveContext {
  /** Aborted when the task is not this attempt's any more, or the worker stops. */
  signal: AbortSignal;
  /** 0..1; what falls is passed over. */
  progress(fraction: number): void;
  /** See `RenderContext`. */
  stage?: ((stage: Stage) => void) | undefined;
  /** An existing folder of this attempt alone. */
  workDir: string;
  /** Copy the task's inputs out of the storage, into the attempt's folder. */
  takeInputs(): Promise<RenderInput[]>;
  log: Log;
}

/** Brings one attempt to its clips. @throws RenderFailure, or the signal's reason */
export type Drive = (context: DriveContext) => Promise<RenderResult>;

/**
 * Do something that may take only so long.
 * @throws RenderFailure TIMED_OUT
 */
export async function withinSeconds<T>(
  seconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new RenderFailure('TIMED_OUT')), seconds * 1000);
  const signal = AbortSignal.any([outer, late.signal]);
  try {
    return await work(signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Give way at once when the attempt is stopped: a slow storage must not keep the slot. */
export async function unlessAborted<T>(
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

/** How long an outcome is kept in mind while the database does not take it. */
const tellForMs = 60_000;
const tellEveryMs = 500;

/** What an attempt came to is worth telling again when the database was away for a moment. */
export async function tell<T>(transition: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + tellForMs;
  for (;;) {
    try {
      return await transition();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > deadline) throw error;
      await wait(tellEveryMs);
    }
  }
}
