import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { patience } from '../../../test/support/patience.ts';
import { createDatabase } from '../../../test/support/postgres.ts';
import { type Database, isDatabaseAway, openDatabase, transactWithFiles } from './database.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;

beforeAll(async () => {
  const { admin, template } = inject('postgres')!;
  database = await createDatabase(admin, template);
});
afterAll(() => database?.drop());

async function open(databaseTimeoutMs: number): Promise<Database> {
  const limits = { ...patience, databaseTimeoutMs };
  const opened = await openDatabase({ url: database.url, dataDir: '', limits });
  onTestFinished(() => opened.close());
  return opened;
}

it('gives up a statement that takes too long, as if the database were away', async () => {
  const { sql: db } = await open(500);
  const error = await sql`select pg_sleep(3600)`.execute(db).catch((thrown) => thrown);
  expect(error).toMatchObject({ message: expect.stringMatching(/statement timeout/) });
  expect(isDatabaseAway(error)).toBe(true);
});

it('lets a transaction lie still for as long as a storage may take, if there is one in it', async () => {
  const opened = await open(60_000);
  const mayLieStill = async (trx: Database['sql']) => {
    const { rows } = await sql<{ time: string }>`
      select current_setting('idle_in_transaction_session_timeout') as time`.execute(trx);
    return rows[0]!.time;
  };
  expect(await opened.sql.transaction().execute(mayLieStill)).toBe('1min');
  expect(await transactWithFiles(opened, mayLieStill)).toBe('30min');
  expect(await opened.sql.transaction().execute(mayLieStill)).toBe('1min');
});
