import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Shares } from '../net/shares.ts';
import { ApiError } from '../task/errors.ts';

/** Whether a request announces a body; that of a chunked one may turn out to be empty. */
export function hasBody({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return 'transfer-encoding' in headers || Number(headers['content-length']) > 0;
}

/**
 * Bounds the bodies that are here at a time: each from its first byte until its answer, however
 * slowly either comes. A hook to run once it is known whose request it is, so that strangers take
 * nothing from anybody; it counts for every mount that uses it.
 * @param count.in what of them is shared out: places, or the bytes that each announces
 */
export function createBodyBound(
  shares: Shares,
  count: { in: 'places' | 'bytes' },
): onRequestAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!hasBody(request)) return;
    const { bodyLimit } = request.routeOptions;
    // One that comes in chunks may grow to the largest there can be.
    const bytes = Number(request.headers['content-length'] ?? bodyLimit);
    if (bytes > bodyLimit) throw new ApiError('BODY_TOO_LARGE');
    const give = shares.take(request.caller.owner, count.in === 'bytes' ? bytes : 1);
    if (!give) {
      throw new ApiError('UNAVAILABLE', {
        message: 'The server is reading as many requests of this key as it can. Try again.',
      });
    }
    // Not the framework's onResponse, which never comes for a body that is broken off.
    reply.raw.once('close', give);
  };
}
