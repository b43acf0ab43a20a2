import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openTestStore } from '../../test/support/store.ts';
import { cancelTask } from './transitions.ts';
import { startWebhooks } from './webhooks.ts';

it('counts a message that cannot be composed as an attempt, and gives it up', async () => {
  const { database, boss, submit } = await openTestStore();
  const id = await submit();
  await database.sql
    .updateTable('task')
    .set({ webhook_url: 'https://example.com/hook', webhook_base: 'http://a b' })
    .where('id', '=', id)
    .execute();
  await cancelTask(database, boss, id, 'root');
  const webhooks = startWebhooks({
    database,
    post: () => expect.fail('Nothing is to be posted'),
    describe: ({ webhook_base }) => new URL(webhook_base!),
    limits: { webhookDelaysSeconds: [0], webhookTimeoutMs: 1000, maxWebhooks: 8 },
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => webhooks.stop());
  const find = () =>
    database.sql.selectFrom('webhook_delivery').selectAll().executeTakeFirstOrThrow();
  await expect.poll(async () => (await find()).status).toBe('FAILED');
  const error = 'The message could not be composed.';
  expect(await find()).toMatchObject({ attempts: 2, log: [{ error }, { error }] });
});
