import { sql } from 'kysely';
import type { Artifacts } from './artifacts.ts';
import type { Database } from './database.ts';
import { now, secondsAgo } from './moments.ts';
import { sweepInBatches, tryEach } from './sweep-batches.ts';

/**
 * When each stored input image was last wanted, so that those nobody needs can go without taking
 * one that a task is about to need. Input images are shared: the same bytes are one file.
 *
 * A request *claims* an image before it looks whether the file is there, and *holds* it in the
 * transaction that makes its task. A row is old when it has not been wanted for `keepInputsSeconds`.
 * Sweeping refreshes the rows of every unfinished task's images, then takes the old rows and deletes
 * their files while it has the rows locked:
 *
 * - a claim that comes while its file is being deleted waits for that, finds no file, and stores it;
 * - a claim or hold that comes first makes the row fresh, and the sweep passes it over;
 * - a hold of a row that is old, or gone, is refused: the file may be gone with it.
 *
 * A row that is far from old needs no refreshing: an image that everybody sends costs no writes, and
 * nobody waits for anybody.
 */
export type Keep = { keepInputsSeconds: number };

/** Before looking whether the file is there. */
export async function claimInput(
  database: Database,
  artifact: string,
  { keepInputsSeconds }: Keep,
): Promise<void> {
  if (await isFresh(database.sql, artifact, keepInputsSeconds / 4)) return;
  await database.sql
    .insertInto('input')
    .values({ artifact, wanted_at: now })
    .onConflict((conflict) => conflict.column('artifact').doUpdateSet({ wanted_at: now }))
    .execute();
}

/** In the transaction that makes the task. False: an image may have been swept away meanwhile. */
export async function holdInputs(
  trx: Database['sql'],
  artifacts: readonly string[],
  { keepInputsSeconds }: Keep,
): Promise<boolean> {
  // One after the other, in one order for everybody, so that nobody waits in a circle.
  for (const artifact of [...new Set(artifacts)].sort()) {
    if (await isFresh(trx, artifact, keepInputsSeconds / 2)) continue;
    const held = await trx
      .updateTable('input')
      .set({ wanted_at: now })
      .where('artifact', '=', artifact)
      .where('wanted_at', '>', secondsAgo(keepInputsSeconds))
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) return false;
  }
  return true;
}

async function isFresh(db: Database['sql'], artifact: string, seconds: number): Promise<boolean> {
  const row = await db
    .selectFrom('input')
    .select('artifact')
    .where('artifact', '=', artifact)
    .where('wanted_at', '>', secondsAgo(seconds))
    .executeTakeFirst();
  return row !== undefined;
}

/** Files deleted while their rows are locked: a claim of one of them waits for so many. */
const batchSize = 20;

/** Remove the images that no unfinished task needs and nobody has wanted lately. @returns how many */
export async function sweepInputs(
  database: Database,
  artifacts: Pick<Artifacts, 'delete'>,
  { keepInputsSeconds }: Keep,
): Promise<number> {
  await sql`
    update input set wanted_at = now()
    where wanted_at <= ${secondsAgo(keepInputsSeconds / 2)} and artifact in (
      select keyframe ->> 'artifact'
      from task, jsonb_array_elements(request -> 'keyframes') keyframe
      where status in ('THROTTLED', 'PENDING', 'RUNNING')
    )`.execute(database.sql);
  const sweepSome = (limit: number, skip: number) =>
    database.sql.transaction().execute(async (trx) => {
      const old = await trx
        .selectFrom('input')
        .select('artifact')
        .where('wanted_at', '<=', secondsAgo(keepInputsSeconds))
        .orderBy('wanted_at')
        .limit(limit)
        .offset(skip)
        .forUpdate()
        .skipLocked()
        .execute();
      const swept = await tryEach(old, ({ artifact }) => artifacts.delete(artifact));
      const gone = swept.done.map(({ artifact }) => artifact);
      if (gone.length > 0) await trx.deleteFrom('input').where('artifact', 'in', gone).execute();
      return swept;
    });
  return sweepInBatches('input images', sweepSome, batchSize);
}
