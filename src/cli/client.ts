import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { CliError, tell } from './output.ts';
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
 * Reach the server at `url`, or the local one, for as long as `work` takes; start one for the
 * occasion if none is running.
 * @param beforeStart what is to be done before one is started.
 * @throws CliError
 */
export async function withClient<T>(
  config: Config,
  url: string | undefined,
  work: (client: Client) => Promise<T>,
  beforeStart?: () => Promise<void>,
): Promise<T> {
  const client = await connect(config, url, beforeStart);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function connect(
  config: Config,
  url: string | undefined,
  beforeStart?: () => Promise<void>,
): Promise<Client> {
  const base = await findServer(config, url);
  if (base) {
    return createClient({ url: base, apiKey: await readKey(config), close: async () => undefined });
  }
  if (url) throw new CliError(`No Photoplay server answers at ${url}.`);
  await beforeStart?.();
  return createClient(await startForTheOccasion());
}

/** Where a server answers: at `url`, or else where the local one listens or says that it does. */
export async function findServer(config: Config, url?: string): Promise<string | undefined> {
  const candidates = url ? [url] : [localUrl(config), await readAnnouncedUrl(config)];
  for (const base of candidates) {
    if (base && (await answers(base))) return base;
  }
  return undefined;
}

/** Where the configuration says that the local server listens. */
export function localUrl({ host, port }: Config): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where the server of the data folder says that it listens, whatever port it was given. */
async function readAnnouncedUrl({ dataDir }: Config): Promise<string | undefined> {
  const text = await readFile(path.join(dataDir, 'server.json'), 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text).url;
  } catch {
    return undefined;
  }
}

async function answers(base: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/healthz', base), { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function readKey(config: Config): Promise<string> {
  if (config.apiKey) return config.apiKey;
  const file = path.join(config.dataDir, 'api-key');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new CliError(
      `The running server wants a key, and there is none in ${file}. Set PHOTOPLAY_API_KEY, or PHOTOPLAY_DATA_DIR to that server's data folder.`,
    );
  }
}

type Connection = ReadyMessage & { close(): Promise<void> };

/** A server of our own, on a free port and the usual data folder; it ends when we do. */
async function startForTheOccasion(): Promise<Connection> {
  tell('No server is running: starting one for the occasion.');
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
    void ended.then(() => reject(new CliError('The server could not be started.')));
  });
  return {
    ...ready,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function createClient({ url, apiKey, close }: Connection): Client {
  const client: Client = {
    close,
    async upload(name, bytes) {
      const reserved = await client.call('POST', '/v1/uploads', {
        filename: name,
        type: 'ephemeral',
      });
      const form = new FormData();
      form.append('file', new Blob([Buffer.from(bytes)]), name);
      const response = await fetch(String(reserved.uploadUrl), { method: 'POST', body: form });
      if (!response.ok) throw new CliError(describeRefusal((await response.json()) as Refusal));
      return String(reserved.runwayUri);
    },
    async call(method, route, body) {
      const response = await fetch(new URL(route, url), {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      }).catch((error: Error) => {
        throw new CliError(`The server at ${url} does not answer: ${error.message}`);
      });
      const text = await response.text();
      const reply = text ? JSON.parse(text) : {};
      if (!response.ok) throw new CliError(describeRefusal(reply));
      return reply;
    },
  };
  return client;
}

/** The server's error envelope, as far as a terminal shows it. */
interface Refusal {
  error?: string;
  issues?: { path: (string | number)[]; message: string }[];
}

function describeRefusal(reply: Refusal): string {
  const issues = reply.issues?.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  return [reply.error, ...issues].join('\n  ');
}
