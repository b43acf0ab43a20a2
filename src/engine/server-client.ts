/**
 * Speaks HTTP with a model server that the operator has named: JSON and forms there, JSON and clips
 * back. What such a server answers is bounded, never redirected, and repeated without its key.
 */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { RenderFailure } from '../task/errors.ts';
import { hideSecrets } from '../task/secrets.ts';
import type { JsonValue } from '../task/task.ts';
import { UpstreamAway } from './upstream-away.ts';

export interface Reply {
  status: number;
  headers: Headers;
  /** Undefined: it was no JSON. */
  body: JsonValue | undefined;
  /** What it was instead, or also. */
  text: string;
}

export interface Message {
  signal: AbortSignal;
  /** The body, as JSON. */
  json?: JsonValue;
  /** Or as a form. */
  form?: FormData;
}

export interface ServerClient {
  /**
   * @throws NotSent when the server certainly knows nothing of the request, UpstreamAway, or the
   * signal's reason
   */
  call(method: 'GET' | 'POST' | 'DELETE', route: string, message: Message): Promise<Reply>;
  /**
   * Fetch a clip into a file. Whatever is no clip comes back as an ordinary answer.
   * @returns `file: true` when the clip is there, whole
   * @throws UpstreamAway, RenderFailure BAD_OUTPUT when it is too large, or the signal's reason
   */
  download(
    route: string,
    file: string,
    signal: AbortSignal,
  ): Promise<{ file: true } | ({ file: false } & Reply)>;
  /** `host:port` of the server. */
  host: string;
  /** A text without the key and whatever else looks secret. */
  hide(text: string): string;
}

export interface ServerAddress {
  /** Of the server, without the routes; a `/v1` at its end may be written or not. */
  baseUrl: string;
  /** Sent as a bearer token. */
  apiKey?: string | undefined;
  /** Bytes of a clip, and of an answer that carries one. */
  maxClipBytes: number;
}

/** No connection came about, so that the server knows nothing of the request. */
export class NotSent extends UpstreamAway {
  override name = 'NotSent';
}

/** Speaks with one server. */
export function createServerClient(
  { baseUrl, apiKey, maxClipBytes }: ServerAddress,
  { fetch }: { fetch: typeof globalThis.fetch },
): ServerClient {
  const base = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const { hostname, port, protocol } = new URL(base);
  const hide = (text: string) => hideSecrets(text, apiKey ? [apiKey] : []);
  // An answer may carry a clip in Base64, in JSON.
  const maxReplyBytes = Math.ceil(maxClipBytes / 3) * 4 + 65_536;

  async function send(
    method: string,
    route: string,
    { signal, json, form }: Message,
  ): Promise<Response> {
    const written = form ? await writeForm(form) : undefined;
    try {
      return await fetch(`${base}${route}`, {
        method,
        signal,
        // A key is sent to no other server than the one it is for.
        redirect: 'manual',
        headers: {
          accept: 'application/json, */*;q=0.5',
          'user-agent': 'Photoplay',
          ...(apiKey && { authorization: `Bearer ${apiKey}` }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...written?.headers,
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(written && { body: written.body }),
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const message = `The server could not be reached (${hide(reasonOf(error))}).`;
      if (isBeforeConnection(error)) throw new NotSent(message);
      throw new UpstreamAway(message);
    }
  }

  /** Read what goes through; the rest of the program sees the two kinds of trouble apart. */
  async function* bounded(response: Response, maxBytes: number, signal: AbortSignal) {
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += chunk.length;
        if (size > maxBytes) {
          throw new RenderFailure('BAD_OUTPUT', {
            message: `The server sent more than the ${maxBytes} bytes that maxClipBytes allows.`,
          });
        }
        yield chunk;
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof RenderFailure) throw error;
      throw new UpstreamAway('The server’s answer broke off.', { cause: error });
    }
  }

  async function read(response: Response, signal: AbortSignal): Promise<Reply> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bounded(response, maxReplyBytes, signal)) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    return { status: response.status, headers: response.headers, body: parse(text), text };
  }

  return {
    hide,
    host: `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`,
    async call(method, route, message) {
      return read(await send(method, route, message), message.signal);
    },
    async download(route, file, signal) {
      const response = await send('GET', route, { signal });
      const type = response.headers.get('content-type') ?? '';
      if (response.status !== 200 || /json|^text\//i.test(type)) {
        return { file: false, ...(await read(response, signal)) };
      }
      await pipeline(bounded(response, maxClipBytes, signal), createWriteStream(file));
      return { file: true };
    },
  };
}

/** As bytes: whichever `fetch` there is, it need not know this kind of form. */
async function writeForm(form: FormData) {
  const response = new Response(form);
  const headers = { 'content-type': response.headers.get('content-type')! };
  return { headers, body: new Uint8Array(await response.arrayBuffer()) };
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
