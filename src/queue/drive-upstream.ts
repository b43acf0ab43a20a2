import type { JsonValue, Operation, OperationStatus, UpstreamEngine } from '../engine/engine.ts';
import { UpstreamAway } from '../engine/upstream-away.ts';
import type { Observe } from '../observe/observe.ts';
import type { Database } from '../store/database/database.ts';
import type { StoredTask } from '../store/tasks.ts';
import { RenderFailure } from '../task/errors.ts';
import { type Drive, type DriveContext, tell, withinSeconds } from './driving.ts';
import { msSince, observedAttempt } from './observed-task.ts';
import { forgetOperation, storeAnswer } from './submission.ts';
import { findOrSubmit } from './submit-upstream.ts';
import { type ClipServices, takeClips } from './take-clips.ts';
import { askOnce, type Call, createPacer } from './upstream-calls.ts';

/**
 * A task at an upstream. Its request is submitted once; the handle that comes back is stored before
 * anything else happens; then the upstream is asked, now and then, until it is done, and its clips are
 * fetched and brought to what was asked for. Whoever takes the task up after a crash, or after its
 * worker has stopped, finds the handle and goes on asking.
 */
export interface UpstreamServices extends ClipServices {
  database: Database;
  observe?: Observe | undefined;
  /** See `config.ts`, where each has its default. */
  limits: ClipServices['limits'] & {
    /** For fetching the clips of a task and bringing them to what was asked for. */
    renderTimeoutSeconds: number;
    /** How long an upstream may take over one answer. */
    upstreamTimeoutMs: number;
  };
}

/** How much of the progress is the upstream's. */
const upstreamShare = 0.9;

/** Have an upstream make the clips. */
export function driveUpstream(
  task: StoredTask,
  engine: UpstreamEngine,
  services: UpstreamServices,
): Drive {
  return async (context) => {
    const { operation, submittedAt } = await findOrSubmit(task, engine, services, context);
    const deadline = submittedAt.getTime() + engine.timeoutSeconds * 1000;
    context.stage?.('wait');
    const outcome = await waitForEnd(operation, {
      task,
      engine,
      services,
      context: { ...context, progress: (fraction) => context.progress(upstreamShare * fraction) },
      deadline,
    });
    const isAgain = engine.resubmit && isForgotten(outcome);
    if (isAgain) await tell(() => forgetOperation(services.database, task));
    else await tell(() => storeAnswer(services.database, task, outcome.answer));
    services.observe?.({
      step: 'upstream-ended',
      ...observedAttempt(task),
      outcome: outcome.state,
      durationMs: msSince(submittedAt),
    });
    if (outcome.state === 'failed') {
      const { message } = outcome.failure;
      throw isAgain ? new RenderFailure('UPSTREAM_FORGOT', { message }) : outcome.failure;
    }
    context.progress(upstreamShare);
    context.stage?.('fetch');
    const { warnings = [] } = outcome;
    const taken = await withinSeconds(
      services.limits.renderTimeoutSeconds,
      context.signal,
      (signal) =>
        takeClips(outcome.outputs, task, engine, services, {
          ...context,
          signal,
          progress: (fraction) => context.progress(upstreamShare + (1 - upstreamShare) * fraction),
        }),
    );
    return { ...taken, warnings: [...warnings, ...taken.warnings] };
  };
}

type Ended = Exclude<OperationStatus, { state: 'running' }> & { answer: JsonValue };

function isForgotten(outcome: Ended): boolean {
  return outcome.state === 'failed' && outcome.failure.failureClass === 'UPSTREAM_LOST';
}

interface Waiting {
  task: Call['task'];
  engine: UpstreamEngine;
  services: { observe?: Observe | undefined; limits: { upstreamTimeoutMs: number } };
  /** Its progress is the upstream's. */
  context: Pick<DriveContext, 'signal' | 'progress' | 'workDir' | 'log'>;
  /** Milliseconds since 1970. */
  deadline: number;
}

/**
 * Ask until the upstream has ended the task. That it does not answer is no end: only the deadline is.
 * @throws RenderFailure
 */
export async function waitForEnd(
  operation: Operation,
  { task, engine, services, context, deadline }: Waiting,
): Promise<Ended> {
  const { log, signal } = context;
  const pacer = createPacer(engine.pollSeconds, deadline, signal);
  for (let seen = -1; ; ) {
    try {
      const status = await askOnce(
        'check',
        (given) => engine.check(operation, { ...given, workDir: context.workDir }),
        { task, log, timeoutMs: services.limits.upstreamTimeoutMs, observe: services.observe },
        signal,
      );
      if (status.state !== 'running') return status;
      const progress = status.progress ?? 0;
      context.progress(progress);
      if (progress > seen) pacer.hasChanged();
      seen = progress;
      await pacer.pause();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RenderFailure) throw error;
      log.warn({ task: task.id, engine: engine.id, err: error }, 'the upstream did not answer');
      await pacer.pauseAfterSilence(error instanceof UpstreamAway ? error.retryAfterSeconds : 0);
    }
    if (Date.now() > deadline) throw new RenderFailure('UPSTREAM_TIMED_OUT');
  }
}
