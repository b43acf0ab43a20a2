import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { type Connection, connect } from './connection.ts';
import { CliError, exitCodes, isUnreachable } from './output.ts';

/** A server to talk to, as its client. */
export interface Client {
  /**
   * Send a request and read its JSON. It may be sent twice: what must not happen twice needs an
   * idempotency key.
   * @throws CliError with the server's own words when it refuses
   */
  call(method: string, route: string, body?: unknown, headers?: Headers): Promise<Reply>;
  /** Put a file on the server for a day. @returns the `runway://` URI that names it */
  upload(name: string, bytes: Uint8Array): Promise<string>;
}

type Reply = Record<string, unknown>;
type Headers = Record<string, string>;

/**
 * Reach the server at `url`, or the one of the data folder, for as long as `work` takes; start one
 * for the occasion if none is running.
 * @param beforeStart what is to be done before one is started.
 * @throws CliError
 */
export async function withClient<T>(
  config: Config,
  url: string | undefined,
  work: (client: Client) => Promise<T>,
  beforeStart?: () => Promise<void>,
): Promise<T> {
  const reconnect = () => connect(config, url, beforeStart);
  let connection = await reconnect();
  let replacing: Promise<Connection> | undefined;
  /**
   * The server of the data folder may be another command's, and end with that, or be started anew:
   * its tasks are in the folder, and its next server goes on with them.
   */
  const replace = async (lost: Connection): Promise<Connection> => {
    if (connection !== lost) return connection;
    replacing ??= lost.close().then(reconnect);
    connection = await replacing;
    replacing = undefined;
    return connection;
  };
  const send = async <R>(request: (through: Connection) => Promise<R>): Promise<R> => {
    const used = connection;
    try {
      return await request(used);
    } catch (error) {
      if (!used.own || !isUnreachable(error)) throw error;
      return request(await replace(used));
    }
  };
  try {
    return await work(createClient(send));
  } finally {
    await connection.close();
  }
}

type Send = <R>(request: (through: Connection) => Promise<R>) => Promise<R>;

function createClient(send: Send): Client {
  const client: Client = {
    upload: (name, bytes) =>
      send(async (connection) => {
        const request = { filename: name, type: 'ephemeral' };
        const reserved = await callWith(connection, 'POST', '/v1/uploads', request);
        const body = new FormData();
        body.append('file', new Blob([Buffer.from(bytes)]), name);
        await fetchReply(connection, String(reserved.uploadUrl), { method: 'POST', body });
        return String(reserved.runwayUri);
      }),
    call: (...request) => send((connection) => callWith(connection, ...request)),
  };
  return client;
}

function callWith(
  connection: Connection,
  method: string,
  route: string,
  body?: unknown,
  headers: Headers = {},
): Promise<Reply> {
  const { url, apiKey } = connection;
  // Not new URL(route, url): the server may be below a path, as at /runwayml.
  return fetchReply(connection, `${url.replace(/\/+$/, '')}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** A server that is busy or stopping is asked again, once a second. */
const mostTries = 20;

async function fetchReply(
  { url, keySource }: Connection,
  where: string,
  options: RequestInit,
): Promise<Reply> {
  for (let tries = 1; ; tries++) {
    const { response, text } = await fetchText(url, where, options);
    const reply = parseReply(text);
    if (response.ok && reply) return reply;
    if (response.headers.get('x-should-retry') === 'true' && tries < mostTries) {
      await sleep(1000);
      continue;
    }
    const origin = response.status === 401 ? ` (the key is from ${keySource})` : '';
    const words =
      describeRefusal(reply) ??
      `HTTP ${response.status} from ${where}, without the JSON of a Photoplay server`;
    throw new CliError(words + origin, exitCodes.refused);
  }
}

async function fetchText(url: string, where: string, options: RequestInit) {
  try {
    const response = await fetch(where, options);
    return { response, text: await response.text() };
  } catch (error) {
    throw new CliError(
      `The server at ${url} does not answer: ${describeCause(error as Error)}`,
      exitCodes.unreachable,
    );
  }
}

/** What fetch says is only that it failed; why stands in the cause. */
export function describeCause({ message, cause }: Error): string {
  return cause instanceof Error && cause.message ? cause.message : message;
}

/** @returns undefined for what is no JSON object: another program, or a proxy, answered */
function parseReply(text: string): (Refusal & Record<string, unknown>) | undefined {
  if (text === '') return {};
  try {
    const reply = JSON.parse(text);
    return typeof reply === 'object' && reply !== null ? reply : undefined;
  } catch {
    return undefined;
  }
}

/** The server's error envelope, as far as a terminal shows it. */
interface Refusal {
  error?: string;
  issues?: { path: (string | number)[]; message: string }[];
}

function describeRefusal(reply: Refusal | undefined): string | undefined {
  if (!reply?.error) return undefined;
  const issues =
    reply.issues?.map(({ path, message }) =>
      [path.join('.'), message].filter(Boolean).join(': '),
    ) ?? [];
  return [reply.error, ...issues].join('\n  ');
}
