/**
 * Speaks HTTP with a model server that the operator has named: JSON and forms there, JSON and clips
 * back. What such a server answers is bounded, never redirected, and repeated without its key.
 */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { RenderFailure } from '../task/errors.ts';
import { hideSecrets } from '../task/secrets.ts';
import type { JsonValue } from '../task/task.ts';
import { hostOf, parseJson, sendOnce, writeForm } from './server-transport.ts';
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

/** Speaks with one server. */
export function createServerClient(
  { baseUrl, apiKey, maxClipBytes }: ServerAddress,
  { fetch }: { fetch: typeof globalThis.fetch },
): ServerClient {
  const base = baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '');
  const hide = (text: string) => hideSecrets(text, apiKey ? [apiKey] : []);
  // An answer may carry a clip in Base64, in JSON.
  const maxReplyBytes = Math.ceil(maxClipBytes / 3) * 4 + 65_536;

  async function send(
    method: string,
    route: string,
    { signal, json, form }: Message,
  ): Promise<Response> {
    const written = form ? await writeForm(form) : undefined;
    const request = {
      method,
      signal,
      headers: {
        accept: 'application/json, */*;q=0.5',
        'user-agent': 'Photoplay',
        ...(apiKey && { authorization: `Bearer ${apiKey}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...written?.headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(written && { body: written.body }),
    };
    return sendOnce(fetch, `${base}${route}`, request, hide);
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
    return { status: response.status, headers: response.headers, body: parseJson(text), text };
  }

  return {
    hide,
    host: hostOf(new URL(base)),
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
