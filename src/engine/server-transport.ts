/** What every client of an upstream's server does alike: one request, and what its failure means. */
import type { JsonValue } from '../task/task.ts';
import { UpstreamAway } from './upstream-away.ts';

/** No connection came about, so that the server knows nothing of the request. */
export class NotSent extends UpstreamAway {
  override name = 'NotSent';
}

/**
 * Send one request, and follow no redirect: a key is sent to no other server than the one it is for.
 * @param hide takes out of a text what is secret
 * @throws NotSent, UpstreamAway, or the signal's reason
 */
export async function sendOnce(
  fetch: typeof globalThis.fetch,
  url: string,
  request: RequestInit & { signal: AbortSignal },
  hide: (text: string) => string,
): Promise<Response> {
  try {
    return await fetch(url, { ...request, redirect: 'manual' });
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    const message = `The server could not be reached (${hide(reasonOf(error))}).`;
    if (isBeforeConnection(error)) throw new NotSent(message);
    throw new UpstreamAway(message);
  }
}

/** The `host:port` of a server, also where its URL names no port. */
export function hostOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

/** As bytes: whichever `fetch` there is, it need not know this kind of form. */
export async function writeForm(form: FormData) {
  const response = new Response(form);
  const headers = { 'content-type': response.headers.get('content-type')! };
  return { headers, body: new Uint8Array(await response.arrayBuffer()) };
}

/** Undefined: it is no JSON. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `fetch` hides in the cause: names that are not found, ports where nobody listens. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : cause ? codeOf(cause) : '';
}

function reasonOf(error: unknown): string {
  return codeOf(error) || (error as Error).message;
}

const beforeConnection =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS_CERT|ERR_SSL)/;

function isBeforeConnection(error: unknown): boolean {
  return beforeConnection.test(codeOf(error));
}
