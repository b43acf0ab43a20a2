import { setTimeout as wait } from 'node:timers/promises';
import type { Log, UpstreamContext } from '../engine/engine.ts';
import type { StoredTask } from '../store/tasks.ts';

export interface Call {
  task: Pick<StoredTask, 'id'>;
  log: Log;
  timeoutMs: number;
}

/** One call to an upstream, which may take only so long. */
export function askOnce<T>(
  question: (given: UpstreamContext) => Promise<T>,
  { task, log, timeoutMs }: Call,
  outer: AbortSignal,
): Promise<T> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(timeoutMs)]);
  return question({ signal, task: task.id, log });
}

/** Between two questions at most, while nothing changes: so many times the usual. */
const slowestFactor = 4;
/** Seconds between two questions at most, while no answer comes; an upstream may ask for more. */
const longestSilence = 60;

/** Says when the next question is due: later and later, and never at the same moment as others. */
export interface Pacer {
  /** Something new came: the next question comes soon again. */
  hasChanged(): void;
  /** @throws the signal's reason */
  pause(): Promise<void>;
  pauseAfterSilence(retryAfterSeconds: number): Promise<void>;
}

/** @param deadline milliseconds since 1970: no pause goes far beyond it */
export function createPacer(pollSeconds: number, deadline: number, signal: AbortSignal): Pacer {
  let factor = 1;
  let silences = 0;

  async function pause(seconds: number): Promise<void> {
    const jittered = seconds * (0.75 + Math.random() / 2);
    const left = Math.max(0, deadline - Date.now());
    try {
      await wait(Math.min(jittered * 1000, left + 1), undefined, { signal });
    } catch {
      // The timer's own AbortError hides the reason.
      signal.throwIfAborted();
    }
  }

  return {
    hasChanged() {
      factor = 1;
    },
    async pause() {
      silences = 0;
      await pause(pollSeconds * factor);
      factor = Math.min(factor * 1.25, slowestFactor);
    },
    async pauseAfterSilence(retryAfterSeconds) {
      const doubled = pollSeconds * 2 ** Math.min(silences, 10);
      silences += 1;
      const ours = Math.min(doubled, Math.max(longestSilence, pollSeconds));
      // Asked to wait, it waits at least that long.
      await pause(Math.max(ours, retryAfterSeconds / 0.75));
    },
  };
}
