import { UpstreamAway } from '../../engine/upstream-away.ts';
import { hideSecrets } from '../../task/secrets.ts';
import type { JsonValue } from '../../task/task.ts';

export interface ClientSettings {
  baseUrl: string;
  apiKey: string;
  version: string;
}

/** An answer, whatever its status. */
export interface Reply {
  status: number;
  /** Undefined: it was no JSON. */
  body: JsonValue | undefined;
  headers: Headers;
}

export interface Message {
  signal: AbortSignal;
  body?: unknown;
  headers?: Record<string, string>;
  /** The route is below the server's root, and not below the path of its `baseUrl`. */
  atRoot?: boolean;
}

export interface Client {
  /** @throws NotSent, UpstreamAway, or the signal's reason */
  call(method: 'GET' | 'POST' | 'DELETE', route: string, message: Message): Promise<Reply>;
  /** Send a file to an address that an upload was given; it is not this server's key that opens it. */
  post(url: string, form: FormData, signal: AbortSignal): Promise<number>;
  /** `host:port` of the server. */
  host: string;
  /** Of the `baseUrl`: empty, or `/runwayml`. */
  path: string;
  /** A text without the key and whatever else looks secret. */
  hide(text: string): string;
}

/** No connection came about, so that the server knows nothing of the request. */
export class NotSent extends UpstreamAway {
  override name = 'NotSent';
}

/** Bytes of an answer. A task's is a few hundred; an API's description has a megabyte or two. */
const maxReplyBytes = 8 * 2 ** 20;

/** Speaks with one server of Runway's API. */
export function createClient(
  { baseUrl, apiKey, version }: ClientSettings,
  { fetch }: { fetch: typeof globalThis.fetch },
): Client {
  const base = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const { host, port, protocol, origin, pathname } = new URL(base);
  const hide = (text: string) => hideSecrets(text, [apiKey]);

  async function send(url: string, request: RequestInit, signal: AbortSignal): Promise<Response> {
    try {
      // A key is sent to no other server than the one it is for.
      return await fetch(url, { ...request, signal, redirect: 'manual' });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const message = `The upstream could not be reached (${hide(reasonOf(error))}).`;
      if (isBeforeConnection(error)) throw new NotSent(message);
      throw new UpstreamAway(message);
    }
  }

  return {
    hide,
    host: port ? host : `${host}:${protocol === 'https:' ? 443 : 80}`,
    path: pathname.replace(/\/+$/, ''),
    async call(method, route, { signal, body, headers, atRoot }) {
      const response = await send(
        `${atRoot ? origin : base}${route}`,
        {
          method,
          headers: {
            authorization: `Bearer ${apiKey}`,
            'x-runway-version': version,
            accept: 'application/json',
            'user-agent': 'Photoplay',
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        signal,
      );
      const text = await readBounded(response, signal);
      return { status: response.status, headers: response.headers, body: parse(text) };
    },
    async post(url, form, signal) {
      const { headers, arrayBuffer } = encodeForm(form);
      const response = await send(
        url,
        { method: 'POST', headers, body: await arrayBuffer() },
        signal,
      );
      await readBounded(response, signal);
      return response.status;
    },
  };
}

/** As bytes: whose `FormData` a fetch takes differs. */
function encodeForm(form: FormData) {
  const encoded = new Response(form);
  const headers = { 'content-type': encoded.headers.get('content-type')! };
  return { headers, arrayBuffer: () => encoded.arrayBuffer() };
}

async function readBounded(response: Response, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxReplyBytes) throw new UpstreamAway('The upstream’s answer does not end.');
      chunks.push(chunk);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof UpstreamAway) throw error;
    throw new UpstreamAway('The upstream’s answer broke off.', { cause: error });
  }
  return Buffer.concat(chunks).toString();
}

function parse(text: string): JsonValue | undefined {
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
