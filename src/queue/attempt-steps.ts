import type { Observe } from '../observe/observe.ts';
import type { StoredTask } from '../store/tasks.ts';
import type { FailureClass } from '../task/errors.ts';
import type { Stage } from '../task/stages.ts';
import type { Warning } from '../task/task.ts';
import { msSince, observedAttempt } from './observed-task.ts';

/** Tells an observer how one attempt goes. Whatever ends the attempt ends the stage it is at. */
export interface AttemptSteps {
  /** The work turns to this; what it was at before is over. */
  turnTo(stage: Stage): void;
  stored(clips: number): void;
  succeeded(warnings: readonly Warning[]): void;
  /** @param became PENDING: another attempt follows */
  failed(
    became: 'PENDING' | 'FAILED',
    failure: { failureClass: FailureClass; failureCode: string },
  ): void;
  handedOver(standIn: string, failureClass: FailureClass): void;
  handedBack(): void;
  /** The attempt is over, told or not. */
  end(): void;
}

/** @param clock milliseconds that only grow */
export function tellAttempt(
  task: StoredTask,
  observe: Observe,
  clock = () => performance.now(),
): AttemptSteps {
  const about = observedAttempt(task);
  const claimedAt = clock();
  let current: { stage: Stage; since: number } | undefined;
  let storedClips = 0;

  function end(): void {
    if (!current) return;
    const { stage, since } = current;
    current = undefined;
    observe({ step: 'stage-ended', ...about, stage, durationMs: clock() - since });
  }

  return {
    turnTo(stage) {
      end();
      current = { stage, since: clock() };
    },
    stored(clips) {
      end();
      storedClips = clips;
      observe({ step: 'stored', ...about, clips });
    },
    succeeded(warnings) {
      end();
      observe({
        step: 'succeeded',
        ...about,
        attemptMs: clock() - claimedAt,
        totalMs: msSince(task.created_at),
        clipSeconds: task.request.durationSeconds * storedClips,
        warnings: [...task.warnings, ...warnings].map(({ code }) => code),
      });
    },
    failed(became, { failureClass, failureCode }) {
      end();
      const attemptMs = clock() - claimedAt;
      if (became === 'PENDING') observe({ step: 'retried', ...about, failureClass, attemptMs });
      else {
        const totalMs = msSince(task.created_at);
        observe({ step: 'failed', ...about, failureClass, failureCode, attemptMs, totalMs });
      }
    },
    handedOver(standIn, failureClass) {
      end();
      const attemptMs = clock() - claimedAt;
      observe({ step: 'handed-over', ...about, failureClass, standIn, attemptMs });
    },
    handedBack() {
      end();
      observe({ step: 'handed-back', ...about, cause: 'worker-stopped' });
    },
    end,
  };
}
