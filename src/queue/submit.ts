import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Observe } from '../observe/observe.ts';
import type { Database } from '../store/database/database.ts';
import { defineFunction } from '../store/database/sql-functions.ts';
import { holdInputs, type Keep } from '../store/inputs/input-claims.ts';
import { chargeTask } from '../store/ledger.ts';
import { newTaskId } from '../task/ids.ts';
import type { TaskRequest, TaskRoute, Warning } from '../task/task.ts';
import { observedTask } from './observed-task.ts';
import { prepareSend } from './queue.ts';
import {
  describeSending,
  findRepeated,
  type Outcome,
  type RepeatLimits,
  type Sending,
  settle,
} from './repeats.ts';
import { nextTurn } from './turns.ts';

export interface NewTask {
  owner: string;
  engine: string;
  /** Why that engine, and which others stand in for it. */
  route?: TaskRoute;
  request: TaskRequest;
  /** What became of its images as they were taken in; those of its render come behind them. */
  warnings?: Warning[];
  estimatedCredits: number;
  /** Where its end is to be told. */
  webhook?: { url: string; base: string } | undefined;
  /** The request it came with, if it may come again. */
  sending?: Sending;
}

export interface SubmitServices {
  database: Database;
  boss: PgBoss;
  limits: RepeatLimits & Keep;
  observe?: Observe | undefined;
}

/**
 * The charge, the row and the job of a task, or why there is none. Locks are taken in the same order
 * everywhere: the sending, its images, the key, the task.
 */
const acceptTask = defineFunction('accept_task', {
  takes: 'parameters jsonb',
  returns: 'jsonb',
  body: `
    declare
      given record;
      sender key%rowtype;
      outcome jsonb;
      throttled boolean := false;
      its_turn integer;
    begin
      select * into given from jsonb_to_record(parameters) as fields (
        id uuid, job uuid, owner text, engine text, route jsonb, request jsonb, warnings jsonb, credits integer,
        webhook_url text, webhook_base text, images text[], keep_inputs_seconds float8,
        sending jsonb, send text, send_jobs jsonb);

      if given.sending is not null then
        outcome := ${findRepeated.name}(given.sending);
        if outcome is not null then
          return outcome;
        end if;
        if given.sending ? 'idempotency_key' then
          -- Its time is over.
          update task set idempotency_key = null, request_hash = null
            where owner = given.owner and idempotency_key = given.sending ->> 'idempotency_key';
        end if;
      end if;

      -- The images took so long to arrive that the first of them may be gone: they are sent again.
      if not ${holdInputs.name}(given.images, given.keep_inputs_seconds) then
        return '{"refused": "UNAVAILABLE"}';
      end if;

      if given.owner <> 'root' then
        select * into sender from key where id = given.owner::uuid for update;
        if sender.limits ? 'tasksPerDay' then
          -- Deleted and cancelled ones count.
          if (sender.limits ->> 'tasksPerDay')::integer <= (select count(*) from task
              where owner = given.owner and created_at > now() - interval '24 hours') then
            return '{"refused": "DAILY_LIMIT"}';
          end if;
        end if;
        if sender.limits ? 'concurrentTasks' then
          throttled := (sender.limits ->> 'concurrentTasks')::integer <= (select count(*) from task
            where owner = given.owner and status in ('PENDING', 'RUNNING'));
        end if;
      end if;

      if not ${chargeTask.name}(
          given.owner, given.id, given.request ->> 'model', given.credits) then
        return '{"refused": "NO_CREDITS"}';
      end if;

      insert into task (
          id, owner, engine, route, status, request, warnings, job, turn, estimated_credits,
          webhook_url, webhook_base, request_hash, idempotency_key, first_try, last_try,
          handed_until)
        values (
          given.id, given.owner, given.engine, given.route,
          case when throttled then 'THROTTLED' else 'PENDING' end,
          given.request, given.warnings, given.job,
          case when throttled then 0 else ${nextTurn.name}(given.owner) end,
          given.credits, given.webhook_url, given.webhook_base,
          given.sending ->> 'hash', given.sending ->> 'idempotency_key',
          coalesce((given.sending ->> 'retry')::integer, 0),
          coalesce((given.sending ->> 'retry')::integer, 0),
          case when (given.sending ->> 'numbered')::boolean then
            clock_timestamp() + make_interval(secs => (given.sending ->> 'answer_seconds')::float8)
          end)
        returning turn into its_turn;

      if not throttled then
        execute format('select %I($1)', given.send)
          using jsonb_set(given.send_jobs, '{0,priority}', to_jsonb(-its_turn))::text;
      end if;
      return jsonb_build_object('id', given.id);
    end`,
});

/** What must be in the database for `submitTask`, beside how its engine's jobs are sent. */
export const submitFunctions = [nextTurn, findRepeated, holdInputs, chargeTask, acceptTask];

/**
 * Accept a task: the charge, the row and the job are written in one transaction, so that once this
 * returns the task is never lost, and if it throws there is none. A request that has made its task
 * already makes no other one. All of it is one call of a function in the database.
 * @returns its id
 * @throws ApiError when the key's day is full, its credits do not reach, or its idempotency key
 * stands for another request
 */
export async function submitTask(
  { database, boss, limits, observe }: SubmitServices,
  task: NewTask,
): Promise<string> {
  const { owner, engine, request, sending } = task;
  const id = newTaskId();
  const job = randomUUID();
  const send = await prepareSend(boss, { id, engine, job });
  const parameters = {
    id,
    job,
    owner,
    engine,
    route: task.route,
    request,
    warnings: task.warnings ?? [],
    credits: task.estimatedCredits,
    webhook_url: task.webhook?.url,
    webhook_base: task.webhook?.base,
    images: request.inputs.map(({ artifact }) => artifact),
    keep_inputs_seconds: limits.keepInputsSeconds,
    send: send.name,
    send_jobs: JSON.parse(send.jobs),
  };
  const accept = async () => {
    const given = JSON.stringify({
      ...parameters,
      sending: sending && describeSending(sending, limits),
    });
    const { rows } = await sql<{ outcome: Outcome }>`
      select ${sql.id(acceptTask.name)}(${given}::jsonb) as outcome`.execute(database.sql);
    return rows[0]!.outcome;
  };
  const its = await settle(accept, sending);
  if (its === id) {
    observe?.({
      step: 'accepted',
      ...observedTask({ id, engine, request }),
      intakeMs: sending?.ageMs(),
      inputs: request.inputs.length,
    });
  }
  return its;
}
