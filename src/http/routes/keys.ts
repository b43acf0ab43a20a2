import { z } from 'zod';
import { createKey, listKeys, revokeKey, type StoredKey } from '../../store/keys.ts';
import { ApiError } from '../../task/errors.ts';
import { isTaskId } from '../../task/ids.ts';
import { requireRoot } from '../auth.ts';
import { emptyReply, tagged, withExamples } from '../openapi.ts';
import { storable } from '../schemas/fields.ts';
import { givenMoment, moment } from '../schemas/moment.ts';
import type { Routes } from '../services.ts';
import { checkWebhookUrl } from '../webhook-url.ts';

const limits = z.strictObject({
  concurrentTasks: z.int().min(1).max(10_000).optional(),
  tasksPerDay: z.int().min(0).max(1_000_000).optional(),
  postsPerMinute: z.int().min(1).max(1_000_000).optional(),
});

const newKeyBody = z
  .strictObject({
    name: z.string().min(1).max(100).transform(storable),
    limits: limits.default({}),
    credits: z.int().min(0).max(2_000_000_000).optional(),
    webhookUrl: z.string().meta({ pattern: '^(https?://|$)' }).optional(),
    expiresAt: givenMoment
      .refine((date) => date.getTime() > Date.now(), 'Expected a moment in the future')
      .describe('A moment in the future')
      .optional(),
  })
  .meta(
    withExamples({
      'A key with limits': { name: 'web', limits: { concurrentTasks: 2 }, credits: 5000 },
    }),
  );

const keyReply = z.object({
  id: z.uuidv4(),
  name: z.string(),
  /** The key's last four characters. */
  hint: z.string(),
  limits,
  credits: z.int().optional(),
  webhookUrl: z.string().optional(),
  createdAt: moment,
  expiresAt: moment.optional(),
  revokedAt: moment.optional(),
});

const summary = (what: string) => `${what} (root key only; not in the official API)`;

/** Making, listing and revoking keys: for the root key alone. */
export const keys: Routes = (app, { database, webhookRules }) => {
  app.addHook('onRequest', requireRoot);

  app.post(
    '/keys',
    {
      schema: {
        tags: tagged('Keys'),
        summary: summary('Make a key; it is shown this once'),
        body: newKeyBody,
        response: { 200: keyReply.extend({ key: z.string(), webhookSecret: z.string() }) },
      },
    },
    async ({ body }) => {
      const webhookUrl = body.webhookUrl && checkWebhookUrl(body.webhookUrl, webhookRules);
      const { key, stored } = await createKey(database, { ...body, webhookUrl });
      return { ...describeKey(stored), key, webhookSecret: stored.webhook_secret };
    },
  );

  app.get(
    '/keys',
    {
      schema: {
        tags: tagged('Keys'),
        summary: summary('List every key'),
        response: { 200: z.object({ keys: z.array(keyReply) }) },
      },
    },
    async () => ({ keys: (await listKeys(database)).map(describeKey) }),
  );

  app.delete(
    '/keys/:id',
    {
      schema: {
        tags: tagged('Keys'),
        summary: summary('Revoke a key'),
        params: z.object({ id: z.string() }),
        response: { 204: emptyReply('Revoked') },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!isTaskId(id) || !(await revokeKey(database, id))) throw new ApiError('NO_KEY_FOUND');
      return reply.code(204).send(null);
    },
  );
};

function describeKey(key: StoredKey) {
  return {
    id: key.id,
    name: key.name,
    hint: key.hint,
    limits: key.limits,
    credits: key.credits ?? undefined,
    webhookUrl: key.webhook_url ?? undefined,
    createdAt: key.created_at.toISOString(),
    expiresAt: key.expires_at?.toISOString(),
    revokedAt: key.revoked_at?.toISOString(),
  };
}
