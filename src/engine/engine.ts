/**
 * The contract between Photoplay and whatever makes the frames.
 *
 * - **task**: one accepted request and its life. The engine never sees it, only its request.
 * - **engine**: what makes frames. A *local* engine renders here, in child processes of its own;
 *   an *upstream* engine hands the work to another server and is asked how far it is.
 * - **model**: the name a client sends (`gen4_turbo`). The registry routes it to an engine.
 * - **keyframe**: an input image with a position, `first` or `last`.
 * - **clip**: the finished video.
 * - **operation**: an upstream engine's own job handle, opaque JSON, stored with the task.
 * - **shot**: what a director understood of a prompt.
 *
 * An engine knows neither HTTP nor queue nor storage. Whatever it could not honour is a warning
 * in its result, never silence.
 */
import type { JsonValue, KeyframePosition, Warning } from '../task/task.ts';

export type { JsonValue, Warning };

/** What an engine can do, so that a request it cannot serve is refused before it is accepted. */
export interface Capabilities {
  /** A `last` keyframe, alone or beside a `first` one, becomes the clip's last frame. */
  lastFrame: boolean;
  /** The same request and seed give the same bytes. */
  deterministic: boolean;
  /** The engine draws the watermark when asked to. */
  watermark: boolean;
}

/** An input image: a local file that has been checked to decode, upright or with its EXIF tag. */
export interface Keyframe {
  position: KeyframePosition;
  /** Absolute path of a JPEG, PNG or WebP file. */
  file: string;
}

export interface RenderRequest {
  /** One or two, at most one per position. */
  keyframes: Keyframe[];
  /** May be empty: the engine then chooses by the seed. */
  promptText: string;
  /** 0..4294967295. */
  seed: number;
  /** Whole seconds; the clip has exactly `durationSeconds * fps` frames. */
  durationSeconds: number;
  /** Pixels of the clip, both even. */
  width: number;
  height: number;
  fps: number;
  watermark: boolean;
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
  /** An existing, empty folder for this render alone; the caller removes it afterwards. */
  workDir: string;
  log: Log;
}

export interface RenderResult {
  /** Absolute path of the finished MP4, inside `workDir`. */
  file: string;
  frames: number;
  warnings: Warning[];
  /** What the engine understood of the prompt, readable by people; null if it does not tell. */
  shot: JsonValue;
}

/** The engine's reading of a prompt, before anything is rendered. */
export interface Plan {
  shot: JsonValue;
  warnings: Warning[];
}

export interface PlanRequest {
  promptText: string;
  seed: number;
  durationSeconds: number;
}

export interface LocalEngine {
  kind: 'local';
  /** Stable name, stored with tasks and used in the configuration. */
  id: string;
  capabilities: Capabilities;
  /**
   * Make the clip.
   * @throws RenderFailure with a class from the failure table; `signal.reason` when aborted.
   */
  render(request: RenderRequest, context: RenderContext): Promise<RenderResult>;
  /** A render is likely to come soon: what takes long to load may be loaded now. */
  prepare?(): void;
  /** Tell what the prompt would become, if the engine can. */
  plan?(request: PlanRequest): Promise<Plan>;
  /** Let go of child processes kept warm; after it, `render` must not be called. */
  close?(): Promise<void>;
}

/** An upstream's own job handle: whatever it takes to find the job again after a restart. */
export type Operation = { [key: string]: JsonValue };

export type OperationStatus =
  | { state: 'running'; progress?: number }
  | { state: 'done'; result: RenderResult }
  | { state: 'failed'; error: Error };

export interface UpstreamContext extends RenderContext {
  /** The guarded fetch; engines never use the global one. */
  fetch: typeof fetch;
}

export interface UpstreamEngine {
  kind: 'upstream';
  id: string;
  capabilities: Capabilities;
  /** Submit once. The caller stores the operation before it does anything else. */
  start(request: RenderRequest, context: UpstreamContext): Promise<Operation>;
  /** Ask once. A 429 or a network error is thrown as retryable, not reported as failed. */
  check(operation: Operation, context: UpstreamContext): Promise<OperationStatus>;
  cancel(operation: Operation, context: UpstreamContext): Promise<void>;
}

export type Engine = LocalEngine | UpstreamEngine;
