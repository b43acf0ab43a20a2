import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import { secondsAgo } from '../store/moments.ts';
import { defineFunction } from '../store/sql-functions.ts';
import { ApiError, type ApiErrorCode } from '../task/errors.ts';

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

/** A sending as `findRepeated` takes it. */
export function describeSending(sending: Sending, limits: RepeatLimits): object {
  const digest = createHash('sha256').update(nameOf(sending)).digest();
  return {
    lock: digest.readBigInt64BE().toString(),
    owner: sending.owner,
    hash: sending.hash,
    idempotency_key: sending.idempotencyKey,
    retry: sending.retry,
    key_seconds: limits.idempotencyKeySeconds,
    retry_seconds: limits.retryMemorySeconds,
    early_seconds: Math.min(sending.ageMs() / 1000 + slackSeconds, limits.retryMemorySeconds),
  };
}

/** What a request that comes again has made: a task's id, or why it is refused. */
export type Outcome = { id: string } | { refused: ApiErrorCode };

/** @throws ApiError */
export function readOutcome(outcome: Outcome): string {
  if ('refused' in outcome) throw new ApiError(outcome.refused);
  return outcome.id;
}

/**
 * The outcome that a sending has had already, or null. Until the transaction ends, it takes turns
 * with every sending of the same name, in any process: whichever comes second sees what the first
 * one committed.
 */
export const findRepeated = defineFunction('find_repeated', {
  takes: 'sending jsonb',
  returns: 'jsonb',
  body: `
    declare
      sent record;
      made record;
    begin
      select * into sent from jsonb_to_record(sending) as fields (
        lock bigint, owner text, hash text, idempotency_key text, retry integer,
        key_seconds float8, retry_seconds float8, early_seconds float8);
      perform pg_advisory_xact_lock(sent.lock);

      if sent.idempotency_key is not null then
        select id, request_hash into made from task
          where owner = sent.owner and idempotency_key = sent.idempotency_key
          and created_at > now() - make_interval(secs => sent.key_seconds);
        if made.request_hash <> sent.hash then
          return '{"refused": "KEY_REUSED"}';
        end if;

      elsif sent.retry > 0 then
        -- The task whose next retry this can be: the oldest that has not seen this number, so that
        -- the retries of equal requests go to a task each. If all have, some reply went astray: the
        -- newest.
        select id into made from task
          where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
          and created_at > now() - make_interval(secs => sent.retry_seconds)
          and last_try < sent.retry
          order by created_at, id limit 1;
        if not found then
          select id into made from task
            where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
            and created_at > now() - make_interval(secs => sent.retry_seconds)
            order by created_at desc, id limit 1;
        end if;
        update task set last_try = greatest(last_try, sent.retry) where id = made.id;

      else
        -- A first try that was overtaken by its own retry while it was on its way here.
        select id into made from task
          where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
          and created_at > now() - make_interval(secs => sent.early_seconds)
          and first_try > 0
          order by created_at limit 1;
        update task set first_try = 0 where id = made.id;
      end if;

      return case when made.id is not null then jsonb_build_object('id', made.id) end;
    end`,
});

/** For a request that goes on to nothing if it has made a task: in a turn of its own. */
export async function findRepeatedAlone(
  { sql: db }: Database,
  sending: Sending,
  limits: RepeatLimits,
): Promise<string | undefined> {
  const { rows } = await sql<{ outcome: Outcome | null }>`
    select ${sql.id(findRepeated.name)}(${JSON.stringify(describeSending(sending, limits))}::jsonb)
      as outcome`.execute(db);
  const outcome = rows[0]?.outcome;
  return outcome ? readOutcome(outcome) : undefined;
}

/** Free the keys whose time is over. @returns how many */
export async function forgetIdempotencyKeys(
  db: Database['sql'],
  { idempotencyKeySeconds }: RepeatLimits,
): Promise<number> {
  const old = await db
    .updateTable('task')
    .set({ idempotency_key: null, request_hash: null })
    .where('idempotency_key', 'is not', null)
    .where('created_at', '<=', secondsAgo(idempotencyKeySeconds))
    .executeTakeFirst();
  return Number(old.numUpdatedRows);
}
