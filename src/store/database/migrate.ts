import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { readSetting, writeSetting } from '../settings.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/**
 * The oldest program, named by its last migration, that still works on the tables as this one makes
 * them. A rolling update has both running side by side, so a migration adds and never takes away;
 * what it makes superfluous goes in the release after, and then this moves up.
 */
const oldestProgram = '0013-kinds-inputs-outputs';

/** The database belongs to a program that this one cannot work beside. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew';
}

/**
 * Bring the tables up to date. Programs that start together take turns, by Kysely's advisory lock;
 * on tables that a newer program made, an older one works as they are, or refuses.
 * @throws SchemaTooNew
 */
export async function migrate(
  db: Kysely<Schema>,
  known: typeof migrations = migrations,
  oldest = oldestProgram,
): Promise<void> {
  const last = Object.keys(known).at(-1)!;
  const made = await readMigrations(db);
  const newer = made.filter((name) => !(name in known));
  if (newer.length > 0) return checkNewer(db, newer.at(-1)!, last);
  // The migrator would find the same, by a third of a second's work on PGlite.
  if (made.length === Object.keys(known).length) return;
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => known },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  if (results.length > 0) await writeSetting(db, oldestSetting, oldest);
}

/** What has been done to the database so far, in order; nothing on an empty one. */
async function readMigrations(db: Kysely<Schema>): Promise<string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (!tables[0]?.there) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

const oldestSetting = 'oldest-program';

async function checkNewer(db: Kysely<Schema>, newest: string, last: string): Promise<void> {
  const allowed = await readSetting(db, oldestSetting);
  if (allowed !== undefined && allowed <= last) return;
  throw new SchemaTooNew(
    `The database was brought up to date by a newer Photoplay (${newest}), which this one (${last}) ` +
      'cannot work beside. Update this program, or give it a database of its own.',
  );
}
