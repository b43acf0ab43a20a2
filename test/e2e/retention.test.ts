import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { databaseUrlOf, makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { makeImage, toDataUri } from '../support/images.ts';
import { openTestDatabase } from '../support/patience.ts';
import { spawnServer, submit, waitForTask, writeConfig } from '../support/server.ts';

it('removes, in their time, clips, tasks and input images', async () => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  const config = await writeConfig(dataDir, { models: { gen4a_turbo: 'fake' } });
  const start = () => spawnServer(dataDir, config);
  /** Let time pass for everything that is stored. */
  const age = async (days: number) => {
    const database = await openTestDatabase(dataDir, databaseUrlOf(dataDir));
    const ago = sql`now() - make_interval(days => ${days})`;
    await sql`update task set finished_at = ${ago} where finished_at is not null`.execute(
      database.sql,
    );
    await sql`update input set wanted_at = ${ago}`.execute(database.sql);
    await database.close();
  };
  const filesIn = async (folder: string) =>
    (await readdir(path.join(dataDir, 'artifacts', folder), { recursive: true })).filter((name) =>
      /\.\w+$/.test(name),
    );

  const promptImage = toDataUri(await makeImage());
  const first = await start();
  const id = await submit(first, { model: 'gen4a_turbo', promptImage });
  const { output } = await waitForTask(first, id, 'SUCCEEDED');
  const waiting = await submit(first, {
    model: 'gen4a_turbo',
    promptImage: toDataUri(await makeImage({ width: 300 })),
    promptText: 'fake:hang',
  });
  await first.close();
  await age(31);

  const second = await start();
  const get = async () => (await second.call('GET', `/v1/tasks/${id}`)).body;
  await expect.poll(async () => (await get()).output).toEqual([]);
  expect(await get()).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 25 } });
  const link = new URL(output[0]);
  expect((await fetch(new URL(`${link.pathname}${link.search}`, second.url))).status).toBe(404);
  expect(await filesIn('clips')).toEqual([]);
  // The image of the task that waits is still there, the other one is not.
  await expect.poll(() => filesIn('inputs')).toHaveLength(1);
  await second.call('DELETE', `/v1/tasks/${waiting}`);
  await second.close();
  await age(91);

  const third = await start();
  await expect.poll(async () => (await third.call('GET', `/v1/tasks/${id}`)).status).toBe(404);
  await expect.poll(() => filesIn('inputs')).toEqual([]);
  const { body } = await third.call('POST', '/v1/organization/usage', {});
  expect(body.results[0].usedCredits).toEqual([{ model: 'gen4_turbo', amount: 25 }]);
  await third.close();
});
