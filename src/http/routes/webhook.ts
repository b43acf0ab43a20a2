import { z } from 'zod';
import { changeWebhook, findWebhookSecret, findWebhookUrl } from '../../store/webhook-settings.ts';
import { tagged, withExamples } from '../openapi.ts';
import type { Routes } from '../services.ts';
import { checkWebhookUrl } from '../webhook-url.ts';

/** 24 to 64 bytes, by the Standard Webhooks specification. */
const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'Expected whsec_ and 24 to 64 bytes in Base64');

const webhookBody = z
  .strictObject({
    url: z.string().meta({ pattern: '^(https?://|$)' }).nullish(),
    secret: secret.optional(),
  })
  .meta(withExamples({ 'A receiver': { url: 'https://app.example.com/hooks/photoplay' } }));

const webhookReply = z.object({
  url: z.string().nullable(),
  /** Of the root key alone: it is its operator's. Others saw theirs when their key was made. */
  secret: z.string().optional(),
});

/** Where the calling key's tasks are told when they end. */
export const webhook: Routes = (app, { database, webhookRules, limitPosts }) => {
  app.get(
    '/webhook',
    {
      schema: {
        tags: tagged('Webhooks'),
        summary: 'Where your tasks are told when they end (not in the official API)',
        response: { 200: webhookReply },
      },
    },
    ({ caller }) => describe(caller.owner),
  );

  app.put(
    '/webhook',
    {
      schema: {
        tags: tagged('Webhooks'),
        summary: 'Choose where your tasks are told, and the secret that signs it',
        body: webhookBody,
        response: { 200: webhookReply },
      },
      onRequest: limitPosts,
    },
    async ({ body, caller }) => {
      const url = body.url ? checkWebhookUrl(body.url, webhookRules) : body.url;
      await changeWebhook(database, caller.owner, { ...body, url });
      return describe(caller.owner);
    },
  );

  async function describe(owner: string) {
    return {
      url: await findWebhookUrl(database, owner),
      secret: owner === 'root' ? await findWebhookSecret(database, owner) : undefined,
    };
  }
};
