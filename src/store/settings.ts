import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/**
 * A secret that every server on this database shares, made by whichever starts first.
 * @returns 64 hexadecimal digits.
 */
export async function readOrMakeSecret(database: Database, name: string): Promise<string> {
  await database.sql
    .insertInto('setting')
    .values({ name, value: randomBytes(32).toString('hex') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await database.sql
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.value;
}
