import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { CliError, exitCodes, tell } from './output.ts';
import { findOwnServer, sameServer } from './own-server.ts';
import type { ReadyMessage } from './serve.ts';

/** A server to talk to, as its client. */
export interface Client {
  /**
   * Send a request and read its JSON.
   * @throws CliError with the server's own words when it refuses
   */
  call(method: string, route: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Put a file on the server for a day. @returns the `runway://` URI that names it */
  upload(name: string, bytes: Uint8Array): Promise<string>;
  /** End the server if it was started for the occasion. */
  close(): Promise<void>;
}

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
  const client = createClient(await connect(config, url, beforeStart));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

type Connection = ReadyMessage & {
  /** Where the key is from, for people. */
  keySource: string;
  close(): Promise<void>;
};

/**
 * A key is sent to a server that proved to be the data folder's own, or to the one that the user
 * named, if the user gave the key as well. No other program gets one, whatever port it listens on.
 */
async function connect(
  config: Config,
  url: string | undefined,
  beforeStart?: () => Promise<void>,
): Promise<Connection> {
  const own = await findOwnServer(config);
  const close = async () => undefined;
  if (own && (!url || sameServer(url, own))) {
    return { url: own, ...(await readKey(config)), close };
  }
  if (!url) {
    await beforeStart?.();
    return startForTheOccasion(config);
  }
  if (!config.apiKey) {
    throw new CliError(
      `${url} is not the server of the data folder ${config.dataDir}, whose key is for that server alone. Set PHOTOPLAY_API_KEY to a key of the server at ${url}.`,
      exitCodes.misuse,
    );
  }
  return { url, apiKey: config.apiKey, keySource: configuredKey, close };
}

const configuredKey = 'PHOTOPLAY_API_KEY';

async function readKey({
  apiKey,
  dataDir,
}: Config): Promise<Pick<Connection, 'apiKey' | 'keySource'>> {
  if (apiKey) return { apiKey, keySource: configuredKey };
  const file = path.join(dataDir, 'api-key');
  try {
    return { apiKey: (await readFile(file, 'utf8')).trim(), keySource: file };
  } catch {
    throw new CliError(
      `The running server wants a key, and there is none in ${file}. Set PHOTOPLAY_API_KEY to the one that it was started with.`,
      exitCodes.misuse,
    );
  }
}

/** A server of our own, on a free port and the usual data folder; it ends when we do. */
async function startForTheOccasion({ dataDir }: Config): Promise<Connection> {
  tell(`No server is running on ${dataDir}: starting one for the occasion.`);
  // Run from source the program is TypeScript; run from a build it is JavaScript.
  const main = `./main${path.extname(import.meta.url)}`;
  const child = fork(fileURLToPath(new URL(main, import.meta.url)), ['serve', '--for-occasion'], {
    env: { ...process.env, PHOTOPLAY_HOST: '127.0.0.1', PHOTOPLAY_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C is ours to answer: the server must live until the task is cancelled.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await new Promise<ReadyMessage>((resolve, reject) => {
    child.once('message', (message) => resolve(message as ReadyMessage));
    child.once('error', reject);
    void ended.then(() =>
      reject(new CliError('The server could not be started.', exitCodes.unreachable)),
    );
  });
  return {
    ...ready,
    keySource: 'the server itself',
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function createClient({ url, apiKey, keySource, close }: Connection): Client {
  const client: Client = {
    close,
    async upload(name, bytes) {
      const reserved = await client.call('POST', '/v1/uploads', {
        filename: name,
        type: 'ephemeral',
      });
      const body = new FormData();
      body.append('file', new Blob([Buffer.from(bytes)]), name);
      await request(String(reserved.uploadUrl), { method: 'POST', body });
      return String(reserved.runwayUri);
    },
    async call(method, route, body) {
      const headers = {
        authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      // Not new URL(route, url): the server may be below a path, as at /runwayml.
      return request(`${url.replace(/\/+$/, '')}${route}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    },
  };

  async function request(where: string, options: RequestInit): Promise<Record<string, unknown>> {
    const response = await fetch(where, options).catch((error: Error) => {
      throw new CliError(
        `The server at ${url} does not answer: ${describeCause(error)}`,
        exitCodes.unreachable,
      );
    });
    const reply = parseReply(await response.text());
    if (response.ok && reply) return reply;
    const origin = response.status === 401 ? ` (the key is from ${keySource})` : '';
    const words =
      describeRefusal(reply) ??
      `HTTP ${response.status} from ${where}, without the JSON of a Photoplay server`;
    throw new CliError(words + origin, exitCodes.refused);
  }

  return client;
}

/** What fetch says is only that it failed; why stands in the cause. */
function describeCause({ message, cause }: Error): string {
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
