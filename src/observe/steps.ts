/**
 * The steps of a task's life, for whoever observes them: metrics and traces.
 *
 * Every process tells what happens in it, once, when it has happened: what is written to the
 * database is told after the transaction. Where several processes share a database, one task's steps
 * may come from several of them, and those of a process that was killed are not told.
 *
 * All durations are milliseconds. Those that end what another machine began are by two clocks.
 * Nothing here is text of a user's, and every value is one of few, but for `task` and `failureCode`.
 */
import type { ApiErrorCode, FailureClass } from '../task/errors.ts';
import type { Stage } from '../task/stages.ts';
import type { TaskKind } from '../task/task.ts';

/** Which task, and what it is. The id is the same in every step and process: a trace's identity. */
export interface ObservedTask {
  task: string;
  kind: TaskKind;
  model: string;
  /** The engine's id in the configuration. */
  engine: string;
}

/** Which attempt at it, from 1. */
export interface ObservedAttempt extends ObservedTask {
  attempt: number;
}

/** Accepted: row and job are written. Not told of a request that came again and has its task. */
interface Accepted extends ObservedTask {
  step: 'accepted';
  /** Since the request came; absent where it was not HTTP's. */
  intakeMs?: number | undefined;
  inputs: number;
}

/** A request that would have made a task was answered with an error. */
interface Refused {
  step: 'refused';
  kind: TaskKind;
  /** Absent when the request names none that this server knows. */
  model?: string | undefined;
  reason: ApiErrorCode;
  /** The first field of the body that is wrong, where the reason is one. */
  field?: string | undefined;
  intakeMs: number;
}

/** A worker has taken it. */
interface Claimed extends ObservedAttempt {
  step: 'claimed';
  /** Since it was accepted, the time as THROTTLED included; of a first attempt alone. */
  queueMs?: number | undefined;
}

/** A stage of an attempt is over, also when it came to nothing. */
interface StageEnded extends ObservedAttempt {
  step: 'stage-ended';
  stage: Stage;
  durationMs: number;
}

/** Its clips are in the storage. */
interface Stored extends ObservedAttempt {
  step: 'stored';
  clips: number;
}

interface Succeeded extends ObservedAttempt {
  step: 'succeeded';
  /** Since it was claimed. */
  attemptMs: number;
  /** Since it was accepted. */
  totalMs: number;
  /** Of all its clips: over `attemptMs`, how much faster than it plays it was made. */
  clipSeconds: number;
  /** The codes of the warnings that its request and its render brought. */
  warnings: string[];
}

interface Failed extends ObservedAttempt {
  step: 'failed';
  failureClass: FailureClass;
  /** As its owner sees it; an upstream's may be any. */
  failureCode: string;
  /** Since it was claimed; absent when its worker was lost. */
  attemptMs?: number | undefined;
  totalMs: number;
}

/** An attempt failed and another one will be made. */
interface Retried extends ObservedAttempt {
  step: 'retried';
  failureClass: FailureClass;
  attemptMs: number;
}

/** An engine took no task, and another stands in for it: its steps follow under the other's name. */
interface HandedOver extends ObservedAttempt {
  step: 'handed-over';
  failureClass: FailureClass;
  standIn: string;
  attemptMs: number;
}

/** An attempt ended through no fault of its own, and another one will be made. */
interface HandedBack extends ObservedAttempt {
  step: 'handed-back';
  cause: 'worker-stopped' | 'worker-lost';
}

interface Cancelled extends ObservedTask {
  step: 'cancelled';
  /** Attempts that had been begun: with none, it was cancelled in the queue. */
  attempts: number;
  totalMs: number;
}

/** Its clips are gone, and so is it. */
interface Deleted extends ObservedTask {
  step: 'deleted';
}

/** Its end was told to its webhook, or tried to be. */
interface WebhookSent extends ObservedTask {
  step: 'webhook-sent';
  /** Which attempt at telling, from 1. */
  delivery: number;
  /** PENDING: it will be tried again. */
  became: 'DELIVERED' | 'FAILED' | 'PENDING';
  /** Of the receiver's reply; absent when none came. */
  status?: number | undefined;
  durationMs: number;
}

/** By the method of the engine contract that asks it. */
export type UpstreamQuestion = 'start' | 'find' | 'check' | 'cancel';

/** An upstream was asked something, once. */
interface UpstreamAsked extends ObservedTask {
  step: 'upstream-asked';
  question: UpstreamQuestion;
  /** `silent`: no answer came, or none that can be understood. */
  outcome: 'answered' | 'refused' | 'silent';
  durationMs: number;
}

/** An upstream has brought a task to its end. */
interface UpstreamEnded extends ObservedAttempt {
  step: 'upstream-ended';
  outcome: 'done' | 'failed';
  /** Since it was submitted, by whichever worker. */
  durationMs: number;
}

export type TaskStep =
  | Accepted
  | Refused
  | Claimed
  | StageEnded
  | Stored
  | Succeeded
  | Failed
  | Retried
  | HandedOver
  | HandedBack
  | Cancelled
  | Deleted
  | WebhookSent
  | UpstreamAsked
  | UpstreamEnded;
