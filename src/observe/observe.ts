import type { TaskStep } from './steps.ts';

/**
 * Is told every step of a task's life, as it happens, and returns at once. Where nobody listens there
 * is none, and `observe?.({ … })` does not even make the step.
 */
export type Observe = (step: TaskStep) => void;

/**
 * One observer for all listeners; undefined for none. A listener that throws costs no task anything:
 * `onError` is told, and the others are.
 */
export function joinObservers(
  listeners: readonly Observe[],
  onError: (error: unknown) => void,
): Observe | undefined {
  if (listeners.length === 0) return undefined;
  return (step) => {
    for (const listen of listeners) {
      try {
        listen(step);
      } catch (error) {
        onError(error);
      }
    }
  };
}
