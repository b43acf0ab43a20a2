import { fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { CliError, exitCodes, tell } from './output.ts';
import { findOwnServer, sameServer } from './own-server.ts';
import type { ReadyMessage } from './serve.ts';

/** Where a server is, and what it is asked with. */
export type Connection = ReadyMessage & {
  /** Where the key is from, for people. */
  keySource: string;
  /** It is the data folder's: if it goes away, the next one of the folder goes on with its tasks. */
  own: boolean;
  close(): Promise<void>;
};

/**
 * A key is sent to a server that proved to be the data folder's own, or to the one that the user
 * named, if the user gave the key as well. No other program gets one, whatever port it listens on.
 * @param beforeStart what is to be done before a server is started.
 * @throws CliError
 */
export async function connect(
  config: Config,
  url: string | undefined,
  beforeStart?: () => Promise<void>,
): Promise<Connection> {
  const own = await findOwnServer(config);
  const close = async () => undefined;
  if (own && (!url || sameServer(url, own))) {
    return { url: own, ...(await readKey(config)), own: true, close };
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
  return { url, apiKey: config.apiKey, keySource: configuredKey, own: false, close };
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
    own: true,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
