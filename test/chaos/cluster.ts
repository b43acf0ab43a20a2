import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { makeDataFolder, makeTemporaryFolder, removeDataFolder } from '../support/data-folder.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { type FoundProcess, findInspectors, findRenderProcesses } from '../support/processes.ts';
import { startS3 } from '../support/s3.ts';
import {
  type ServerProcess,
  spawnServer,
  spawnWorker,
  type WorkerProcess,
} from '../support/server.ts';
import { startSlowProxy } from '../support/slow-proxy.ts';

const apiKey = 'chaos-root-key';

/**
 * Everything that can be hurt: one server on PGlite, or two servers and a worker on a PostgreSQL of
 * their own, all with their artifacts in an S3 server that can be made slow.
 */
export async function startCluster(kind: 'pglite' | 'postgres') {
  const dataDir = await (kind === 'pglite' ? makeDataFolder() : makeTemporaryFolder());
  onTestFinished(() => removeDataFolder(dataDir));
  const s3 = await startS3();
  onTestFinished(() => s3.stop());
  const storage = await startSlowProxy(s3.endpoint);
  onTestFinished(() => storage.close());
  const postgres = kind === 'postgres' ? await startPostgres() : undefined;
  if (postgres) onTestFinished(() => postgres.stop());
  const database = postgres && (await createDatabase(postgres.url('postgres')));

  const file = path.join(dataDir, 'config.json');
  const config = {
    models: { gen4_turbo: 'fake' },
    limits: { leaseSeconds: 2, drainTimeoutMs: 500 },
  };
  await writeFile(file, JSON.stringify(config));
  const env = {
    ...s3.env,
    AWS_ENDPOINT_URL_S3: storage.url,
    PHOTOPLAY_CONFIG: file,
    PHOTOPLAY_API_KEY: apiKey,
    PHOTOPLAY_CONCURRENCY: '2',
    ...(database && { DATABASE_URL: database.url }),
  };

  const servers: ServerProcess[] = [];
  const workers: WorkerProcess[] = [];
  /** Every child that any of them ever had, as far as it was seen. */
  const children: FoundProcess[] = [];

  async function noteChildren(): Promise<FoundProcess[]> {
    const found = [];
    for (const { process } of [...servers, ...workers]) {
      found.push(...(await findRenderProcesses(process.pid!)));
      children.push(...(await findInspectors(process.pid!)));
    }
    children.push(...found);
    return found;
  }

  /** Start whatever is missing. Nothing may have ended but by our hand. */
  async function heal(): Promise<void> {
    storage.delayMs = 0;
    const fallen = [...servers, ...workers].find(({ process }) => process.exitCode !== null);
    if (fallen) await fallen.failed;
    const missing = kind === 'postgres' ? 2 - servers.length : 1 - servers.length;
    for (let n = 0; n < missing; n++) {
      // Of two servers, one renders too.
      const args = servers.length === 1 ? ['--no-render'] : [];
      servers.push(await spawnServer(dataDir, env, { args }));
    }
    if (kind === 'postgres' && workers.length === 0) workers.push(await spawnWorker(dataDir, env));
  }

  await heal();
  return {
    dataDir,
    env,
    storage,
    database,
    children,
    servers,
    workers,
    heal,
    noteChildren,
    async restartDatabase() {
      await postgres?.restart();
    },
    async end(from: (ServerProcess | WorkerProcess)[], how: 'kill' | 'close'): Promise<void> {
      await noteChildren();
      await from.shift()?.[how]();
    },
  };
}

export type Cluster = Awaited<ReturnType<typeof startCluster>>;
