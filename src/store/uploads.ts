import { randomUUID } from 'node:crypto';
import { isTaskId } from '../task/ids.ts';
import type { Artifacts } from './artifacts.ts';
import type { Database } from './database.ts';
import { inSeconds, now } from './moments.ts';

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

/** The file of an upload has arrived. False: it expired, or had one already, which stays. */
export async function fillUpload(
  database: Database,
  artifacts: Artifacts,
  id: string,
  file: string,
): Promise<boolean> {
  // Of a name of its own, so that of two files sent at once the one that loses spoils nothing.
  const artifact = `uploads/${id}/${randomUUID()}`;
  await artifacts.moveIn(artifact, file);
  const filled = await database.sql
    .updateTable('upload')
    .set({ artifact })
    .where('id', '=', id)
    .where('artifact', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (filled.numUpdatedRows > 0n) return true;
  await artifacts.delete(artifact);
  return false;
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

/** Remove what has expired, files first: a row whose files stay is tried again. @returns how many */
export async function sweepUploads(database: Database, artifacts: Artifacts): Promise<number> {
  const expired = await database.sql
    .selectFrom('upload')
    .select(['id', 'artifact'])
    .where('expires_at', '<=', now)
    .execute();
  const failed: unknown[] = [];
  for (const { id, artifact } of expired) {
    try {
      if (artifact) await artifacts.delete(artifact);
      // And what a kill left between storing and telling.
      await artifacts.deleteAll(`uploads/${id}`);
      await database.sql.deleteFrom('upload').where('id', '=', id).execute();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0)
    throw new AggregateError(failed, 'some expired uploads could not be removed');
  return expired.length;
}
