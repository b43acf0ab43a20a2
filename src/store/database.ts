import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Db } from 'pg-boss';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { createPglitePool } from './pglite-pool.ts';
import type { Schema } from './schema.ts';
import { keepSpareWal } from './spare-wal.ts';

export interface Database {
  sql: Kysely<Schema>;
  /** How pg-boss is to reach the same database. */
  boss:
    | { backend: 'pglite'; db: Db }
    | { backend: 'postgres'; connectionString: string; max: number };
  /** Whether this process has the database to itself, so that whatever it finds running is dead. */
  exclusive: boolean;
  close(): Promise<void>;
}

/**
 * Open the database and bring its tables up to date.
 * @param options.url a PostgreSQL connection string; without one, PGlite in `dataDir`.
 * @throws Error when the folder is in use by another server, or the database cannot be reached.
 */
export async function openDatabase(options: { url?: string; dataDir: string }): Promise<Database> {
  const database = options.url ? openPostgres(options.url) : await openPglite(options.dataDir);
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
  await mkdir(folder, { recursive: true });
  // The secrets that sign links and webhooks are in it, in files that PGlite lets everyone read.
  await chmod(folder, 0o700);
  const lock = await lockFolder(dataDir);
  try {
    const startParams = [...PGlite.defaultStartParams, '-c', `shared_buffers=${bufferMegabytes}MB`];
    const pglite = await PGlite.create(folder, { startParams });
    const pool = createPglitePool(pglite);
    const wal = await keepSpareWal(pglite, folder, pool.exclusively);
    const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    return {
      sql,
      boss: { backend: 'pglite', db: pool.boss },
      exclusive: true,
      async close() {
        await wal.stop();
        await sql.destroy();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Connections for requests and transitions, and those of the queue, which needs one to listen too. */
const connections = { own: 8, queue: 4 };

function openPostgres(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections.own,
    // A database that went without a word is noticed rather than waited for.
    keepAlive: true,
  });
  // A connection that breaks (the database restarts) while no query is under way, idle or between two
  // statements of a transaction, would otherwise end the program. Whoever queries next learns of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    sql,
    boss: { backend: 'postgres', connectionString: url, max: connections.queue },
    exclusive: false,
    close: () => sql.destroy(),
  };
}

/**
 * Whether a query failed because the database could not be reached, or hung up, rather than because
 * of the query. What it was to do may have been done: the reply alone may be lost.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  // Class 08: connection exceptions; 57P01..03: shutting down, crashed, starting up.
  if (/^(08|57P0[1-3]|53300)/.test(code)) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(code)) return true;
  // What the driver says of a socket that closed under it carries no code.
  return (
    code === '' && /^(Connection terminated|Client has encountered a connection)/.test(message)
  );
}
