import { sql } from 'kysely';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { createKey } from '../store/keys.ts';
import { createWatcher } from './watch.ts';

it.each([
  ['revoked', sql`update key set revoked_at = now()`],
  ['expired', sql`update key set expires_at = now() - interval '1 second'`],
])(
  'whoever follows a task is let go when its key is %s, and told nothing more',
  async (_how, end) => {
    const store = await openTestStore();
    const { sql: db } = store.database;
    const watcher = createWatcher(store.database, pino({ level: 'silent' }));
    onTestFinished(() => watcher.stop());
    const { stored } = await createKey(store.database, { name: 'ends' });
    const [own, roots] = [await store.submit(stored.id), await store.submit()];
    const follower = watcher.follow(await store.row(own));
    const other = watcher.follow(await store.row(roots));

    await sql`update task set progress = 0.5`.execute(db);
    expect(await follower.next(60_000)).toMatchObject({ id: own, progress: 0.5 });
    await db.transaction().execute(async (trx) => {
      await end.execute(trx);
      await sql`update task set progress = 0.7`.execute(trx);
    });
    expect(await follower.next(60_000)).toBeUndefined();
    expect(follower.closed).toBe(true);
    expect(await other.next(60_000)).toMatchObject({ id: roots });
    expect(other.closed).toBe(false);
  },
);
