import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Log } from '../engine/engine.ts';
import type { Database } from '../store/database/database.ts';
import { installFunctions } from '../store/database/sql-functions.ts';
import { defineSend, queueName } from './queue.ts';
import { submitFunctions } from './submit.ts';

/** Seconds without a sign of life after which a job is delivered to another worker. */
const heartbeatSeconds = 10;

/** Start the queue library on the database and make the queues and what submitting calls. */
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
  const functions = [...submitFunctions];
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
    functions.push(await defineSend(boss, engine));
  }
  await installFunctions(database.sql, functions);
  return boss;
}
