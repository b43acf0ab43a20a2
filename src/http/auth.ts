import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../store/database/database.ts';
import { findKey, type StoredKey } from '../store/keys.ts';
import { ApiError } from '../task/errors.ts';

/** Whose key a request carries. */
export interface Caller {
  /** `root`, or the id of a stored key: what tasks and uploads belong to. */
  owner: string;
  /** The stored key; the root key has none, and no limits. */
  key?: StoredKey;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

/** Tells whose key this is; undefined: nobody's. */
export type Authenticate = (key: string) => Promise<Caller | undefined>;

/** The same for a key that came from an address, which may have sent too many that are nobody's. */
export type AuthenticateFrom = (key: string, address: string) => Promise<Caller | undefined>;

/** The root key (the configured one, or the data folder's) beside the stored ones. */
export function createAuthenticate(database: Database, rootKey: string): Authenticate {
  const root = digest(rootKey);
  return async (given) => {
    if (timingSafeEqual(root, digest(given))) return { owner: 'root' };
    const key = await findKey(database, given);
    return key && { owner: key.id, key };
  };
}

/** Equal lengths for a comparison in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Refuse a request without a valid `Authorization: Bearer` header; runs before its body is read. */
export function requireKey(authenticate: AuthenticateFrom) {
  return async (request: FastifyRequest): Promise<void> => {
    const key = request.headers.authorization?.match(/^Bearer +(\S+) *$/i)?.[1];
    if (!key) throw new ApiError('NO_KEY');
    const caller = await authenticate(key, request.ip);
    if (!caller) throw new ApiError('BAD_KEY');
    request.caller = caller;
  };
}

/** Refuse all but the root key. */
export async function requireRoot(request: FastifyRequest): Promise<void> {
  if (request.caller.owner !== 'root') throw new ApiError('NOT_ROOT');
}
