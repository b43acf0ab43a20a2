import rateLimit from '@fastify/rate-limit';
import type { onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../task/errors.ts';
import type { App, HttpLimits } from './services.ts';

/**
 * Counts the requests that make something, per key and in this process. One hook counts for every
 * route and mount that uses it. Polling is never limited: a client that is told to slow down there
 * loses its task.
 */
export async function createPostLimit(
  app: App,
  { postsPerMinute, rootPostsPerMinute }: HttpLimits,
): Promise<onRequestAsyncHookHandler> {
  await app.register(rateLimit, { global: false });
  return app.rateLimit({
    timeWindow: 60_000,
    max: ({ caller: { key } }) =>
      key ? (key.limits.postsPerMinute ?? postsPerMinute) : rootPostsPerMinute,
    keyGenerator: (request) => request.caller.owner,
    errorResponseBuilder: () => new ApiError('RATE_LIMIT'),
  }) as onRequestAsyncHookHandler;
}
