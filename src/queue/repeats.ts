import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { secondsAgo } from '../store/moments.ts';
import { ApiError } from '../task/errors.ts';

/**
 * Whether a request has been accepted before. What is remembered stands in the task's own row, so
 * it commits with the task or not at all: a request that was refused is not remembered.
 *
 * With an `Idempotency-Key`, the key decides. Without one, the SDKs' blind retries are recognised:
 * they send the same body again, with the number of the try in a header. A first try (number 0) is
 * always a task of its own; so two equal requests make two tasks, and each one's retries find it.
 */
export interface Sending {
  owner: string;
  /** Of everything that tells what the client wants, whatever the order of its keys. */
  hash: string;
  /** The client's own word for "this is the same request". */
  idempotencyKey?: string;
  /** 0 for a first try. */
  retry: number;
  /** Milliseconds since it arrived. */
  ageMs(): number;
}

export interface RepeatLimits {
  /** How long an `Idempotency-Key` stands for its request. */
  idempotencyKeySeconds: number;
  /** How long a blind retry finds the task of its first try. */
  retryMemorySeconds: number;
}

/** The database's clock against a request's age: a transaction begins a little before it commits. */
const slackSeconds = 5;

/** Whether it says of itself that it may have been sent before. */
export function mayRepeat({ idempotencyKey, retry }: Sending): boolean {
  return idempotencyKey !== undefined || retry > 0;
}

/** What two sendings share when one may be the other's repeat. */
export function nameOf({ owner, hash, idempotencyKey }: Sending): string {
  return JSON.stringify(idempotencyKey === undefined ? [owner, hash] : [owner, '', idempotencyKey]);
}

/**
 * Take turns with every sending of the same name, in any process, until the transaction ends: then
 * whichever comes second sees what the first one committed.
 */
export async function lockSending(trx: Database['sql'], sending: Sending): Promise<void> {
  const digest = createHash('sha256').update(nameOf(sending)).digest();
  const lock = digest.readBigInt64BE().toString();
  await sql`select pg_advisory_xact_lock(${lock}::bigint)`.execute(trx);
}

/**
 * The task that this request has made already.
 * @throws ApiError when its idempotency key stands for another request
 */
export async function findRepeated(
  db: Database['sql'],
  sending: Sending,
  limits: RepeatLimits,
): Promise<string | undefined> {
  if (sending.idempotencyKey !== undefined) return findByKey(db, sending, limits);
  return sending.retry > 0
    ? findFirstTry(db, sending, limits)
    : findEarlyRetry(db, sending, limits);
}

/** The same, for a request that goes on to nothing if there is one: in a turn of its own. */
export async function findRepeatedAlone(
  { sql: db }: Database,
  sending: Sending,
  limits: RepeatLimits,
): Promise<string | undefined> {
  return db.transaction().execute(async (trx) => {
    await lockSending(trx, sending);
    return findRepeated(trx, sending, limits);
  });
}

async function findByKey(
  db: Database['sql'],
  { owner, idempotencyKey, hash }: Sending,
  { idempotencyKeySeconds }: RepeatLimits,
): Promise<string | undefined> {
  const task = await db
    .selectFrom('task')
    .select(['id', 'request_hash'])
    .where('owner', '=', owner)
    .where('idempotency_key', '=', idempotencyKey!)
    .where('created_at', '>', secondsAgo(idempotencyKeySeconds))
    .executeTakeFirst();
  if (task && task.request_hash !== hash) throw new ApiError('KEY_REUSED');
  return task?.id;
}

/** Tasks of the same request without a key, made within these seconds. */
function sameRequest(db: Database['sql'], { owner, hash }: Sending, seconds: number) {
  return db
    .selectFrom('task')
    .where('owner', '=', owner)
    .where('request_hash', '=', hash)
    .where('idempotency_key', 'is', null)
    .where('created_at', '>', secondsAgo(seconds));
}

/**
 * The task whose next retry this can be: the oldest that has not seen this number, so that the
 * retries of equal requests go to a task each. If all have, some reply went astray: the newest.
 */
async function findFirstTry(
  db: Database['sql'],
  sending: Sending,
  { retryMemorySeconds }: RepeatLimits,
): Promise<string | undefined> {
  const candidates = sameRequest(db, sending, retryMemorySeconds).select('id');
  const task =
    (await candidates
      .where('last_try', '<', sending.retry)
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()) ??
    (await candidates.orderBy('created_at', 'desc').orderBy('id').limit(1).executeTakeFirst());
  if (!task) return undefined;
  await db
    .updateTable('task')
    .set({ last_try: sql`greatest(last_try, ${sending.retry}::integer)` })
    .where('id', '=', task.id)
    .execute();
  return task.id;
}

/** A first try that was overtaken by its own retry while it was on its way here. */
async function findEarlyRetry(
  db: Database['sql'],
  sending: Sending,
  { retryMemorySeconds }: RepeatLimits,
): Promise<string | undefined> {
  const seconds = Math.min(sending.ageMs() / 1000 + slackSeconds, retryMemorySeconds);
  const task = await sameRequest(db, sending, seconds)
    .select('id')
    .where('first_try', '>', 0)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!task) return undefined;
  await db.updateTable('task').set({ first_try: 0 }).where('id', '=', task.id).execute();
  return task.id;
}

/** Free the keys whose time is over. @returns how many */
export async function forgetIdempotencyKeys(
  db: Database['sql'],
  { idempotencyKeySeconds }: RepeatLimits,
  only?: Sending,
): Promise<number> {
  let old = db
    .updateTable('task')
    .set({ idempotency_key: null, request_hash: null })
    .where('idempotency_key', 'is not', null)
    .where('created_at', '<=', secondsAgo(idempotencyKeySeconds));
  if (only) {
    old = old.where('owner', '=', only.owner).where('idempotency_key', '=', only.idempotencyKey!);
  }
  return Number((await old.executeTakeFirst()).numUpdatedRows);
}
