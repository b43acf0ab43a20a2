import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database } from './database/database.ts';
import { now } from './database/moments.ts';
import type { KeyLimits, KeyTable } from './database/schema.ts';
import { makeWebhookSecret } from './webhook-settings.ts';

export type StoredKey = Selectable<KeyTable>;

export interface NewKey {
  name: string;
  limits?: KeyLimits;
  /** What the key may spend; absent: no limit. */
  credits?: number;
  expiresAt?: Date;
  webhookUrl?: string;
}

/** Make a key. @returns its row and the key itself, which is never seen again */
export async function createKey(
  database: Database,
  { name, limits = {}, credits, expiresAt, webhookUrl }: NewKey,
): Promise<{ key: string; stored: StoredKey }> {
  const key = makeKey();
  const stored = await database.sql
    .insertInto('key')
    .values({
      id: randomUUID(),
      name,
      hash: hashKey(key),
      hint: key.slice(-4),
      limits: JSON.stringify(limits),
      credits: credits ?? null,
      expires_at: expiresAt ?? null,
      webhook_url: webhookUrl ?? null,
      webhook_secret: makeWebhookSecret(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { key, stored };
}

/** In the form of Runway's own: 128 hexadecimal digits, 512 bits of chance. */
export function makeKey(): string {
  return `key_${randomBytes(64).toString('hex')}`;
}

/** A fast hash is enough: there is nothing to guess in 512 random bits. */
function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * The living key that this is, if any. The look-up is by hash, so what its timing tells is about
 * the hash, which helps nobody to find a key.
 */
export async function findKey(database: Database, key: string): Promise<StoredKey | undefined> {
  return database.sql
    .selectFrom('key')
    .selectAll()
    .where('hash', '=', hashKey(key))
    .where(lives)
    .executeTakeFirst();
}

const lives = sql<boolean>`(revoked_at is null and (expires_at is null or expires_at > now()))`;

/** Whether the key of the column `owner` lives; the root key always does. */
export const ownerLives = sql<boolean>`case when owner = 'root' then true
  else exists (select from key where id = owner::uuid and ${lives}) end`;

/** Every key ever made, oldest first. */
export async function listKeys(database: Database): Promise<StoredKey[]> {
  return database.sql.selectFrom('key').selectAll().orderBy('created_at').orderBy('id').execute();
}

/** Revoke a key at once and for good; its tasks go on. @returns false if there is no such living key */
export async function revokeKey(database: Database, id: string): Promise<boolean> {
  const result = await database.sql
    .updateTable('key')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * A living key's row, locked until the transaction ends: whatever counts a key's tasks or spends its
 * credits takes turns. Undefined for the root key, which has no row and no limits.
 */
export async function lockKey(trx: Database['sql'], owner: string): Promise<StoredKey | undefined> {
  if (owner === 'root') return undefined;
  return trx.selectFrom('key').selectAll().where('id', '=', owner).forUpdate().executeTakeFirst();
}
