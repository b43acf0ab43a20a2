import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { ApiError } from '../task/errors.ts';

/**
 * Bounds how many bodies are here at a time: each from its first byte until its answer, however
 * slowly either comes. A hook to run after the key is known, so that strangers take up no place; it
 * counts for every mount that uses it.
 */
export function createBodyBound(maxBodies: number): onRequestAsyncHookHandler {
  let underway = 0;
  return async ({ headers }: FastifyRequest, reply: FastifyReply) => {
    if (!('transfer-encoding' in headers) && !Number(headers['content-length'])) return;
    if (underway >= maxBodies) {
      throw new ApiError('UNAVAILABLE', {
        message: 'The server is reading as many requests as it can. Try again.',
      });
    }
    underway++;
    // Not the framework's onResponse, which never comes for a body that is broken off.
    reply.raw.once('close', () => underway--);
  };
}
