import type { ObservedAttempt, ObservedTask } from '../observe/steps.ts';
import type { StoredTask } from '../store/tasks.ts';

type Told = Pick<StoredTask, 'id' | 'engine' | 'request'>;

/** A task as its observers are told of it. */
export function observedTask({ id, engine, request }: Told): ObservedTask {
  return { task: id, kind: request.kind, model: request.model, engine };
}

export function observedAttempt(task: Told & Pick<StoredTask, 'attempt'>): ObservedAttempt {
  return { ...observedTask(task), attempt: task.attempt };
}

/** Milliseconds since a moment of the database, by this machine's clock. */
export function msSince(moment: Date): number {
  return Math.max(0, Date.now() - moment.getTime());
}
