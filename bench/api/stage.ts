import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { loadConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import { createDatabase, startPostgres } from '../../test/support/postgres.ts';

const apiKey = 'bench-root-key';

export type Kind = 'embedded' | 'PostgreSQL' | 'PostgreSQL with fsync';

/**
 * A server on a database of its own, and a second door into it; the embedded database has but one, so
 * there it leads into another such database.
 */
export async function openStage({ render, kind }: { render: boolean; kind: Kind }) {
  const postgres =
    kind === 'embedded'
      ? undefined
      : await startPostgres({ fsync: kind === 'PostgreSQL with fsync' });
  const url = postgres && (await createDatabase(postgres.url('postgres'))).url;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'photoplay-bench-'));
  const environment = {
    PHOTOPLAY_DATA_DIR: dataDir,
    PHOTOPLAY_PORT: '0',
    PHOTOPLAY_API_KEY: apiKey,
    ...(url && { DATABASE_URL: url }),
  };
  const loaded = loadConfig(environment);
  const config = {
    ...loaded,
    models: { gen4_turbo: [{ engine: 'fake' }] },
    // A bench is a client in a loop.
    limits: { ...loaded.limits, postsPerMinute: 1_000_000, rootPostsPerMinute: 1_000_000 },
  };
  const server = await startServer(config, { log: pino({ level: 'silent' }), render });
  const database = await openDatabase({
    url,
    dataDir: path.join(dataDir, 'second'),
    limits: config.limits,
  });
  return {
    database,
    server,
    async call(method: string, route: string, body?: unknown) {
      const response = await fetch(new URL(route, server.url), {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          'x-runway-version': '2024-11-06',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = await response.json();
      if (!response.ok) throw new Error(`${method} ${route}: ${JSON.stringify(json)}`);
      return json as { id: string; status: string };
    },
    async close() {
      await database.close();
      await server.close();
      await postgres?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
