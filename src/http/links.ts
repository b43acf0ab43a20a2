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
  /** A link that stands for its owner's key, and works for `seconds`; see `LinkQuery.owner`. */
  signFor(owner: string, base: LinkBase, path: string, seconds: number): OwnedLink;
  /** Whether the query of a link belongs to this path and has not expired. */
  verify(path: string, query: LinkQuery): boolean;
}

export interface LinkQuery {
  expires?: string;
  signature?: string;
  /** Whose link it is. That the key lives is still to be looked up, unless it is the root key's. */
  owner?: string;
}

export interface OwnedLink {
  url: string;
  /** As a reply has it. */
  expiresAt: string;
}

/** A name or an IPv4 address, or an IPv6 one in brackets. */
const hostAndPort = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

export function createLinks(options: {
  secret: string;
  /** Its owner's links end with it. */
  rootKey: string;
  lifetimeSeconds: number;
  /** Base of the links; without one, the address the client used. */
  publicUrl?: string;
}): Links {
  const signature = (path: string, { expires, owner }: LinkQuery) => {
    const hmac = createHmac('sha256', options.secret).update(`${expires}\n${path}`);
    if (owner !== undefined) hmac.update(`\n${owner}`);
    if (owner === 'root') hmac.update(`\n${options.rootKey}`);
    return hmac.digest('base64url');
  };

  const baseOf = ({ protocol, host }: LinkBase) => {
    if (options.publicUrl) return options.publicUrl;
    const base = `${protocol}://${host}`;
    if (!hostAndPort.test(host) || !URL.canParse(base)) throw new ApiError('BAD_HOST');
    return base;
  };

  const write = (base: LinkBase, path: string, query: Record<string, string>) => {
    const signed = new URLSearchParams({ ...query, signature: signature(path, query) });
    return `${baseOf(base)}${path}?${signed}`;
  };

  return {
    keep: baseOf,
    sign: (base, path) => write(base, path, { expires: secondsFromNow(options.lifetimeSeconds) }),
    signFor(owner, base, path, seconds) {
      const expires = secondsFromNow(seconds);
      return {
        url: write(base, path, { owner, expires }),
        expiresAt: new Date(Number(expires) * 1000).toISOString(),
      };
    },
    verify(path, query) {
      if (!(Number(query.expires) > Date.now() / 1000)) return false;
      const expected = Buffer.from(signature(path, query));
      const received = Buffer.from(query.signature ?? '');
      return expected.length === received.length && timingSafeEqual(expected, received);
    },
  };
}

function secondsFromNow(seconds: number): string {
  return String(Math.floor(Date.now() / 1000) + seconds);
}
