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

/** What an input is to the clip: a frame of it, or something to go by. */
export type InputRole = 'first' | 'middle' | 'last' | 'reference';

/** What a clip is handed out as; see `docs/api.md`. */
export const outputFormats = ['mp4', 'prores', 'png_sequence', 'sdr_rec709_10bit'] as const;

export type OutputFormat = (typeof outputFormats)[number];

/** What every request for a clip comes to, checked and with every default filled in. */
export interface ClipRequest {
  /** The name that the client sent. */
  model: string;
  /** Empty when the client sent none. */
  promptText: string;
  /** 0..4294967295. Drawn at random when the client sent none, and kept from then on. */
  seed: number;
  /** Whole seconds. */
  durationSeconds: number;
  /** Pixels of the clip, both even. */
  width: number;
  height: number;
  watermark: boolean;
  outputFormat: OutputFormat;
  /** Of `prores`, in Runway's words; absent: the format's own default. */
  proresProfile?: string | undefined;
  /** How many clips are to be made; absent: one. */
  outputCount?: number | undefined;
  /**
   * The model's other fields as they were sent, with its defaults. `ratio` and `resolution` are among
   * them, for whoever asks another server for the clip; `width` and `height` are what they come to.
   */
  options: { [field: string]: JsonValue };
}

/**
 * A task's request, a union by `kind`. Stored with the task; the inputs by the keys of their stored
 * artifacts, at most one `first`, `middle` and `last` each.
 */
export type TaskRequest = ClipRequest & { inputs: { role: InputRole; artifact: string }[] } & (
    | { kind: 'image_to_video' }
    | { kind: 'text_to_video' }
  );

export type TaskKind = TaskRequest['kind'];

/** How a task came to its engine. */
export interface TaskRoute {
  /** In words for people. */
  reason: string;
  /** Engines that may take its place, in their order, as long as nothing was handed over. */
  standIns: string[];
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
