import { randomBytes } from 'node:crypto';
import type { Database } from './database/database.ts';
import { proposeSetting, readSetting, writeSetting } from './settings.ts';

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
  if (owner === 'root') return (await readSetting(database.sql, rootUrl)) ?? null;
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
  const secret = await readSetting(database.sql, rootSecret);
  return secret ?? proposeSetting(database.sql, rootSecret, makeWebhookSecret());
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
      await writeSetting(database.sql, rootUrl, url);
    }
    if (secret !== undefined) await writeSetting(database.sql, rootSecret, secret);
    return;
  }
  if (url === undefined && secret === undefined) return;
  await database.sql
    .updateTable('key')
    .set({ webhook_url: url, webhook_secret: secret })
    .where('id', '=', owner)
    .execute();
}
