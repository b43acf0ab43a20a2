import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  databaseUrlOf,
  makeDataFolder,
  removeDataFolder,
} from '../../../test/support/data-folder.ts';
import { openTestDatabase } from '../../../test/support/patience.ts';
import type { Database } from './database.ts';
import { defineFunction, installFunctions, type SqlFunction } from './sql-functions.ts';

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await makeDataFolder();
  database = await openTestDatabase(folder, databaseUrlOf(folder));
});
afterAll(async () => {
  await database?.close();
  await removeDataFolder(folder);
});

const defineAnswer = (answer: number) =>
  defineFunction('answer', {
    takes: '',
    returns: 'integer',
    body: `begin return ${answer}; end`,
  });

async function call({ name }: SqlFunction): Promise<number> {
  const { rows } = await sql<{ answer: number }>`select ${sql.id(name)}() as answer`.execute(
    database.sql,
  );
  return rows[0]!.answer;
}

it('makes functions that several programs bring at once', async () => {
  const functions = [1, 2, 3].map(defineAnswer);
  await Promise.all(functions.map(() => installFunctions(database.sql, functions)));
  expect(await Promise.all(functions.map(call))).toEqual([1, 2, 3]);
  await installFunctions(database.sql, functions);
});

it('leaves another version of a function to those who were written with it', async () => {
  const [before, after] = [defineAnswer(41), defineAnswer(42)];
  await installFunctions(database.sql, [before]);
  await installFunctions(database.sql, [after]);
  expect([await call(before), await call(after)]).toEqual([41, 42]);
});

it('searches a table by its index, though it was small when the connection first did', async () => {
  await sql`create table grown (id integer primary key)`.execute(database.sql);
  await sql`insert into grown values (7)`.execute(database.sql);
  await sql`analyze grown`.execute(database.sql);
  const find = defineFunction('find_grown', {
    takes: 'wanted integer',
    returns: 'integer',
    body: `begin return (select id from grown where id = wanted); end`,
  });
  await installFunctions(database.sql, [find]);
  // The count of rows read is one transaction's own.
  await database.sql.transaction().execute(async (trx) => {
    const look = () => sql`select ${sql.id(find.name)}(7)`.execute(trx);
    // Planned anew the first few times; what is planned then is kept.
    for (let n = 0; n < 10; n++) await look();
    await sql`insert into grown select generate_series(8, 10000)`.execute(trx);
    const countRead = async () => {
      const { rows } = await sql<{ read: number }>`
        select pg_stat_get_xact_tuples_returned('grown'::regclass)::integer as read`.execute(trx);
      return rows[0]!.read;
    };
    const before = await countRead();
    await look();
    expect((await countRead()) - before).toBeLessThan(10);
  });
});
