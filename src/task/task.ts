/**
 * A task is one accepted request and its life.
 *
 * It is born PENDING, or THROTTLED when its key already runs as many tasks as it may. A worker
 * claims it (RUNNING) and brings it to SUCCEEDED or FAILED. When the worker dies, the task goes
 * back to PENDING with its attempt counted, so that another one takes it up. DELETE on an
 * unfinished task makes it CANCELLED, wherever it runs. The three last states are final: nothing
 * leaves them, so a late timeout cannot overwrite a success.
 *
 * Only `queue/` writes a state, and only along these arrows.
 */
export const taskStatuses = [
  'THROTTLED',
  'PENDING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
] as const;

export type TaskStatus = (typeof taskStatuses)[number];

const transitions: Record<TaskStatus, readonly TaskStatus[]> = {
  THROTTLED: ['PENDING', 'CANCELLED'],
  PENDING: ['RUNNING', 'FAILED', 'CANCELLED'],
  RUNNING: ['SUCCEEDED', 'FAILED', 'CANCELLED', 'PENDING'],
  SUCCEEDED: [],
  FAILED: [],
  CANCELLED: [],
};

/** The states from which a task may enter `to`: what a compare-and-set has to compare with. */
export function statesBefore(to: TaskStatus): TaskStatus[] {
  return taskStatuses.filter((from) => transitions[from].includes(to));
}

/** Whether nothing leaves this state. */
export function isFinal(status: TaskStatus): boolean {
  return transitions[status].length === 0;
}

/** Where an input image stands in the clip. */
export type KeyframePosition = 'first' | 'last';

/** What a client asked for, checked and with every default filled in. Stored with the task. */
export interface TaskRequest {
  model: string;
  /** The input images, at most one per position, by the key of their stored artifact. */
  keyframes: { position: KeyframePosition; artifact: string }[];
  /** Up to 1000 UTF-16 units; empty when the client sent none. */
  promptText: string;
  /** 0..4294967295. Drawn at random when the client sent none, and kept from then on. */
  seed: number;
  /** Whole seconds, 2..10. */
  durationSeconds: number;
  /** Pixels of the clip, both even. */
  width: number;
  height: number;
  watermark: boolean;
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/** Something an engine did not honour, told in the result instead of passed over in silence. */
export interface Warning {
  /** What was not honoured: `subject-motion`, `conflict`, `unrelated-keyframes`, … */
  code: string;
  /** One sentence for the user: what was asked, what happens instead. */
  message: string;
}
