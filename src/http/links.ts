import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Signed, expiring links to stored files: who has one needs no key, and nobody can make one up. */
export interface Links {
  /** A link that works for `lifetimeSeconds` from now. */
  sign(request: FastifyRequest, artifact: string): string;
  /** Whether the query of a link belongs to this artifact and has not expired. */
  verify(artifact: string, query: { expires?: string; signature?: string }): boolean;
}

export function createLinks(options: {
  secret: string;
  lifetimeSeconds: number;
  /** Base of the links; without one, the address the client used. */
  publicUrl?: string;
}): Links {
  const signature = (artifact: string, expires: string) =>
    createHmac('sha256', options.secret).update(`${expires}\n${artifact}`).digest('base64url');

  return {
    sign(request, artifact) {
      const base = options.publicUrl ?? `${request.protocol}://${request.host}`;
      const expires = String(Math.floor(Date.now() / 1000) + options.lifetimeSeconds);
      const query = new URLSearchParams({ expires, signature: signature(artifact, expires) });
      return `${base}/files/${artifact}?${query}`;
    },
    verify(artifact, { expires = '', signature: given = '' }) {
      if (!(Number(expires) > Date.now() / 1000)) return false;
      const expected = Buffer.from(signature(artifact, expires));
      const received = Buffer.from(given);
      return expected.length === received.length && timingSafeEqual(expected, received);
    },
  };
}
