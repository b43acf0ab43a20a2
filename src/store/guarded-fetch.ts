import { type LookupAddress, lookup as lookupName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';

/**
 * The one way this project fetches a URL that came from outside. Runway's rules: https, a domain
 * name, no redirects. Ours on top: the name is resolved once, every address it has must be public,
 * and the connection goes to an address that was checked, so an answer that changes between check
 * and use (DNS rebinding) gains nothing.
 */
export interface GuardedFetchOptions {
  /** Hosts (`127.0.0.1:9000`) exempt from the rules, for development. */
  allowedHosts: readonly string[];
  /** For the whole fetch, from the name look-up to the last byte. */
  timeoutMs: number;
  maxBytes: number;
  contentTypes: readonly string[];
  /** How names are resolved; tests bring their own. */
  lookup?: typeof lookupName;
}

/** A fetch that was refused or failed; `reason` is the sentence Runway answers with. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const unreachable =
  'Failed to fetch asset. The URL may be incorrect or the server hosting the asset may be down.';

/**
 * Fetch the body of a URL.
 * @throws FetchRefused
 */
export async function fetchGuarded(text: string, options: GuardedFetchOptions): Promise<Buffer> {
  const url = checkUrl(text, options);
  const exempt = options.allowedHosts.includes(url.host);
  const agent = new Agent({
    connect: exempt ? {} : { lookup: publicLookup(options.lookup ?? lookupName) },
  });
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await request(url, {
      dispatcher: agent,
      signal,
      headers: { 'user-agent': 'Photoplay', accept: options.contentTypes.join(', ') },
    });
    if (response.statusCode !== 200) {
      throw new FetchRefused(
        `Failed to fetch asset. Received HTTP response code "${response.statusCode}".`,
      );
    }
    const type = String(response.headers['content-type'] ?? '');
    if (!options.contentTypes.includes(type.split(';')[0]!.trim().toLowerCase())) {
      throw new FetchRefused(`Unsupported Content-Type response header: "${type}".`);
    }
    return await readBounded(response.body, options.maxBytes);
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    if (signal.aborted) throw new FetchRefused('Timeout while fetching asset.', error);
    if (error instanceof PrivateAddress) throw new FetchRefused(error.message, error);
    throw new FetchRefused(unreachable, error);
  } finally {
    await agent.destroy();
  }
}

function checkUrl(text: string, options: GuardedFetchOptions): URL {
  const url = URL.parse(text);
  if (!url) throw new FetchRefused('Invalid URL');
  if (options.allowedHosts.includes(url.host)) return url;
  if (url.protocol !== 'https:') throw new FetchRefused('Only HTTPS URLs are allowed.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host) || !host.includes('.')) {
    throw new FetchRefused('URLs must be hosted on a domain.');
  }
  return url;
}

class PrivateAddress extends Error {}

/** A look-up that hands the connection public addresses alone. */
function publicLookup(lookup: typeof lookupName): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      const hidden = addresses.find(({ address }) => !isPublic(address));
      if (hidden || addresses.length === 0) {
        return callback(new PrivateAddress('URLs must be hosted on a public address.'), []);
      }
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** Whether an address is one of the public internet: neither private, local, mapped nor reserved. */
export function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new FetchRefused(`Asset size exceeds ${(maxBytes / 2 ** 20).toFixed(1)}MB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
