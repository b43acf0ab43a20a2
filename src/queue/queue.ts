import { type Db, fromKysely, type PgBoss } from 'pg-boss';
import type { Database } from '../store/database/database.ts';
import { defineFunction, type SqlFunction } from '../store/database/sql-functions.ts';

/**
 * pg-boss delivers: it wakes a worker for a job, keeps order, counts heartbeats. What a task is and
 * becomes stands in the task's row alone; a job only says "look at this task". Jobs are therefore
 * free to arrive twice or late.
 */
export interface Job {
  task: string;
}

/** One queue per engine, so that a slow upstream never blocks local renders. */
export function queueName(engine: string): string {
  return `render-${engine}`;
}

interface TaskJob {
  id: string;
  engine: string;
  job: string;
  turn: number;
  delaySeconds?: number | undefined;
}

/** Send a task's job inside the transaction that makes the task wait for it. */
export async function sendJob(trx: Database['sql'], boss: PgBoss, task: TaskJob): Promise<void> {
  await send(boss, task, fromKysely(trx));
}

async function send(boss: PgBoss, task: TaskJob, db: Db): Promise<void> {
  await boss.send(queueName(task.engine), { task: task.id } satisfies Job, {
    id: task.job,
    startAfter: task.delaySeconds ?? 0,
    // A task that is tried again keeps its turn: it does not go to the end of the queue.
    priority: -task.turn,
    db,
  });
}

/** What the queue library would have the database do to send a job. */
async function describeSend(boss: PgBoss, task: TaskJob): Promise<{ text: string; jobs: string }> {
  let statement = { text: '', jobs: '' };
  await send(boss, task, {
    async executeSql(text, values) {
      statement = { text, jobs: values![0] as string };
      return { rows: [{ id: task.job }] };
    },
  });
  return statement;
}

/** How each queue's jobs are sent from within the database, by the library's own statement. */
const sendFunctions = new WeakMap<PgBoss, Map<string, SqlFunction>>();

/** For `installFunctions`, when an engine's queue is there. */
export async function defineSend(boss: PgBoss, engine: string): Promise<SqlFunction> {
  const { text } = await describeSend(boss, { id: noTask, engine, job: noTask, turn: 0 });
  const defined = defineFunction('send_jobs', {
    takes: 'jobs text',
    returns: 'setof uuid',
    body: `begin return query ${text}; end`,
  });
  sendFunctions.set(boss, (sendFunctions.get(boss) ?? new Map()).set(engine, defined));
  return defined;
}

const noTask = '00000000-0000-0000-0000-000000000000';

/** For a function that sends the job of a task: the function that it calls, and with what. */
export async function prepareSend(
  boss: PgBoss,
  task: Omit<TaskJob, 'turn'>,
): Promise<{ name: string; jobs: string }> {
  const { name } = sendFunctions.get(boss)!.get(task.engine)!;
  return { name, jobs: (await describeSend(boss, { ...task, turn: 0 })).jobs };
}
