import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/**
 * Where a key's tasks are told when they end, and the secret that signs it. A stored key has them
 * in its row; the root key, which has none, among the settings.
 */
export interface WebhookSettings {
  url: string | null;
  secret: string;
}

const rootUrl = 'webhook-url';
const rootSecret = 'webhook-secret';

/** In the form of the Standard Webhooks specification. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

export async function findWebhookUrl(database: Database, owner: string): Promise<string | null> {
  if (owner === 'root') return (await readSetting(database, rootUrl)) ?? null;
  const key = await database.sql
    .selectFrom('key')
    .select('webhook_url')
    .where('id', '=', owner)
    .executeTakeFirst();
  return key?.webhook_url ?? null;
}

/** A revoked key keeps its secret: what its tasks have to tell is still told. */
export async function findWebhookSecret(database: Database, owner: string): Promise<string> {
  if (owner !== 'root') {
    const key = await database.sql
      .selectFrom('key')
      .select('webhook_secret')
      .where('id', '=', owner)
      .executeTakeFirstOrThrow();
    return key.webhook_secret;
  }
  const secret = await readSetting(database, rootSecret);
  if (secret) return secret;
  await database.sql
    .insertInto('setting')
    .values({ name: rootSecret, value: makeWebhookSecret() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return (await readSetting(database, rootSecret))!;
}

/** What is undefined stays as it is; a null URL means that nothing is told. */
export async function changeWebhook(
  database: Database,
  owner: string,
  { url, secret }: { url?: string | null; secret?: string },
): Promise<void> {
  if (owner === 'root') {
    if (url === null) {
      await database.sql.deleteFrom('setting').where('name', '=', rootUrl).execute();
    } else if (url !== undefined) {
      await writeSetting(database, rootUrl, url);
    }
    if (secret !== undefined) await writeSetting(database, rootSecret, secret);
    return;
  }
  if (url === undefined && secret === undefined) return;
  await database.sql
    .updateTable('key')
    .set({ webhook_url: url, webhook_secret: secret })
    .where('id', '=', owner)
    .execute();
}

async function readSetting(database: Database, name: string): Promise<string | undefined> {
  const row = await database.sql
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

async function writeSetting(database: Database, name: string, value: string): Promise<void> {
  await database.sql
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
