import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { makeTemporaryFolder } from '../../../test/support/data-folder.ts';
import { openTestDatabase } from '../../../test/support/patience.ts';
import { createDatabase } from '../../../test/support/postgres.ts';
import { openTestStore } from '../../../test/support/store.ts';
import { createKey, listKeys } from '../keys.ts';
import { migrate, SchemaTooNew } from './migrate.ts';
import { migrations } from './migrations.ts';

const next = {
  ...migrations,
  '9999-next': {
    async up(db: { schema: unknown }) {
      await sql`alter table task add column next_thing text`.execute(db as never);
    },
  },
};

it('lets an older program work on the tables of the next one', async () => {
  const store = await openTestStore();
  const { database } = store;
  await migrate(database.sql, next, Object.keys(migrations).at(-1));
  await migrate(database.sql);
  const id = await store.submit();
  expect(await store.row(id)).toMatchObject({ status: 'PENDING' });
});

it('refuses tables that a newer program made for itself alone', async () => {
  const { database } = await openTestStore();
  await migrate(database.sql, next, '9999-next');
  const refused = migrate(database.sql);
  await expect(refused).rejects.toThrow(SchemaTooNew);
  await expect(refused).rejects.toThrow(/newer Photoplay \(9999-next\).*Update this program/s);
});

it('makes the tables once when four programs start together', async () => {
  const { url, dataDir, remove } = await makeEmptyDatabase();
  const starts = await Promise.allSettled([1, 2, 3, 4].map(() => openTestDatabase(dataDir, url)));
  const opened = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  // A folder belongs to one of them.
  expect(opened).toHaveLength(url ? 4 : 1);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
    opened[0]!.sql,
  );
  expect(rows).toHaveLength(Object.keys(migrations).length);
  for (const database of opened) await database.close();
  await remove();
});

async function makeEmptyDatabase() {
  const dataDir = await makeTemporaryFolder();
  const postgres = inject('postgres');
  const { url, drop } = postgres ? await createDatabase(postgres.admin) : {};
  return {
    url,
    dataDir,
    async remove() {
      await drop?.();
      await rm(dataDir, { recursive: true });
    },
  };
}

it('mends a key that expires in a year that no reply can write', async () => {
  const { database } = await openTestStore();
  const { stored } = await createKey(database, { name: 'late' });
  await sql`update key set expires_at = timestamptz '10000-01-01 23:58:59Z'`.execute(database.sql);
  await migrations['0010-key-expiry']!.up(database.sql as never);
  const [key] = await listKeys(database);
  expect([key?.id, key?.expires_at?.toISOString()]).toEqual([
    stored.id,
    '9999-12-31T23:59:59.999Z',
  ]);
});

it('keeps every task and clip of a database from before kinds, inputs and outputs', async () => {
  const { url, dataDir, remove } = await makeEmptyDatabase();
  const database = await openTestDatabase(dataDir, url);
  await sql`alter table task add column clip text`.execute(database.sql);
  await sql`alter table task drop column outputs`.execute(database.sql);
  await sql`create index task_clip on task (finished_at) where clip is not null`.execute(
    database.sql,
  );
  const request = {
    model: 'gen4_turbo',
    keyframes: [
      { position: 'first', artifact: 'inputs/ab/a.png' },
      { position: 'last', artifact: 'inputs/cd/c.jpg' },
    ],
    promptText: 'pan left',
    seed: 7,
    durationSeconds: 5,
    width: 1280,
    height: 720,
    watermark: false,
  };
  const insert = (id: string, status: string, clip: string | null) => sql`
    insert into task (id, owner, engine, status, request, job, estimated_credits, clip)
    values (${id}, 'root', 'parallax', ${status}, ${JSON.stringify(request)}, ${id}, 25, ${clip})`;
  const [made, waiting] = [
    '00000000-0000-4000-8000-000000000001',
    '00000000-0000-4000-8000-000000000002',
  ];
  await insert(made, 'SUCCEEDED', `clips/${made}/1.mp4`).execute(database.sql);
  await insert(waiting, 'PENDING', null).execute(database.sql);

  await migrations['0013-kinds-inputs-outputs']!.up(database.sql as never);

  const { keyframes: _, ...kept } = request;
  const tasks = await database.sql
    .selectFrom('task')
    .select(['id', 'status', 'request', 'outputs'])
    .orderBy('id')
    .execute();
  const now = {
    ...kept,
    kind: 'image_to_video',
    outputFormat: 'mp4',
    options: {},
    inputs: [
      { role: 'first', artifact: 'inputs/ab/a.png' },
      { role: 'last', artifact: 'inputs/cd/c.jpg' },
    ],
  };
  expect(tasks).toEqual([
    { id: made, status: 'SUCCEEDED', request: now, outputs: [`clips/${made}/1.mp4`] },
    { id: waiting, status: 'PENDING', request: now, outputs: null },
  ]);
  await database.close();
  await remove();
});
