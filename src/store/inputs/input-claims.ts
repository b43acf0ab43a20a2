import { sql } from 'kysely';
import type { Artifacts } from '../artifacts/artifacts.ts';
import { type Database, transactWithFiles } from '../database/database.ts';
import { secondsAgo } from '../database/moments.ts';
import { defineFunction } from '../database/sql-functions.ts';
import { sweepInBatches, tryEach } from '../sweep-batches.ts';

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

/**
 * Before looking whether the file is there. It need not wait for the disk: what a task is made of
 * reaches it with the task at the latest, as the database's log is written in order.
 */
export async function claimInput(
  database: Database,
  artifact: string,
  { keepInputsSeconds }: Keep,
): Promise<void> {
  await sql`
    with claim as (
      insert into input (artifact, wanted_at)
      select ${artifact}, now() where not exists (
        select from input
        where artifact = ${artifact} and wanted_at > ${secondsAgo(keepInputsSeconds / 4)}
      )
      on conflict (artifact) do update set wanted_at = excluded.wanted_at
    )
    select set_config('synchronous_commit', 'off', true)`.execute(database.sql);
}

/** In the transaction that makes the task. False: an image may have been swept away meanwhile. */
export const holdInputs = defineFunction('hold_inputs', {
  takes: 'images text[], keep_seconds float8',
  returns: 'boolean',
  body: `
    declare
      image text;
      half constant timestamptz := now() - make_interval(secs => keep_seconds / 2);
      old constant timestamptz := now() - make_interval(secs => keep_seconds);
    begin
      -- One after the other, in one order for everybody, so that nobody waits in a circle.
      for image in select distinct unnest(images) collate "C" as name order by name loop
        continue when exists (select from input where artifact = image and wanted_at > half);
        update input set wanted_at = now() where artifact = image and wanted_at > old;
        if not found then
          return false;
        end if;
      end loop;
      return true;
    end`,
});

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
      select input ->> 'artifact'
      from task, jsonb_array_elements(request -> 'inputs') input
      where status in ('THROTTLED', 'PENDING', 'RUNNING')
    )`.execute(database.sql);
  const sweepSome = (limit: number, skip: number) =>
    transactWithFiles(database, async (trx) => {
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
