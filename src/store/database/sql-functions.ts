import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Functions that run in the database. Where several statements follow one another and nobody looks
 * at their answers in between, a function makes them one round trip and one commit, and each of them
 * is planned once per connection instead of once per call.
 *
 * A function's name ends in a hash of its text. So every version of this program has the functions
 * it was written with, whichever others run on the same database, and none of them is ever replaced.
 */
export interface SqlFunction {
  name: string;
  /** The statement that makes it. */
  create: string;
}

/** @param body in PL/pgSQL */
export function defineFunction(
  name: string,
  { takes, returns, body }: { takes: string; returns: string; body: string },
): SqlFunction {
  // A plan is kept for as long as the connection. Made while a table is small, it would read all of
  // the table, and go on so when the table has grown.
  const text = `(${takes}) returns ${returns} language plpgsql set enable_seqscan = off as $function$
    ${body}
    $function$`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name: `${name}_${hash}`, create: `create or replace function ${name}_${hash}${text}` };
}

/** Make those that are not there yet. Programs that start together take turns. */
export async function installFunctions(
  db: Kysely<Schema>,
  functions: readonly SqlFunction[],
): Promise<void> {
  const names = functions.map(({ name }) => name);
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${names}::text[]) name where to_regproc(name) is null`.execute(db);
  if (rows.length === 0) return;
  const missing = new Set(rows.map(({ name }) => name));
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('sql-functions'))`.execute(trx);
    for (const { name, create } of functions) {
      if (missing.has(name)) await sql.raw(create).execute(trx);
    }
  });
}
