import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../store/database/database.ts';
import { secondsAgo } from '../store/database/moments.ts';
import { defineFunction } from '../store/database/sql-functions.ts';
import { ApiError, type ApiErrorCode } from '../task/errors.ts';

/**
 * Whether a request has been accepted before. What is remembered stands in the task's own row, so
 * it commits with the task or not at all: a request that was refused is not remembered.
 *
 * With an `Idempotency-Key`, the key decides. Without one, the SDKs' blind retries are recognised:
 * they send the same body again, with the number of the try in a header. A first try (number 0) is
 * always a task of its own.
 *
 * Nothing tells the retries of equal requests apart, so what is kept is whose answer arrived. A
 * task's id is handed to one connection at a time. If that breaks, the id was lost, and goes to the
 * next retry; if there is none to give, the retry is for a request that never came, and makes a task.
 * So equal requests have a task each, whichever of them break. Only a retry of a request that was
 * sent once gets its task even if that answer arrived: some proxies keep an answer to themselves.
 */
export interface Sending {
  owner: string;
  /** Of everything that tells what the client wants, whatever the order of its keys. */
  hash: string;
  /** The client's own word for "this is the same request". */
  idempotencyKey?: string;
  /** 0 for a first try. */
  retry: number;
  /** Whether it will be sent again, with the next number, if its answer is lost. */
  numbered: boolean;
  /** Milliseconds since it arrived. */
  ageMs(): number;
  /** Its connection is broken: nobody will have the answer. */
  isGone(): boolean;
}

export interface RepeatLimits {
  /** How long an `Idempotency-Key` stands for its request. */
  idempotencyKeySeconds: number;
  /** How long a blind retry finds the task of its first try. */
  retryMemorySeconds: number;
}

/** An answer of which no more is heard for so long was lost together with its server. */
const answerSeconds = 15;
/** How soon a retry asks again when all it could be given is on its way to others. */
const askAgainMs = 100;

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
    numbered: sending.numbered,
    answer_seconds: answerSeconds,
    retry_seconds: limits.retryMemorySeconds,
    gone: sending.isGone(),
    age_seconds: sending.ageMs() / 1000,
  };
}

/** What a request that comes again has made: a task's id, or why it is refused, or to be seen. */
export type Outcome = { id: string } | { refused: ApiErrorCode } | { open: true };

/**
 * Ask until it is decided what a sending has made.
 * @throws ApiError
 */
export async function settle<T extends Outcome | null>(
  ask: () => Promise<T>,
  sending?: Sending,
): Promise<string | Extract<T, null>> {
  for (;;) {
    const outcome = await ask();
    if (outcome === null) return outcome as Extract<T, null>;
    if ('id' in outcome) return outcome.id;
    if ('refused' in outcome) throw new ApiError(outcome.refused);
    if (sending?.isGone()) throw new ApiError('UNAVAILABLE');
    await wait(askAgainMs);
  }
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
      equal integer;
    begin
      select * into sent from jsonb_to_record(sending) as fields (
        lock bigint, owner text, hash text, idempotency_key text, retry integer,
        key_seconds float8, retry_seconds float8, answer_seconds float8,
        numbered boolean, gone boolean, age_seconds float8);
      perform pg_advisory_xact_lock(sent.lock);

      if sent.numbered then
        select count(*) into equal from task
          where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
          and created_at > now() - make_interval(secs => sent.retry_seconds);
      end if;

      if sent.idempotency_key is not null then
        select id, request_hash into made from task
          where owner = sent.owner and idempotency_key = sent.idempotency_key
          and created_at > now() - make_interval(secs => sent.key_seconds);
        if made.request_hash <> sent.hash then
          return '{"refused": "KEY_REUSED"}';
        end if;

      elsif sent.retry > 0 then
        -- One that was lost and has not seen this number yet, nor a later one; rather one that has seen
        -- the number before. Or the only one there is, if this number is not another caller's.
        select id into made from task
          where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
          and created_at > now() - make_interval(secs => sent.retry_seconds)
          and (last_try < sent.retry and handed_until <= clock_timestamp()
            or equal = 1 and last_try <> sent.retry)
          order by last_try desc, created_at, id limit 1;
        if not found and exists (select from task
            where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
            and created_at > now() - make_interval(secs => sent.retry_seconds)
            and last_try < sent.retry and handed_until > clock_timestamp()) then
          return '{"open": true}';
        end if;
        update task
          set last_try = greatest(last_try, sent.retry),
            handed_until = clock_timestamp() + make_interval(secs => sent.answer_seconds)
          where id = made.id;

      elsif sent.numbered then
        -- Its own retry may have been faster: if nobody waits for this answer any more, or if it is
        -- the only other sending there is.
        select id into made from task
          where owner = sent.owner and request_hash = sent.hash and idempotency_key is null
          and created_at > now() - make_interval(secs => least(sent.age_seconds, sent.retry_seconds))
          and first_try > 0 and (sent.gone or equal = 1)
          order by created_at limit 1;
        update task set first_try = 0 where id = made.id;

      else
        return null;
      end if;

      return case when made.id is not null then jsonb_build_object('id', made.id) end;
    end`,
});

/** For a request that goes on to nothing if it has made a task: in a turn of its own. */
export async function findRepeatedAlone(
  { sql: db }: Pick<Database, 'sql'>,
  sending: Sending,
  limits: RepeatLimits,
): Promise<string | null> {
  const ask = async () => {
    const parameters = JSON.stringify(describeSending(sending, limits));
    const { rows } = await sql<{ outcome: Outcome | null }>`
      select ${sql.id(findRepeated.name)}(${parameters}::jsonb) as outcome`.execute(db);
    return rows[0]!.outcome;
  };
  return settle(ask, sending);
}

/** A task's id, handed to the try of this number. */
export interface Answer {
  task: string;
  retry: number;
}

/** The connection broke: the id is there for whichever try comes again. */
export async function loseAnswer({ sql: db }: Database, { task, retry }: Answer): Promise<void> {
  await db
    .updateTable('task')
    .set({ handed_until: sql<Date>`now()` })
    .where('id', '=', task)
    .where('last_try', '=', retry)
    .where('handed_until', 'is not', null)
    .execute();
}

/**
 * Nobody will ask for these again. Rows that others are writing are left out, as two that each wait
 * for a row of the other's would wait for ever.
 * @returns the tasks that are done with
 */
export async function keepAnswers(
  { sql: db }: Database,
  answers: readonly Answer[],
): Promise<string[]> {
  const tasks = answers.map(({ task }) => task);
  const retries = answers.map(({ retry }) => retry);
  const { rows } = await sql<{ id: string }>`
    update task set handed_until = null where id in (
      select task.id
      from task join unnest(${tasks}::uuid[], ${retries}::integer[]) as answer (task, retry)
        on answer.task = task.id and answer.retry = task.last_try
      for no key update of task skip locked)
    returning id`.execute(db);
  return rows.map(({ id }) => id);
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
