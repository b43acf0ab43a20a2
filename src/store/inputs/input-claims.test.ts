import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  databaseUrlOf,
  makeDataFolder,
  removeDataFolder,
} from '../../../test/support/data-folder.ts';
import { openTestDatabase } from '../../../test/support/patience.ts';
import type { Database } from '../database/database.ts';
import { installFunctions } from '../database/sql-functions.ts';
import { claimInput, holdInputs, sweepInputs } from './input-claims.ts';

const keep = { keepInputsSeconds: 3600 };
const artifact = 'inputs/ab/abc.png';

let folder: string;
let database: Database;
/** Stands for the folder of files. */
let files: Set<string>;
let deleteFile: (key: string) => Promise<void>;

beforeAll(async () => {
  folder = await makeDataFolder();
  database = await openTestDatabase(folder, databaseUrlOf(folder));
  await installFunctions(database.sql, [holdInputs]);
});
afterAll(async () => {
  await database?.close();
  await removeDataFolder(folder);
});
beforeEach(async () => {
  await sql`delete from task`.execute(database.sql);
  await sql`delete from input`.execute(database.sql);
  files = new Set();
  deleteFile = async (key) => void files.delete(key);
});

const sweep = () => sweepInputs(database, { delete: (key) => deleteFile(key) }, keep);
const wantedAgo = (seconds: number, key = artifact) =>
  sql`insert into input values (${key}, now() - make_interval(secs => ${seconds}))
    on conflict (artifact) do update set wanted_at = excluded.wanted_at`.execute(database.sql);

/** What taking an image in does. */
async function takeIn(key = artifact): Promise<void> {
  await claimInput(database, key, keep);
  if (!files.has(key)) files.add(key);
}

const hold = (keys = [artifact]) =>
  sql<{ held: boolean }>`
    select ${sql.id(holdInputs.name)}(${keys}::text[], ${keep.keepInputsSeconds}) as held`
    .execute(database.sql)
    .then(({ rows }) => rows[0]!.held);

async function addTask(status: string, key = artifact): Promise<void> {
  const request = JSON.stringify({ model: 'gen4_turbo', inputs: [{ artifact: key }] });
  await sql`insert into task (id, owner, engine, status, request, job, estimated_credits)
    values (gen_random_uuid(), 'root', 'fake', ${status}, ${request}::jsonb, gen_random_uuid(), 1)`.execute(
    database.sql,
  );
}

describe('sweeping input images', () => {
  it('takes what nobody has wanted for long, and nothing else', async () => {
    await takeIn();
    await takeIn('inputs/new.png');
    await wantedAgo(3601);
    expect(await sweep()).toBe(1);
    expect([...files]).toEqual(['inputs/new.png']);
    expect(await sweep()).toBe(0);
  });

  it.each(['THROTTLED', 'PENDING', 'RUNNING'])('spares those of a %s task', async (status) => {
    await takeIn();
    await addTask(status);
    await wantedAgo(10 * 3600);
    expect(await sweep()).toBe(0);
    await sql`update task set status = 'SUCCEEDED'`.execute(database.sql);
    await wantedAgo(10 * 3600);
    expect(await sweep()).toBe(1);
  });

  it('takes many, in several goes', async () => {
    for (let i = 0; i < 45; i++) await wantedAgo(4000, `inputs/${i}.png`);
    expect(await sweep()).toBe(45);
  });

  it('tries again what could not be deleted', async () => {
    await takeIn();
    await wantedAgo(4000);
    const works = deleteFile;
    deleteFile = () => Promise.reject(new Error('the disk is away'));
    await expect(sweep()).rejects.toThrow('the disk is away');
    deleteFile = works;
    expect(await sweep()).toBe(1);
  });
});

describe('a request that wants an image as it is swept', () => {
  it('keeps it when it claims first', async () => {
    await takeIn();
    await wantedAgo(4000);
    await takeIn();
    expect(await sweep()).toBe(0);
    expect(await hold()).toBe(true);
    expect(files.has(artifact)).toBe(true);
  });

  it('waits while the file is being deleted, and stores it anew', async () => {
    await takeIn();
    await wantedAgo(4000);
    const deleting = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    deleteFile = async (key) => {
      deleting.resolve();
      await goOn.promise;
      files.delete(key);
    };
    const sweeping = sweep();
    await deleting.promise;
    const taking = takeIn();
    goOn.resolve();
    await Promise.all([sweeping, taking]);
    expect(files.has(artifact)).toBe(true);
    expect(await hold()).toBe(true);
  });

  it('is refused when it was so slow that its image went between claim and task', async () => {
    await takeIn();
    await wantedAgo(3601);
    // Swept or not: the claim counts for nothing any more.
    expect(await hold()).toBe(false);
    await sweep();
    expect(await hold()).toBe(false);
  });

  it('makes old claims fresh when it holds them', async () => {
    await takeIn();
    await wantedAgo(3000);
    expect(await hold([artifact, artifact])).toBe(true);
    const { rows } = await sql<{ age: number }>`
      select extract(epoch from now() - wanted_at)::float as age from input`.execute(database.sql);
    expect(rows[0]!.age).toBeLessThan(1000);
  });
});
