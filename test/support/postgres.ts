import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { loadProgram } from './postgres-program.ts';

/** A PostgreSQL of our own: the real program, from npm, in a temporary folder. */
export interface Postgres {
  /** `postgres://…` of one of its databases. */
  url(database: string): string;
  /** Cut every connection and come back with everything that was promised. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Start it; root, whom PostgreSQL refuses, gets it as the user `postgres`, made if there is none. */
export async function startPostgres({ fsync = false } = {}): Promise<Postgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'photoplay-postgres-'));
  const { Program, forget } = await loadProgram();
  const make = (port: number) =>
    new Program({
      databaseDir: folder,
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      // Nothing outlives the run, so nothing needs to reach the disk.
      postgresFlags: [
        '-c',
        `fsync=${fsync ? 'on' : 'off'}`,
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=200',
      ],
      onLog: () => undefined,
      onError: () => undefined,
    });
  await make(0).initialise();
  const { server, port } = await startSomewhere(make);
  return {
    url: (database) => `postgres://postgres:password@127.0.0.1:${port}/${database}`,
    async restart() {
      await server.stop();
      await server.start();
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      await forget();
    },
  };
}

/** Another program may take a port between the moment it is found free and the start. */
async function startSomewhere<T extends { start(): Promise<void> }>(make: (port: number) => T) {
  for (let triesLeft = 5; ; triesLeft--) {
    const port = await findFreePort();
    const server = make(port);
    try {
      await server.start();
      return { server, port };
    } catch (error) {
      if (triesLeft === 0) throw new Error('PostgreSQL did not start.', { cause: error });
    }
  }
}

/** Run one statement as the superuser, outside any transaction. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own for one test. @returns its URL, and how to be rid of it */
export async function createDatabase(
  admin: string,
  template = 'template1',
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(admin, `create database ${name} template ${template}`);
  const url = new URL(admin);
  url.pathname = name;
  return {
    url: url.href,
    drop: () => administer(admin, `drop database if exists ${name} with (force)`),
  };
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
