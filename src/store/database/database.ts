import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Db } from 'pg-boss';
import { lockFolder } from '../folder-lock.ts';
import { makeDatabase } from './make-database.ts';
import { migrate } from './migrate.ts';
import { createPglitePool } from './pglite-pool.ts';
import {
  createPatientPool,
  createPostgresPool,
  type DatabaseLimits,
  queueConnections,
} from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import { keepSpareWal } from './spare-wal.ts';

export interface Database {
  sql: Kysely<Schema>;
  /** How pg-boss is to reach the same database. */
  boss:
    | { backend: 'pglite'; db: Db }
    | ({ backend: 'postgres' } & ReturnType<typeof queueConnections>);
  /** Whether this process has the database to itself, so that whatever it finds running is dead. */
  exclusive: boolean;
  close(): Promise<void>;
}

/**
 * Open the database and bring its tables up to date.
 * @param options.url a PostgreSQL connection string; without one, PGlite in `dataDir`.
 * @param options.limits how long PostgreSQL is waited for
 * @throws Error when the folder is in use by another server, or the database cannot be reached.
 */
export async function openDatabase(options: {
  url?: string | undefined;
  dataDir: string;
  limits: DatabaseLimits;
}): Promise<Database> {
  if (options.url) return openPostgres(options.url, options.limits);
  const database = await openPglite(options.dataDir);
  try {
    await migrate(database.sql);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * What the embedded database keeps of its files in memory of its own. All of it is touched at the
 * start, PostgreSQL's usual 128 MB too; and what is not here, the system has in its file cache.
 */
const bufferMegabytes = 16;

async function openPglite(dataDir: string): Promise<Database> {
  const folder = path.join(dataDir, 'database');
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  try {
    await makeDatabase(folder);
    const startParams = [...PGlite.defaultStartParams, '-c', `shared_buffers=${bufferMegabytes}MB`];
    const pglite = await PGlite.create(folder, { startParams });
    const pool = await createPglitePool(pglite);
    const wal = await keepSpareWal(pool, folder);
    const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    return {
      sql: kysely,
      boss: { backend: 'pglite', db: pool.boss },
      exclusive: true,
      async close() {
        await wal.stop();
        await kysely.destroy();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openPostgres(url: string, limits: DatabaseLimits): Promise<Database> {
  const patient = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: createPatientPool(url, limits) }),
  });
  try {
    await migrate(patient);
  } finally {
    await patient.destroy();
  }
  const pool = createPostgresPool(url, limits);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    sql: kysely,
    boss: { backend: 'postgres', ...queueConnections(url, limits) },
    exclusive: false,
    close: () => kysely.destroy(),
  };
}

/**
 * A transaction in whose midst files are stored or deleted. The storage may take its time: longer
 * than a transaction may otherwise lie still before it counts as left behind.
 */
export function transactWithFiles<T>(
  { sql: db }: Pick<Database, 'sql'>,
  work: (trx: Database['sql']) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local idle_in_transaction_session_timeout = '30min'`.execute(trx);
    return work(trx);
  });
}

/**
 * Whether a query failed because the database could not be reached, or hung up, rather than because
 * of the query. What it was to do may have been done: the reply alone may be lost.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  // Class 08: connection exceptions; 57P01..05: shutting down, crashed, starting up; 57014, 25P03: what
  // took longer than it may.
  if (/^(08|57P0[1-5]|57014|25P03|53300)/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(code)) return true;
  // What the driver says of a socket that closed under it, or of a connection it did not get, carries
  // no code.
  const said =
    /^(Connection terminated|Client has encountered a connection|timeout exceeded|timeout exp)/;
  return code === '' && said.test(message);
}
