import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isTaskId } from '../../task/ids.ts';
import type { Artifacts } from '../artifacts/artifacts.ts';
import type { Database } from '../database/database.ts';
import { inSeconds, now } from '../database/moments.ts';
import { sweepInBatches, tryEach } from '../sweep-batches.ts';

/**
 * Ephemeral uploads: a file put here once, used by its owner as `runway://<id>` for a day. The id is
 * a random uuid and the owner is checked, so knowing one upload leads to no other.
 */

const scheme = 'runway://';

/** Reserve an upload. @returns its id; `runwayUri(id)` names it in requests */
export async function createUpload(
  database: Database,
  owner: string,
  lifetimeSeconds: number,
): Promise<string> {
  const id = randomUUID();
  await database.sql
    .insertInto('upload')
    .values({
      id,
      owner,
      artifact: null,
      expires_at: inSeconds(lifetimeSeconds),
    })
    .execute();
  return id;
}

export function runwayUri(id: string): string {
  return `${scheme}${id}`;
}

export function isRunwayUri(uri: string): boolean {
  return uri.startsWith(scheme);
}

/** Whose upload this is; undefined: there is none, or it has expired. */
export async function findUploadOwner(database: Database, id: string): Promise<string | undefined> {
  const upload = await database.sql
    .selectFrom('upload')
    .select('owner')
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return upload?.owner;
}

/**
 * The file of an upload has arrived. Its name is written down before it is stored, so that whatever
 * happens in between, a sweep knows what to delete; a name without a file gives way to the next one.
 * False: the upload expired, or had a file already, which stays.
 */
export async function fillUpload(
  database: Database,
  artifacts: Artifacts,
  id: string,
  file: string,
): Promise<boolean> {
  // Of a name of its own, so that of two files sent at once the one that loses spoils nothing.
  const artifact = `uploads/${id}/${randomUUID()}`;
  const upload = await database.sql
    .selectFrom('upload')
    .select('artifact')
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!upload) return false;
  if (upload.artifact && (await artifacts.exists(upload.artifact))) return false;
  const named = await database.sql
    .updateTable('upload')
    .set({ artifact })
    .where('id', '=', id)
    .where(sql<boolean>`artifact is not distinct from ${upload.artifact}`)
    .executeTakeFirst();
  if (named.numUpdatedRows === 0n) return false;
  await artifacts.moveIn(artifact, file);
  if (await isFileOf(database, id, artifact)) return true;
  await artifacts.delete(artifact);
  return false;
}

async function isFileOf(database: Database, id: string, artifact: string): Promise<boolean> {
  const upload = await database.sql
    .selectFrom('upload')
    .select('id')
    .where('id', '=', id)
    .where('artifact', '=', artifact)
    .executeTakeFirst();
  return upload !== undefined;
}

/** The bytes behind an owner's `runway://` URI; undefined: no such upload, not theirs, or expired. */
export async function readUpload(
  database: Database,
  artifacts: Artifacts,
  uri: string,
  owner: string,
): Promise<Uint8Array | undefined> {
  const id = uri.slice(scheme.length);
  if (!isTaskId(id)) return undefined;
  const upload = await database.sql
    .selectFrom('upload')
    .select('artifact')
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!upload?.artifact || !(await artifacts.exists(upload.artifact))) return undefined;
  return artifacts.getBytes(upload.artifact);
}

/** Remove what has expired, files first: a row whose file stays is tried again. @returns how many */
export async function sweepUploads(
  database: Database,
  artifacts: Pick<Artifacts, 'delete'>,
): Promise<number> {
  return sweepInBatches('expired uploads', async (limit, skip) => {
    const expired = await database.sql
      .selectFrom('upload')
      .select(['id', 'artifact'])
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(limit)
      .offset(skip)
      .execute();
    return tryEach(expired, async ({ id, artifact }) => {
      if (artifact) await artifacts.delete(artifact);
      await database.sql.deleteFrom('upload').where('id', '=', id).execute();
    });
  });
}
