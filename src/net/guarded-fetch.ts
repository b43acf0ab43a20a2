import { isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import type { AcceptsType } from './declared-type.ts';
import { findFault } from './fetch-address.ts';
import { FetchRefused } from './fetch-refused.ts';
import { askDns, type Resolve, resolveOnMachine } from './fetch-resolve.ts';
import { checkUrl, type UrlRules } from './fetch-url.ts';

/**
 * The one way this project fetches a URL that came from outside. Runway's rules: https, a domain
 * name, no redirects. Ours on top: the name is resolved once, every address it has must be public,
 * and the connection goes to an address that was checked, so an answer that changes between check
 * and use (DNS rebinding) gains nothing.
 */
export interface GuardedRequestOptions extends UrlRules {
  /** For the whole of it, from the name look-up to the last byte. */
  timeoutMs: number;
  /**
   * Not Runway's `RunwayML API/…`: hosts that let only Runway in have not let us in. An operator
   * whose own media hosts are set up for that name can send it.
   */
  userAgent?: string;
  /** How names are resolved. */
  resolve?: Resolve;
  /** Ranges (`198.18.0.0/15`) whose addresses count as public. */
  allowedRanges?: readonly string[];
  /** Certificate authorities, instead of the public ones. */
  ca?: string;
}

export interface GuardedFetchOptions extends GuardedRequestOptions {
  maxBytes: number;
  /** The types that are asked for, and a test for the one that comes. */
  accept: string;
  acceptsType: AcceptsType;
}

const unreachable =
  'Failed to fetch asset. The URL may be incorrect or the server hosting the asset may be down.';

/**
 * Fetch the body of a URL.
 * @throws FetchRefused
 */
export async function fetchGuarded(text: string, options: GuardedFetchOptions): Promise<Buffer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  const headers = {
    accept: options.accept,
    // Nothing is unpacked here, so nothing can grow by it.
    'accept-encoding': 'identity',
  };
  try {
    return await requestGuarded(text, options, { method: 'GET', headers, signal }, (response) => {
      checkHead(response, options);
      return readBounded(response.body, options.maxBytes);
    });
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    if (signal.aborted) throw new FetchRefused('Timeout while fetching asset.', error);
    throw new FetchRefused(unreachable, error);
  }
}

/**
 * Send one request to a URL that came from outside; `read` has the reply while the connection is
 * open. Redirects are not followed.
 * @throws FetchRefused when the rules forbid it; whatever else goes wrong is thrown as it is
 */
export async function requestGuarded<T>(
  text: string,
  options: GuardedRequestOptions,
  message: {
    method: 'GET' | 'POST';
    headers: Record<string, string>;
    body?: string;
    signal: AbortSignal;
  },
  read: (response: Dispatcher.ResponseData) => Promise<T>,
): Promise<T> {
  const { url, exempt } = checkUrl(text, options);
  let agent: Agent | undefined;
  try {
    const addresses = await findAddresses(url.hostname, exempt, message.signal, options);
    agent = new Agent({
      connect: { lookup: answerWith(addresses), timeout: options.timeoutMs, ca: options.ca },
    });
    const answer = request(url, {
      ...message,
      dispatcher: agent,
      headers: { 'user-agent': options.userAgent ?? 'Photoplay', ...message.headers },
    });
    // undici does not heed the signal while it connects.
    return await read(await Promise.race([answer, rejectOnAbort(message.signal)]));
  } finally {
    await agent?.destroy();
  }
}

/** Every address of a host, all of them checked: one hidden among public ones is no accident. */
async function findAddresses(
  hostname: string,
  exempt: boolean,
  signal: AbortSignal,
  { resolve, allowedRanges }: GuardedRequestOptions,
): Promise<string[]> {
  const find = resolve ?? (exempt ? resolveOnMachine : askDns());
  const addresses = await Promise.race([find(hostname, signal), rejectOnAbort(signal)]);
  if (addresses.length === 0) throw new FetchRefused(unreachable);
  if (exempt) return addresses;
  for (const address of addresses) {
    const fault = findFault(address, allowedRanges);
    if (!fault) continue;
    const remedy = fault.inRange
      ? ' Whoever runs this server can allow that range by inputRanges in its configuration file.'
      : '';
    throw new FetchRefused(
      `URLs must be hosted on a public address. ${hostname} leads to ${address}, ${fault.words}.${remedy}`,
    );
  }
  return addresses;
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A look-up that looks nothing up. */
function answerWith(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, { all }, callback) => {
    if (all) callback(null, answers);
    else callback(null, answers[0]!.address, answers[0]!.family);
  };
}

/** What the reply's head already tells, before anything of its body is read. */
function checkHead(
  { statusCode, headers }: Dispatcher.ResponseData,
  { acceptsType, maxBytes }: GuardedFetchOptions,
): void {
  if (statusCode !== 200) {
    throw new FetchRefused(`Failed to fetch asset. Received HTTP response code "${statusCode}".`);
  }
  const type = String(headers['content-type'] ?? '');
  if (!acceptsType(type.split(';')[0]!.trim().toLowerCase())) {
    throw new FetchRefused(`Unsupported Content-Type response header: "${type.slice(0, 100)}".`);
  }
  const encoding = String(headers['content-encoding'] ?? 'identity');
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new FetchRefused(
      `Unsupported Content-Encoding response header: "${encoding.slice(0, 100)}".`,
    );
  }
  if (Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
}

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): FetchRefused {
  return new FetchRefused(`Asset size exceeds ${(maxBytes / 2 ** 20).toFixed(1)}MB`);
}
