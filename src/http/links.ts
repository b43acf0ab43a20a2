import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiError } from '../task/errors.ts';

/** The address by which a client reaches this server: that of its request will do. */
export type LinkBase = Pick<FastifyRequest, 'protocol' | 'host'>;

/** That address as `keep` keeps it. */
export function readLinkBase(text: string): LinkBase {
  const { protocol, host } = new URL(text);
  return { protocol: protocol === 'https:' ? 'https' : 'http', host };
}

/** Signed, expiring links: who has one needs no key, and nobody can make one up. */
export interface Links {
  /**
   * The address for links that are made when the request is gone: `https://host`.
   * @throws ApiError when the request's `Host` is missing or can stand in no link
   */
  keep(base: LinkBase): string;
  /**
   * A link to this path of the server that works for `lifetimeSeconds` from now.
   * @throws ApiError as `keep` does
   */
  sign(base: LinkBase, path: string): string;
  /** Whether the query of a link belongs to this path and has not expired. */
  verify(path: string, query: LinkQuery): boolean;
}

export interface LinkQuery {
  expires?: string;
  signature?: string;
}

/** A name or an IPv4 address, or an IPv6 one in brackets. */
const hostAndPort = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

export function createLinks(options: {
  secret: string;
  lifetimeSeconds: number;
  /** Base of the links; without one, the address the client used. */
  publicUrl?: string;
}): Links {
  const signature = (path: string, expires: string) =>
    createHmac('sha256', options.secret).update(`${expires}\n${path}`).digest('base64url');

  const baseOf = ({ protocol, host }: LinkBase) => {
    if (options.publicUrl) return options.publicUrl;
    const base = `${protocol}://${host}`;
    if (!hostAndPort.test(host) || !URL.canParse(base)) throw new ApiError('BAD_HOST');
    return base;
  };

  return {
    keep: baseOf,
    sign(base, path) {
      const expires = String(Math.floor(Date.now() / 1000) + options.lifetimeSeconds);
      const query = new URLSearchParams({ expires, signature: signature(path, expires) });
      return `${baseOf(base)}${path}?${query}`;
    },
    verify(path, { expires = '', signature: given = '' }) {
      if (!(Number(expires) > Date.now() / 1000)) return false;
      const expected = Buffer.from(signature(path, expires));
      const received = Buffer.from(given);
      return expected.length === received.length && timingSafeEqual(expected, received);
    },
  };
}
