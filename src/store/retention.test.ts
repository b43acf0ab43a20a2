import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { StorageRefused } from './artifacts/artifacts.ts';
import { clipKeys } from './artifacts/clips.ts';
import { createStrayClipSweep } from './artifacts/stray-clips.ts';
import { claimInput, sweepInputs } from './inputs/input-claims.ts';
import { sweepClips, sweepTasks } from './retention.ts';

const clipKey = (id: string, attempt: number) => clipKeys(id, attempt, { outputFormat: 'mp4' })[0]!;

const days = (count: number) => count * 24 * 3600;
const retention = {
  keepClipsSeconds: days(30),
  keepTasksSeconds: days(90),
  keepInputsSeconds: days(1),
  idempotencyKeySeconds: days(1),
};

type Store = Awaited<ReturnType<typeof openTestStore>>;

/** Tasks that ended so many days ago, the older the earlier in the list. */
async function endTasks(store: Store, daysAgo: number, count: number, status = 'SUCCEEDED') {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const id = await store.submit();
    await sql`
      update task set status = ${status}, attempt = 2,
        outputs = ${status === 'SUCCEEDED' ? [clipKey(id, 2)] : null},
        finished_at = now() - make_interval(days => ${daysAgo}, mins => ${count - n})
      where id = ${id}`.execute(store.database.sql);
    ids.push(id);
  }
  return ids;
}

/** A storage that will not delete what belongs to some tasks. */
function storageThatKeeps(...kept: string[]) {
  const deleted: string[] = [];
  return {
    deleted,
    async delete(key: string) {
      if (kept.some((part) => key.includes(part))) throw new StorageRefused('AccessDenied');
      deleted.push(key);
    },
  };
}

it('removes old clips past one that cannot be removed, of every attempt, and says so', async () => {
  const store = await openTestStore();
  const [stuck, ...others] = await endTasks(store, 31, 3);
  const [young] = await endTasks(store, 29, 1);
  const artifacts = storageThatKeeps(stuck!);
  await expect(sweepClips(store.database, artifacts, retention)).rejects.toThrow(
    /^1 clips could not be removed and will be tried again\. The first: AccessDenied$/,
  );
  const clips = async (ids: string[]) => Promise.all(ids.map((id) => store.row(id)));
  expect((await clips(others)).map(({ outputs }) => outputs)).toEqual([null, null]);
  expect((await clips([stuck!, young!])).every(({ outputs }) => outputs)).toBe(true);
  expect(artifacts.deleted.sort()).toEqual(
    others.flatMap((id) => [clipKey(id, 1), clipKey(id, 2)]).sort(),
  );
  expect(await sweepClips(store.database, storageThatKeeps(), retention)).toBe(1);
  expect((await store.row(stuck!)).outputs).toBeNull();
});

it('removes old tasks past one whose clip cannot be removed', async () => {
  const store = await openTestStore();
  const [stuck, other] = await endTasks(store, 91, 2);
  await expect(sweepTasks(store.database, storageThatKeeps(stuck!), retention)).rejects.toThrow(
    /1 tasks could not be removed/,
  );
  await expect(store.row(other!)).rejects.toThrow();
  expect((await store.row(stuck!)).id).toBe(stuck);
});

it('removes stray clips past one that cannot be removed, and looks as far back again', async () => {
  const store = await openTestStore();
  const [stuck, other] = await endTasks(store, 0, 2, 'FAILED');
  await sql`update task set finished_at = now() - interval '3 hours'`.execute(store.database.sql);
  const artifacts = storageThatKeeps(stuck!);
  const { deleted } = artifacts;
  const sweep = createStrayClipSweep(store.database, artifacts);
  for (const _again of [1, 2]) {
    deleted.length = 0;
    await expect(sweep()).rejects.toThrow(/1 stray clips could not be removed/);
    expect(deleted).toEqual([clipKey(other!, 1), clipKey(other!, 2)]);
  }
});

it('removes old input images past one that cannot be removed, which stays known', async () => {
  const store = await openTestStore();
  const images = Array.from({ length: 45 }, () => `inputs/${randomUUID()}.png`);
  for (const image of images) await claimInput(store.database, image, retention);
  await sql`update input set wanted_at = now() - interval '2 days'`.execute(store.database.sql);
  const [stuck] = images;
  await expect(sweepInputs(store.database, storageThatKeeps(stuck!), retention)).rejects.toThrow(
    /1 input images could not be removed/,
  );
  const left = await store.database.sql.selectFrom('input').select('artifact').execute();
  expect(left).toEqual([{ artifact: stuck }]);
});
