import { randomUUID } from 'node:crypto';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Log } from '../engine/engine.ts';
import type { Database } from '../store/database.ts';

/**
 * pg-boss delivers: it wakes a worker for a job, keeps order, counts heartbeats. What a task is and
 * becomes stands in the task's row alone; a job only says "look at this task". Jobs are therefore
 * free to arrive twice or late.
 */
export interface Job {
  task: string;
}

/** Seconds without a sign of life after which a job is delivered to another worker. */
const heartbeatSeconds = 10;

/** One queue per engine, so that a slow upstream never blocks local renders. */
export function queueName(engine: string): string {
  return `render-${engine}`;
}

/** Start the queue library on the database and make the queues. */
export async function startQueue(
  database: Database,
  engines: readonly string[],
  log: Log,
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...database.boss,
    useListenNotify: true,
    superviseIntervalSeconds: heartbeatSeconds,
    monitorIntervalSeconds: heartbeatSeconds,
    // PGlite is vacuumed and rebuilt by nobody; the tables stay small because jobs are deleted.
    monitorVacuum: database.boss.backend === 'postgres',
    reindex: database.boss.backend === 'postgres',
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue error'));
  await boss.start();
  for (const engine of engines) {
    await boss.createQueue(queueName(engine), {
      notify: true,
      heartbeatSeconds,
      // A job is only redelivered when its worker died before it claimed the task; how often a
      // *task* is tried again stands in the failure table.
      retryLimit: 100,
      expireInSeconds: 24 * 3600,
      // A job that waits is never given up: its task was promised.
      retentionSeconds: 10 * 365 * 24 * 3600,
      deleteAfterSeconds: 600,
    });
    // pg-boss looks a queue up once, by a query of its own. On PGlite's one connection that query
    // would wait for the very transaction that sends the first job: so it is made now.
    await boss.findJobs(queueName(engine), { id: randomUUID() });
  }
  return boss;
}

/** Send a task's job inside the transaction that makes the task wait for it. */
export async function sendJob(
  trx: Database['sql'],
  boss: PgBoss,
  task: { id: string; engine: string; job: string; turn: number; delaySeconds?: number },
): Promise<void> {
  await boss.send(queueName(task.engine), { task: task.id } satisfies Job, {
    id: task.job,
    startAfter: task.delaySeconds ?? 0,
    // A task that is tried again keeps its turn: it does not go to the end of the queue.
    priority: -task.turn,
    db: fromKysely(trx),
  });
}
