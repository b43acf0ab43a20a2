import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** In order; a released migration is never edited. Kysely runs each one once, under a lock. */
export const migrations: Record<string, Migration> = {
  '0001-tasks': {
    async up(db: Kysely<never>) {
      await sql`
        create table task (
          id uuid primary key,
          owner text not null,
          engine text not null,
          status text not null,
          request jsonb not null,
          progress double precision not null default 0,
          attempt integer not null default 0,
          failed_attempts integer not null default 0,
          job uuid not null,
          lease_until timestamptz,
          operation jsonb,
          clip text,
          failure text,
          failure_code text,
          shot jsonb,
          warnings jsonb not null default '[]',
          estimated_credits integer not null,
          created_at timestamptz not null default now(),
          started_at timestamptz,
          finished_at timestamptz,
          deleted_at timestamptz
        )`.execute(db);
      // What the search for lost workers reads: a handful of rows however many tasks are stored.
      await sql`create index task_running on task (lease_until) where status = 'RUNNING'`.execute(
        db,
      );
      await sql`create table setting (name text primary key, value text not null)`.execute(db);
    },
  },
  '0002-keys-and-credits': {
    async up(db: Kysely<never>) {
      await sql`
        create table key (
          id uuid primary key,
          name text not null,
          hash text not null unique,
          hint text not null,
          limits jsonb not null default '{}',
          credits integer,
          created_at timestamptz not null default now(),
          expires_at timestamptz,
          revoked_at timestamptz
        )`.execute(db);
      await sql`
        create table ledger (
          id bigint generated always as identity primary key,
          owner text not null,
          task uuid,
          model text not null,
          kind text not null,
          amount integer not null,
          at timestamptz not null default now()
        )`.execute(db);
      // A task is charged once and refunded at most once, however often it is tried.
      await sql`create unique index ledger_once on ledger (task, kind)`.execute(db);
      await sql`create index ledger_usage on ledger (owner, at)`.execute(db);
      await sql`create index task_of_owner on task (owner, created_at)`.execute(db);
      // Unfinished tasks alone: what a key runs, and which of its throttled tasks is the oldest.
      await sql`
        create index task_unfinished on task (owner, status, created_at)
        where status in ('THROTTLED', 'PENDING', 'RUNNING')`.execute(db);
      await sql`
        create table upload (
          id uuid primary key,
          owner text not null,
          artifact text,
          expires_at timestamptz not null
        )`.execute(db);
    },
  },
  '0003-repeated-requests': {
    async up(db: Kysely<never>) {
      await sql`
        alter table task
          add column request_hash text,
          add column idempotency_key text,
          add column first_try integer not null default 0,
          add column last_try integer not null default 0`.execute(db);
      await sql`create unique index task_idempotency on task (owner, idempotency_key)
        where idempotency_key is not null`.execute(db);
      await sql`create index task_request on task (owner, request_hash, created_at)
        where request_hash is not null`.execute(db);
    },
  },
  '0004-task-lists': {
    async up(db: Kysely<never>) {
      await sql`drop index task_of_owner`.execute(db);
      await sql`create index task_of_owner on task (owner, created_at, id)`.execute(db);
      await sql`create index task_of_status on task (owner, status, created_at, id)
        where deleted_at is null`.execute(db);
      await sql`create index task_of_model on task (owner, (request ->> 'model'), created_at, id)
        where deleted_at is null`.execute(db);
    },
  },
  '0005-webhooks': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column webhook_url text, add column webhook_base text`.execute(
        db,
      );
      // Keys that are there already get a secret by chance, too: 32 bytes, 244 bits of it random.
      const uuids = sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`;
      await sql`
        alter table key
          add column webhook_url text,
          add column webhook_secret text not null
            default 'whsec_' || encode(decode(${uuids}, 'hex'), 'base64')`.execute(db);
      await sql`alter table key alter column webhook_secret drop default`.execute(db);
      await sql`
        create table webhook_delivery (
          id uuid primary key,
          task uuid not null unique references task on delete cascade,
          status text not null default 'PENDING',
          attempts integer not null default 0,
          next_attempt_at timestamptz not null default now(),
          log jsonb not null default '[]'
        )`.execute(db);
      await sql`create index webhook_due on webhook_delivery (next_attempt_at)
        where status = 'PENDING'`.execute(db);
    },
  },
  '0006-ended-without-a-clip': {
    async up(db: Kysely<never>) {
      await sql`create index task_without_clip on task ((coalesce(deleted_at, finished_at)))
        where status in ('CANCELLED', 'FAILED') or deleted_at is not null`.execute(db);
    },
  },
  '0007-retention': {
    async up(db: Kysely<never>) {
      await sql`create table input (artifact text primary key, wanted_at timestamptz not null)`.execute(
        db,
      );
      await sql`create index input_wanted on input (wanted_at)`.execute(db);
      await sql`
        insert into input (artifact, wanted_at)
        select distinct keyframe ->> 'artifact', now()
        from task, jsonb_array_elements(request -> 'keyframes') keyframe`.execute(db);
      // What the sweeper reads: the oldest, and no others.
      await sql`create index task_finished on task (finished_at)
        where finished_at is not null`.execute(db);
      await sql`create index task_clip on task (finished_at) where clip is not null`.execute(db);
    },
  },
  '0008-turns': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column turn integer not null default 0`.execute(db);
      await sql`create sequence turn_clock`.execute(db);
    },
  },
  '0009-deletions': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column deletion_asked_at timestamptz`.execute(db);
      await sql`create index task_to_delete on task (deletion_asked_at)
        where deletion_asked_at is not null and deleted_at is null`.execute(db);
    },
  },
  '0010-key-expiry': {
    async up(db: Kysely<never>) {
      // An offset once led beyond the years that a reply can write.
      const last = sql`timestamptz '9999-12-31 23:59:59.999Z'`;
      await sql`update key set expires_at = ${last} where expires_at > ${last}`.execute(db);
    },
  },
  '0011-cheap-renewals': {
    async up(db: Kysely<never>) {
      // A task that renews its lease changes nothing that an index holds, and so writes to none.
      await sql`drop index task_running`.execute(db);
      await sql`create index task_running on task (id) where status = 'RUNNING'`.execute(db);
      await sql`alter table task set (fillfactor = 85)`.execute(db);
    },
  },
  '0012-answers': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column handed_until timestamptz`.execute(db);
    },
  },
  '0013-kinds-inputs-outputs': {
    async up(db: Kysely<never>) {
      await sql`
        update task set request = request - 'keyframes' || jsonb_build_object(
          'kind', 'image_to_video', 'outputFormat', 'mp4', 'options', '{}'::jsonb,
          'inputs', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'role', keyframe -> 'position', 'artifact', keyframe -> 'artifact') order by n), '[]')
            from jsonb_array_elements(request -> 'keyframes') with ordinality each (keyframe, n)))
        where request ? 'keyframes'`.execute(db);
      await sql`alter table task add column outputs text[]`.execute(db);
      await sql`update task set outputs = array[clip] where clip is not null`.execute(db);
      await sql`alter table task drop column clip`.execute(db);
      await sql`create index task_outputs on task (finished_at) where outputs is not null`.execute(
        db,
      );
    },
  },
  '0015-routes': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column route jsonb`.execute(db);
    },
  },
  '0016-upstreams': {
    async up(db: Kysely<never>) {
      await sql`alter table task add column submitted_at timestamptz`.execute(db);
      await sql`alter table task add column upstream_answer jsonb`.execute(db);
      // Ended here, and not known to have ended there: what has to be stopped.
      await sql`create index task_to_stop on task (finished_at)
        where status in ('CANCELLED', 'FAILED')
          and submitted_at is not null and upstream_answer is null`.execute(db);
    },
  },
};
