import { hostOf, parseJson, sendOnce, writeForm } from '../../engine/server-transport.ts';
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

/** Bytes of an answer. A task's is a few hundred; an API's description has a megabyte or two. */
const maxReplyBytes = 8 * 2 ** 20;

/** Speaks with one server of Runway's API. */
export function createClient(
  { baseUrl, apiKey, version }: ClientSettings,
  { fetch }: { fetch: typeof globalThis.fetch },
): Client {
  const base = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const { origin, pathname } = new URL(base);
  const hide = (text: string) => hideSecrets(text, [apiKey]);

  const send = (url: string, request: RequestInit, signal: AbortSignal) =>
    sendOnce(fetch, url, { ...request, signal }, hide);

  return {
    hide,
    host: hostOf(new URL(base)),
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
      return { status: response.status, headers: response.headers, body: parseJson(text) };
    },
    async post(url, form, signal) {
      const response = await send(url, { method: 'POST', ...(await writeForm(form)) }, signal);
      await readBounded(response, signal);
      return response.status;
    },
  };
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
