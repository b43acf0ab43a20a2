import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool } from 'pg';
import type { Db } from 'pg-boss';
import { type Holder, lockFolder } from './folder-lock.ts';
import { migrations } from './migrations.ts';
import { createPglitePool } from './pglite-pool.ts';
import type { Schema } from './schema.ts';
import { keepSpareWal } from './spare-wal.ts';

export interface Database {
  sql: Kysely<Schema>;
  /** How pg-boss is to reach the same database. */
  boss: { backend: 'pglite'; db: Db } | { backend: 'postgres'; connectionString: string };
  /** Whether this process has the database to itself, so that whatever it finds running is dead. */
  exclusive: boolean;
  /** Tell other programs on this machine who has the embedded database, and where it listens. */
  announce(holder: Holder): Promise<void>;
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
    const migrator = new Migrator({
      db: database.sql,
      provider: { getMigrations: async () => migrations },
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openPglite(dataDir: string): Promise<Database> {
  const folder = path.join(dataDir, 'database');
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(dataDir);
  try {
    const pglite = await PGlite.create(folder);
    const pool = createPglitePool(pglite);
    const wal = await keepSpareWal(pglite, folder, pool.exclusively);
    const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    return {
      sql,
      boss: { backend: 'pglite', db: pool.boss },
      exclusive: true,
      announce: lock.announce,
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

function openPostgres(url: string): Database {
  const sql = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }),
  });
  return {
    sql,
    boss: { backend: 'postgres', connectionString: url },
    exclusive: false,
    announce: async () => undefined,
    close: () => sql.destroy(),
  };
}
