import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pino, { type Logger } from 'pino';
import { expect, onTestFinished } from 'vitest';
import { type Config, type Limits, loadConfig } from '../../src/config.ts';
import type { Observe } from '../../src/observe/observe.ts';
import { startServer } from '../../src/server.ts';
import { modelNames } from '../../src/task/models.ts';
import { databaseUrlOf, makeDataFolder, removeDataFolder } from './data-folder.ts';
import { longTime, patience } from './patience.ts';

/** A reply as a test looks into it. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert the shapes they read
export type Json = any;

export interface TestServer {
  url: string;
  apiKey: string;
  dataDir: string;
  /** A request with the key, its JSON read. */
  call(method: string, route: string, body?: unknown): Promise<{ status: number; body: Json }>;
  close(): Promise<void>;
}

const compileCache = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** The environment of a test server: nothing of the machine's own configuration gets in. */
export function testEnvironment(dataDir: string, extra: Record<string, string> = {}) {
  const databaseUrl = databaseUrlOf(dataDir);
  return {
    PATH: process.env.PATH,
    PHOTOPLAY_DATA_DIR: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    PHOTOPLAY_PORT: '0',
    PHOTOPLAY_CONCURRENCY: '1',
    // A third of a start is reading TypeScript; the first process that ends by itself spares it the rest.
    NODE_COMPILE_CACHE: compileCache,
    ...extra,
  };
}

/** A server in this process on a folder of its own, every model served by `engine`. */
export async function startTestServer({
  engine = 'fake',
  engines,
  env = {},
  strict = false,
  limits = {},
  log = pino({ level: 'silent' }),
  observers = [],
  models,
}: {
  engine?: string;
  /** As the section of the configuration file. */
  engines?: Record<string, object>;
  env?: Record<string, string>;
  strict?: boolean;
  limits?: Partial<Limits>;
  log?: Logger;
  observers?: Observe[];
  /** Routes, instead of all models to `engine`. */
  models?: Config['models'];
} = {}): Promise<TestServer> {
  const dataDir = await makeDataFolder();
  const file = engines && (await writeConfig(dataDir, { engines }));
  const loaded = loadConfig(testEnvironment(dataDir, { ...env, ...file }));
  const config = {
    ...loaded,
    strict,
    limits: { ...loaded.limits, ...patience, ...limits },
    models: models ?? Object.fromEntries(modelNames.map((model) => [model, [{ engine }]])),
  };
  const server = await startServer(config, { log, observers });
  return {
    ...server,
    dataDir,
    call: callWith(server.url, server.apiKey),
    async close() {
      await server.close();
      await removeDataFolder(dataDir);
    },
  };
}

/** Write a configuration for `spawnServer`, as patient as the other. @returns what names it */
export async function writeConfig(
  folder: string,
  {
    limits = {},
    ...config
  }: {
    models?: Record<string, string>;
    engines?: Record<string, object>;
    limits?: Partial<Limits>;
  } = {},
): Promise<{ PHOTOPLAY_CONFIG: string }> {
  const file = path.join(folder, `config-${randomUUID()}.json`);
  await writeFile(file, JSON.stringify({ ...config, limits: { ...patience, ...limits } }));
  return { PHOTOPLAY_CONFIG: file };
}

export interface ServerProcess extends TestServer {
  process: ChildProcess;
  /** Rejects when it ends, with what it said. */
  failed: Promise<never>;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
}

/**
 * The real program in a process of its own, to be killed; the folder is the caller's.
 * @param options.outlivesTest it is the caller, too, who ends it; otherwise it ends with the test.
 */
export async function spawnServer(
  dataDir: string,
  env: Record<string, string> = {},
  { args = [], outlivesTest = false }: { args?: string[]; outlivesTest?: boolean } = {},
): Promise<ServerProcess> {
  const child = spawnProgram(['serve', '--for-occasion', ...args], dataDir, env);
  if (!outlivesTest) onTestFinished(child.kill);
  const ready = new Promise<{ url: string; apiKey: string }>((resolve) => {
    child.process.once('message', (message) => resolve(message as { url: string; apiKey: string }));
  });
  const { url, apiKey } = await Promise.race([ready, child.failed]);
  return { ...child, url, apiKey, dataDir, call: callWith(url, apiKey) };
}

export interface WorkerProcess {
  process: ChildProcess;
  /** Rejects when it ends, with what it said. */
  failed: Promise<never>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** `photoplay worker` in a process of its own. */
export async function spawnWorker(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<WorkerProcess> {
  const child = spawnProgram(['worker'], dataDir, env);
  onTestFinished(child.kill);
  const ready = new Promise<void>((resolve) => {
    child.process.stdout!.on('data', (text) => /is ready/.test(text) && resolve());
  });
  await Promise.race([ready, child.failed]);
  return child;
}

function spawnProgram(args: string[], dataDir: string, env: Record<string, string>) {
  const child = fork(fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)), args, {
    env: testEnvironment(dataDir, env) as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors = (errors + chunk).slice(-20_000);
  });
  child.stdout!.resume();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const failed = ended.then((): never => {
    throw new Error(`The program ended with code ${child.exitCode}: ${errors}`);
  });
  failed.catch(() => undefined);
  return {
    process: child,
    failed,
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}

export function callWith(url: string, apiKey: string): TestServer['call'] {
  return async (method, route, body) => {
    const response = await fetch(new URL(route, url), {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'x-runway-version': '2024-11-06',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
}

/** Send an image_to_video request that must be accepted. @returns the task's id */
export async function submit(server: Pick<TestServer, 'call'>, body: unknown): Promise<string> {
  const reply = await server.call('POST', '/v1/image_to_video', body);
  if (reply.status !== 200) throw new Error(`POST answered ${JSON.stringify(reply)}`);
  return reply.body.id;
}

/** Ask until the task is in one of these states. */
export async function waitForTask(
  server: Pick<TestServer, 'call'>,
  id: string,
  ...statuses: string[]
): Promise<Json> {
  // Before the test's own limit, which would not say what the task was doing.
  const deadline = Date.now() + longTime;
  for (;;) {
    const { status, body } = await server.call('GET', `/v1/tasks/${id}`);
    if (status !== 200) throw new Error(`GET task answered ${status}: ${JSON.stringify(body)}`);
    if (statuses.includes(body.status)) return body;
    if (['SUCCEEDED', 'FAILED'].includes(body.status) || Date.now() > deadline) {
      throw new Error(`Waited for ${statuses} but the task is ${JSON.stringify(body)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ask until the task has come so far. `fake:hang` goes to 0.5, and no further. */
export async function waitForProgress(
  server: Pick<TestServer, 'call'>,
  id: string,
  progress: number,
): Promise<void> {
  await expect
    .poll(async () => (await server.call('GET', `/v1/tasks/${id}`)).body)
    .toMatchObject({ status: 'RUNNING', progress });
}

/** @returns the path of the downloaded file */
export async function downloadTo(folder: string, url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
  const file = path.join(folder, `download-${randomUUID()}.mp4`);
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
  return file;
}
