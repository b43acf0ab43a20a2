import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './database/schema.ts';

/** What every server on a database shares, by name. */
export async function readSetting(db: Kysely<Schema>, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Kysely<Schema>, name: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Write a setting unless there is one: of several who come at once, the first decides. @returns it */
export async function proposeSetting(
  db: Kysely<Schema>,
  name: string,
  value: string,
): Promise<string> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await readSetting(db, name))!;
}

/** A secret, made by whichever server starts first: 64 hexadecimal digits. */
export async function readOrMakeSecret(db: Kysely<Schema>, name: string): Promise<string> {
  return proposeSetting(db, name, randomBytes(32).toString('hex'));
}
