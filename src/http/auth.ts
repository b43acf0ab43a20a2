import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../task/errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key the request carries. */
    owner: string;
  }
}

/** Tells whose key a token is; undefined: nobody's. */
export type Authenticate = (token: string) => Promise<string | undefined>;

/** The keys given by the configuration or made at the first start: they own everything as `root`. */
export function authenticateRoot(rootKeys: readonly string[]): Authenticate {
  const digests = rootKeys.map(digest);
  return async (token) =>
    digests.some((known) => timingSafeEqual(known, digest(token))) ? 'root' : undefined;
}

/** Equal lengths for a comparison in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Refuse a request without a valid `Authorization: Bearer` header; runs before its body is read. */
export function requireKey(authenticate: Authenticate) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = request.headers.authorization?.match(/^Bearer +(\S+) *$/i)?.[1];
    if (!token) throw new ApiError('NO_KEY');
    const owner = await authenticate(token);
    if (!owner) throw new ApiError('BAD_KEY');
    request.owner = owner;
  };
}
