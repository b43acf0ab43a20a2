import type { Operation, RenderRequest, UpstreamEngine } from '../engine/engine.ts';
import { UpstreamAway } from '../engine/upstream-away.ts';
import type { Observe } from '../observe/observe.ts';
import type { Database } from '../store/database/database.ts';
import type { StoredTask } from '../store/tasks.ts';
import { type FailureClass, RenderFailure } from '../task/errors.ts';
import { type DriveContext, fps, tell } from './driving.ts';
import { beginSubmission, storeOperation, withdrawSubmission } from './submission.ts';
import { askOnce, type Call, createPacer } from './upstream-calls.ts';

/**
 * The one submission of a task. Between the moment the request leaves and the one in which its
 * handle is stored lies a window; whoever finds a task in it asks the upstream, if it can be asked.
 * Otherwise the task fails as SUBMISSION_UNCERTAIN rather than be paid for twice, unless the engine's
 * setting `resubmit` says to submit it again.
 */
export interface Submitted {
  operation: Operation;
  submittedAt: Date;
}

interface SubmitServices {
  database: Database;
  limits: { upstreamTimeoutMs: number };
  observe?: Observe | undefined;
}

/** A submission under way is let finish for so long although its task was cancelled or its worker stops. */
const graceMs = 5000;

/** The handle that is stored, or one that is found or made now. */
export async function findOrSubmit(
  task: StoredTask,
  engine: UpstreamEngine,
  { database, limits, observe }: SubmitServices,
  context: DriveContext,
): Promise<Submitted> {
  const { submitted_at: before } = task;
  if (task.operation) {
    return { operation: task.operation as Operation, submittedAt: before ?? new Date() };
  }
  const { log } = context;
  const request = { ...task.request, inputs: await context.takeInputs(), fps };
  context.stage?.('submit');
  const call = { task, log, timeoutMs: limits.upstreamTimeoutMs, observe };

  const keep = async (operation: Operation, submittedAt: Date): Promise<Submitted> => {
    const kept = await tell(() => storeOperation(database, task, operation));
    return { operation: (kept?.operation as Operation | null) ?? operation, submittedAt };
  };
  const find = (submittedAt: Date) => findLost(request, submittedAt, engine, call, context.signal);

  try {
    const lost = before && (await find(before));
    if (lost) return await keep(lost, before);
    const begun = await beginSubmission(database, task);
    // Its lease was taken: the next renewal says why.
    if (!begun) throw new RenderFailure('WORKER_LOST');
    const made = await submit(request, engine, call, context.signal);
    if (made) return await keep(made, begun);
    const found = await find(begun);
    if (found) return await keep(found, begun);
  } catch (error) {
    const isRefusal = error instanceof RenderFailure && !uncertain.has(error.failureClass);
    if (isRefusal) await tell(() => withdrawSubmission(database, task));
    throw error;
  }
  throw new RenderFailure('UPSTREAM_SILENT');
}

/** After these a submission may be under way. */
const uncertain: ReadonlySet<FailureClass> = new Set(['SUBMISSION_UNCERTAIN', 'WORKER_LOST']);

/** @returns the handle; undefined: the answer was lost */
async function submit(
  request: RenderRequest,
  engine: UpstreamEngine,
  call: Call,
  stopped: AbortSignal,
): Promise<Operation | undefined> {
  const { signal, release } = withGrace(stopped);
  try {
    return await askOnce('start', (given) => engine.start(request, given), call, signal);
  } catch (error) {
    if (error instanceof RenderFailure) throw error;
    if (stopped.aborted) throw stopped.reason;
    call.log.warn({ task: call.task.id, err: error }, 'the answer to a submission was lost');
    return undefined;
  } finally {
    release();
  }
}

/**
 * Ask for the handle whose answer was lost, for as long as the task may take.
 * @returns undefined: it may be submitted again
 * @throws RenderFailure
 */
async function findLost(
  request: RenderRequest,
  submittedAt: Date,
  engine: UpstreamEngine,
  call: Call,
  stopped: AbortSignal,
): Promise<Operation | undefined> {
  const deadline = submittedAt.getTime() + engine.timeoutSeconds * 1000;
  const pacer = createPacer(engine.pollSeconds, deadline, stopped);
  while (engine.find && Date.now() <= deadline) {
    const { signal, release } = withGrace(stopped);
    try {
      const found = await askOnce('find', (given) => engine.find!(request, given), call, signal);
      if (typeof found === 'object') return found;
      if (found === 'none') return undefined;
      break;
    } catch (error) {
      if (stopped.aborted) throw stopped.reason;
      // A refusal for now says nothing of what was accepted before.
      const busy = error instanceof RenderFailure && error.failureClass === 'UPSTREAM_BUSY';
      if (error instanceof RenderFailure && !busy) throw error;
      call.log.warn({ task: call.task.id, err: error }, 'the upstream cannot be asked yet');
      const asked = error instanceof UpstreamAway || busy ? error.retryAfterSeconds : 0;
      await pacer.pauseAfterSilence(asked);
    } finally {
      release();
    }
  }
  if (engine.resubmit) return undefined;
  throw new RenderFailure('SUBMISSION_UNCERTAIN');
}

/** The same signal, a little later: an answer that is on its way is worth having. */
function withGrace(stopped: AbortSignal): { signal: AbortSignal; release(): void } {
  const later = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => later.abort(stopped.reason), graceMs);
  };
  if (stopped.aborted) later.abort(stopped.reason);
  else stopped.addEventListener('abort', begin, { once: true });
  return {
    signal: later.signal,
    release() {
      stopped.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}
