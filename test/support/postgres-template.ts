import pino from 'pino';
import type { TestProject } from 'vitest/node';
import { startQueue } from '../../src/queue/start.ts';
import { openTestDatabase } from './patience.ts';
import { createDatabase, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests of this run find PostgreSQL; undefined: they run on PGlite. */
    postgres: { admin: string; template: string } | undefined;
  }
}

/** Start PostgreSQL once per run, with an empty database ready to be copied. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  const admin = postgres.url('postgres');
  const { url } = await createDatabase(admin);
  const database = await openTestDatabase('', url);
  const boss = await startQueue(database, ['parallax', 'fake'], pino({ level: 'silent' }));
  await boss.stop();
  await database.close();
  project.provide('postgres', { admin, template: new URL(url).pathname.slice(1) });
  return () => postgres.stop();
}
