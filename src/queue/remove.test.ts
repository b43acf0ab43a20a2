import { expect, it } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { type Artifacts, StorageAway, StorageRefused } from '../store/artifacts/artifacts.ts';
import { clipKeys } from '../store/artifacts/clips.ts';
import { removeTask, sweepDeletions } from './remove.ts';
import { claimTask, succeedTask } from './transitions.ts';

const clipKey = (id: string, attempt: number) => clipKeys(id, attempt, { outputFormat: 'mp4' })[0]!;

/** A storage that refuses to delete some keys, for as long as they are in `kept`. */
function refusingStorage() {
  const kept = new Set<string>();
  const deleted: string[] = [];
  const artifacts = {
    async delete(key: string) {
      if (kept.has(key)) throw new StorageRefused(`refuses DeleteObject ${key}`);
      deleted.push(key);
    },
  } as Artifacts;
  return { artifacts, kept, deleted };
}

/** A task that has succeeded, at its first attempt. */
async function finishTask(store: Awaited<ReturnType<typeof openTestStore>>): Promise<string> {
  const { database, boss } = store;
  const id = await store.submit();
  const task = (await claimTask(database, (await store.nextJob())!, 15))!;
  const result = { shot: null, warnings: [], outputs: [clipKey(id, 1)] };
  expect(await succeedTask(database, boss, task, result)).toBe(true);
  return id;
}

it('keeps a task in sight whose clip cannot be deleted, and deletes it when asked again', async () => {
  const store = await openTestStore();
  const { artifacts, kept, deleted } = refusingStorage();
  const id = await finishTask(store);
  const remove = () => removeTask({ ...store, artifacts }, id, 'root');
  kept.add(clipKey(id, 1));
  for (const _again of [1, 2]) {
    await expect(remove()).rejects.toThrow(/refuses DeleteObject/);
    expect(await store.row(id)).toMatchObject({ deleted_at: null, outputs: [clipKey(id, 1)] });
  }
  kept.clear();
  expect(await remove()).toBe(true);
  expect(deleted).toEqual([clipKey(id, 1)]);
  expect(await store.row(id)).toMatchObject({ deleted_at: expect.any(Date), outputs: null });
  expect(await remove()).toBe(false);
});

it('finishes a deletion by itself that was asked for once, past others that still fail', async () => {
  const store = await openTestStore();
  const { artifacts, kept } = refusingStorage();
  const [stuck, freed, untouched] = [
    await finishTask(store),
    await finishTask(store),
    await finishTask(store),
  ];
  for (const id of [stuck, freed]) {
    kept.add(clipKey(id, 1));
    await expect(removeTask({ ...store, artifacts }, id, 'root')).rejects.toThrow();
  }
  kept.delete(clipKey(freed, 1));
  await expect(sweepDeletions(store.database, artifacts)).rejects.toThrow(
    `1 deleted tasks could not be removed and will be tried again. The first: refuses DeleteObject ${clipKey(stuck, 1)}`,
  );
  expect((await store.row(freed)).deleted_at).not.toBeNull();
  expect((await store.row(stuck)).deleted_at).toBeNull();
  kept.clear();
  expect(await sweepDeletions(store.database, artifacts)).toBe(1);
  expect((await store.row(stuck)).deleted_at).not.toBeNull();
  expect((await store.row(untouched)).deleted_at).toBeNull();
});

it('asks a storage that is away once, and not for every task', async () => {
  const store = await openTestStore();
  const ids = [await finishTask(store), await finishTask(store)];
  let asked = 0;
  const artifacts = {
    delete: async () => {
      asked++;
      throw new StorageAway('does not answer');
    },
  } as Partial<Artifacts> as Artifacts;
  for (const id of ids) {
    await expect(removeTask({ ...store, artifacts }, id, 'root')).rejects.toThrow(StorageAway);
  }
  asked = 0;
  await expect(sweepDeletions(store.database, artifacts)).rejects.toThrow(StorageAway);
  expect(asked).toBe(1);
});
