import type { FastifyRequest } from 'fastify';
import { FetchRefused } from '../net/fetch-refused.ts';
import { checkUrl, type UrlRules } from '../net/fetch-url.ts';
import type { Database } from '../store/database/database.ts';
import { findWebhookUrl } from '../store/webhook-settings.ts';
import { ApiError } from '../task/errors.ts';
import type { Links } from './links.ts';

/** Where a request says who is to be told. */
export const webhookHeader = 'x-photoplay-webhook-url';

/**
 * Where the end of this request's task is to be told: the URL in its header, else that of its key.
 * An empty header tells nobody.
 */
export async function findWebhook(
  request: FastifyRequest,
  { database, links, webhookRules }: { database: Database; links: Links; webhookRules: UrlRules },
): Promise<{ url: string; base: string } | undefined> {
  const given = request.headers[webhookHeader];
  const { owner, key } = request.caller;
  const named = given ? checkWebhookUrl(String(given), webhookRules) : given;
  const url = named ?? (key ? key.webhook_url : await findWebhookUrl(database, owner));
  return url ? { url: String(url), base: links.keep(request) } : undefined;
}

/**
 * @returns the URL as it is to be stored: in its normal form, in which every character can be
 * @throws ApiError when it breaks a rule that is known before it is looked up
 */
export function checkWebhookUrl(url: string, rules: UrlRules): string {
  try {
    return checkUrl(url, rules).url.href;
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error;
    const message = `The webhook URL cannot be used. ${error.reason}`;
    throw new ApiError('BAD_WEBHOOK_URL', { message, cause: error });
  }
}
