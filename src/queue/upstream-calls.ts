import { setTimeout as wait } from 'node:timers/promises';
import type { Log, UpstreamContext } from '../engine/engine.ts';
import type { Observe } from '../observe/observe.ts';
import type { UpstreamQuestion } from '../observe/steps.ts';
import type { StoredTask } from '../store/tasks.ts';
import { RenderFailure } from '../task/errors.ts';
import { observedTask } from './observed-task.ts';

export interface Call extends ObservedCall {
  log: Log;
  timeoutMs: number;
}

interface ObservedCall {
  task: Pick<StoredTask, 'id' | 'engine' | 'request'>;
  observe?: Observe | undefined;
}

/** One call to an upstream, which may take only so long. */
export function askOnce<T>(
  question: UpstreamQuestion,
  ask: (given: UpstreamContext) => Promise<T>,
  call: Call,
  outer: AbortSignal,
): Promise<T> {
  const { task, log, timeoutMs } = call;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(timeoutMs)]);
  return tellAnswer(question, call, () => ask({ signal, task: task.id, log }), outer);
}

/** Tell how an upstream answered. What `outer` broke off says nothing of the upstream. */
export async function tellAnswer<T>(
  question: UpstreamQuestion,
  { task, observe }: ObservedCall,
  ask: () => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const began = performance.now();
  const tellOutcome = (outcome: 'answered' | 'refused' | 'silent') =>
    observe?.({
      step: 'upstream-asked',
      ...observedTask(task),
      question,
      outcome,
      durationMs: performance.now() - began,
    });
  try {
    const answer = await ask();
    tellOutcome('answered');
    return answer;
  } catch (error) {
    if (!outer?.aborted) tellOutcome(error instanceof RenderFailure ? 'refused' : 'silent');
    throw error;
  }
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
