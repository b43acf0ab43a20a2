import type { ColumnType, Generated } from 'kysely';
import type { JsonValue, TaskRequest, TaskRoute, TaskStatus, Warning } from '../../task/task.ts';

type Moment = ColumnType<Date, never, never>;

export interface TaskTable {
  id: string;
  /** Who sent it: `root`, or the id of a stored key. */
  owner: string;
  engine: string;
  /** Null: its engine was the only one there was. */
  route: ColumnType<TaskRoute | null, string | null, string | null>;
  status: TaskStatus;
  request: ColumnType<TaskRequest, string, string>;
  /** 0..1, never falling while the task runs. */
  progress: Generated<number>;
  /** How often a worker has claimed the task. */
  attempt: Generated<number>;
  /** How many of those attempts ended in an error of their own, not in the death of the server. */
  failed_attempts: Generated<number>;
  /** The job that may claim the task; an older one finds itself superseded. */
  job: string;
  /** When it is the task's turn among those that wait, see `queue/turns.ts`. */
  turn: Generated<number>;
  /** Until when the worker that claimed the task counts as alive, unless it says so again. */
  lease_until: Date | null;
  /**
   * When the task was about to be handed to an upstream, or was; see `queue/submission.ts`. With no
   * operation beside it, whether the upstream took it is not known.
   */
  submitted_at: Date | null;
  /** An upstream engine's own handle. */
  operation: ColumnType<JsonValue | null, string | null, string | null>;
  /** What the upstream said at the end, in its own words; null: it has not come to one. */
  upstream_answer: ColumnType<JsonValue | null, string | null, string | null>;
  /** Keys of the clips' artifacts, once the task has some to show. */
  outputs: string[] | null;
  failure: string | null;
  failure_code: string | null;
  shot: ColumnType<JsonValue | null, string | null, string | null>;
  warnings: ColumnType<Warning[], string, string>;
  estimated_credits: number;
  /** By these a request that comes again is recognised; see `queue/repeats.ts`. */
  request_hash: string | null;
  idempotency_key: string | null;
  /** The number of the try that made the task, and the highest that has asked for it since. */
  first_try: Generated<number>;
  last_try: Generated<number>;
  /**
   * Until then the task's id is on its way to a try that may come again; afterwards, it was lost.
   * Null: it has arrived, as far as anyone can tell.
   */
  handed_until: Date | null;
  /** Where the task's end is told, and the address its sender reached this server by. */
  webhook_url: string | null;
  webhook_base: string | null;
  created_at: Moment;
  started_at: Date | null;
  finished_at: Date | null;
  /** A DELETE came; the task is deleted once its files are. */
  deletion_asked_at: Date | null;
  deleted_at: Date | null;
}

export interface SettingTable {
  name: string;
  value: string;
}

export interface KeyTable {
  id: string;
  name: string;
  /** SHA-256 of the key in hexadecimal; the key itself is stored nowhere. */
  hash: string;
  /** The key's last characters, by which people tell keys apart. */
  hint: string;
  limits: ColumnType<KeyLimits, string, string>;
  /** What is left to spend; null: no limit. */
  credits: number | null;
  /** Where the ends of its tasks are told, unless a request says otherwise. */
  webhook_url: string | null;
  /** `whsec_…`, which signs what is told. */
  webhook_secret: string;
  created_at: Moment;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** What a key may do; absent: no limit. */
export interface KeyLimits {
  /** Tasks that are waiting for a worker or running. Further ones are THROTTLED. */
  concurrentTasks?: number;
  /** Tasks accepted in any 24 hours. */
  tasksPerDay?: number;
  /** Requests that make tasks or uploads. */
  postsPerMinute?: number;
}

export interface LedgerTable {
  id: Generated<string>;
  owner: string;
  task: string | null;
  model: string;
  kind: 'charge' | 'refund';
  /** Credits spent: positive for a charge, negative for a refund. */
  amount: number;
  at: Moment;
}

export interface UploadTable {
  id: string;
  owner: string;
  /** Null until the file has arrived. */
  artifact: string | null;
  expires_at: Date;
}

export interface InputTable {
  /** Key of the stored image. */
  artifact: string;
  /** When a request or an unfinished task last wanted it. */
  wanted_at: Date;
}

export interface WebhookAttempt {
  at: string;
  /** Of the receiver's reply; absent: there was none, and `error` says why. */
  status?: number;
  error?: string;
}

export interface WebhookDeliveryTable {
  /** The `webhook-id` of every attempt. */
  id: string;
  task: string;
  status: Generated<'PENDING' | 'DELIVERED' | 'FAILED'>;
  attempts: Generated<number>;
  next_attempt_at: ColumnType<Date, Date | undefined, Date>;
  log: ColumnType<WebhookAttempt[], string | undefined, string>;
}

export interface Schema {
  task: TaskTable;
  key: KeyTable;
  ledger: LedgerTable;
  upload: UploadTable;
  input: InputTable;
  webhook_delivery: WebhookDeliveryTable;
  setting: SettingTable;
}
