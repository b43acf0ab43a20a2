import type { FastifyRequest } from 'fastify';
import type { Database } from '../store/database.ts';
import { FetchRefused } from '../store/fetch-refused.ts';
import { checkUrl, type UrlRules } from '../store/fetch-url.ts';
import { findWebhookUrl } from '../store/webhook-settings.ts';
import { ApiError } from '../task/errors.ts';

/** Where a request says who is to be told. */
export const webhookHeader = 'x-photoplay-webhook-url';

/**
 * Where the end of this request's task is to be told: the URL in its header, else that of its key.
 * An empty header tells nobody.
 */
export async function findWebhook(
  request: FastifyRequest,
  { database, webhookRules }: { database: Database; webhookRules: UrlRules },
): Promise<{ url: string; base: string } | undefined> {
  const given = request.headers[webhookHeader];
  if (given) checkWebhookUrl(String(given), webhookRules);
  const { owner, key } = request.caller;
  const url = given ?? (key ? key.webhook_url : await findWebhookUrl(database, owner));
  return url ? { url: String(url), base: `${request.protocol}://${request.host}` } : undefined;
}

/** @throws ApiError when it breaks a rule that is known before it is looked up */
export function checkWebhookUrl(url: string, rules: UrlRules): void {
  try {
    checkUrl(url, rules);
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error;
    const message = `The webhook URL cannot be used. ${error.reason}`;
    throw new ApiError('BAD_WEBHOOK_URL', { message, cause: error });
  }
}
