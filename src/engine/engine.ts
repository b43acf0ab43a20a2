/**
 * The contract between Photoplay and whatever makes the frames.
 *
 * - **task**: one accepted request and its life. The engine never sees it, only its request.
 * - **engine**: what makes frames. A *local* engine renders here, in child processes of its own;
 *   an *upstream* engine hands the work to another server and is asked how far it is.
 * - **model**: the name a client sends (`gen4_turbo`). The registry routes it to an engine.
 * - **input**: an image of a request, by its role: `first`, `middle`, `last` or `reference`.
 * - **clip**: the finished video.
 * - **operation**: an upstream engine's own job handle, opaque JSON, stored with the task.
 * - **shot**: what a director understood of a prompt.
 *
 * An engine knows neither HTTP nor queue nor storage. Whatever it could not honour is a warning
 * in its result, never silence.
 */
import type { RenderFailure } from '../task/errors.ts';
import type { Stage } from '../task/stages.ts';
import type { ClipRequest, InputRole, JsonValue, TaskKind, Warning } from '../task/task.ts';

export type { JsonValue, Warning };

/** An input image: a local file that has been checked to decode, upright or with its EXIF tag. */
export interface RenderInput {
  role: InputRole;
  /** Absolute path of a JPEG, PNG or WebP file. */
  file: string;
}

export interface RenderRequest extends ClipRequest {
  kind: TaskKind;
  /** At most one `first`, `middle` and `last` each; none for a clip from text alone. */
  inputs: RenderInput[];
  /** Frames per second; the clip has exactly `durationSeconds * fps` frames. */
  fps: number;
}

/** A request before its inputs are taken in: what an engine is asked about. */
export interface RequestOutline extends ClipRequest {
  kind: TaskKind;
  /** The role of each input. */
  roles: InputRole[];
}

/** A request is not accepted: the field that it is for, and what was expected and what came. */
export interface Refusal {
  field: 'model' | 'promptText' | 'promptImage' | 'ratio' | 'duration' | 'outputFormat';
  message: string;
}

/** What an engine says to a request before it is accepted. */
export interface Answer {
  /** Empty: the engine can make the clip. */
  refusals: Refusal[];
  /** What it will not honour, field by field. */
  warnings: Warning[];
}

export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What an engine is given besides the request. It takes nothing from anywhere else. */
export interface RenderContext {
  /** Aborted when the task is cancelled or the server stops; the engine stops its work and throws `signal.reason`. */
  signal: AbortSignal;
  /** Tell how far the work is: 0..1, never falling. */
  progress(fraction: number): void;
  /** Tell what the work turns to now, for whoever measures where the time goes. */
  stage?(stage: Stage): void;
  /** An existing, empty folder for this render alone; the caller removes it afterwards. */
  workDir: string;
  log: Log;
}

export interface RenderResult {
  /** Absolute paths of the finished clips, inside `workDir`, in the format asked for. */
  files: string[];
  /** Of each of them. */
  frames: number;
  warnings: Warning[];
  /** What the engine understood of the prompt, readable by people; null if it does not tell. */
  shot: JsonValue;
}

/** The engine's reading of a prompt, before anything is rendered. */
export interface Plan {
  shot: JsonValue;
  warnings: Warning[];
  /** Which rule read which words, where that was asked for and the engine can tell. */
  explanation?: { rule: string; words: string; outcome: string }[];
}

export interface PlanRequest {
  promptText: string;
  seed: number;
  durationSeconds: number;
  explain?: boolean;
}

/** What every engine has. */
export interface EngineBase {
  /** Stable name, stored with tasks and used in the configuration. */
  id: string;
  /** Say before a request is accepted whether its clip can be made, and what will be left out. */
  consider(request: RequestOutline): Answer;
  /** What of its state `/healthz` tells, by name: above all what its clips' bytes depend on. */
  facts?(): { [name: string]: string };
  /** Let go of what is kept open or warm; after it, the engine must not be used. */
  close?(): Promise<void>;
}

/** An engine that makes its clips here, in child processes of its own. */
export interface LocalEngine extends EngineBase {
  kind: 'local';
  /**
   * Make the clip.
   * @throws RenderFailure with a class from the failure table; `signal.reason` when aborted.
   */
  render(request: RenderRequest, context: RenderContext): Promise<RenderResult>;
  /** A render is likely to come soon: what takes long to load may be loaded now. */
  prepare?(): void;
  /** Tell what the prompt would become, if the engine can. */
  plan?(request: PlanRequest): Promise<Plan>;
}

/** An upstream's own job handle: whatever it takes to find the job again after a restart. */
export type Operation = { [key: string]: JsonValue };

/** A clip as an upstream hands it out: an address that needs no key, or what the engine has fetched. */
export type ClipSource =
  | { url: string }
  /** Absolute, inside the `workDir` of the question. */
  | { file: string };

export type OperationStatus =
  | { state: 'running' /** 0..1, if the upstream tells. */; progress?: number | undefined }
  /** Finished: `outputs` are the clips, to be copied at once. */
  | {
      state: 'done';
      outputs: ClipSource[];
      answer: JsonValue;
      /** What the upstream has not honoured, if it tells. */
      warnings?: Warning[];
    }
  /** For good. A 429, a 5xx or a network error is thrown instead, and asked about again. */
  | { state: 'failed'; failure: RenderFailure; answer: JsonValue };

/** How an upstream is. */
export interface Health {
  ok: boolean;
  /** In words, for its operator. */
  message: string;
}

/** What a call to an upstream is given. It takes nothing from anywhere else. */
export interface UpstreamContext {
  /** Aborted when the task is cancelled, the server stops or the call takes too long. */
  signal: AbortSignal;
  /** The task's id: the same in every attempt, so that an upstream can tell a repeat. */
  task: string;
  log: Log;
}

/** What a question after an operation is given besides. */
export interface CheckContext extends UpstreamContext {
  /** An existing folder of this attempt, for clips that the engine fetches itself. */
  workDir: string;
}

/** An engine that hands the work to another server and asks how far it is. */
export interface UpstreamEngine extends EngineBase {
  kind: 'upstream';
  /** Tasks handed over at a time, by each process that drives tasks. */
  concurrency: number;
  /** Whether a submission whose fate is unknown is made again, at the risk of paying twice. */
  resubmit: boolean;
  /** Between two questions; more while nothing changes or no answer comes. */
  pollSeconds: number;
  /** So long after its submission a task that is not finished is given up, and told to stop. */
  timeoutSeconds: number;
  /** `host:port` of its own server: links to it need not lead to a public address. */
  hosts: readonly string[];
  /**
   * Submit once. The caller stores the operation before it does anything else.
   * @throws RenderFailure when it certainly was not accepted; after any other error it may have been
   */
  start(request: RenderRequest, context: UpstreamContext): Promise<Operation>;
  /**
   * After an answer was lost: was the submission of this task accepted? Absent where it cannot be
   * asked. Where the upstream tells a repeat by the task's id, asking may be sending it again.
   * @throws UpstreamAway when there is no answer now, RenderFailure when it certainly was not accepted
   */
  find?(request: RenderRequest, context: UpstreamContext): Promise<Operation | 'none' | 'unknown'>;
  /**
   * Ask once. An unknown status means running.
   * @throws UpstreamAway when there is no answer now, RenderFailure when none is to be expected
   */
  check(operation: Operation, context: CheckContext): Promise<OperationStatus>;
  /** Ask it to stop; `cannot` where it goes on all the same. What is not there any more has stopped. */
  cancel?(operation: Operation, context: UpstreamContext): Promise<'stopped' | 'cannot'>;
  health?(context: Omit<UpstreamContext, 'task'>): Promise<Health>;
}

export type Engine = LocalEngine | UpstreamEngine;
