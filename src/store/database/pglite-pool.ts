import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Client } from 'pg';
import type { Db } from 'pg-boss';

/**
 * PGlite is one connection. Kysely's own PGlite dialect lets a second transaction, or a query from
 * elsewhere, slip into the one that is open; pg-boss's adapter rolls back whatever is open when one
 * of its statements fails. So everyone takes turns here: a client is the connection, until released.
 */
export interface PglitePool extends PostgresPool {
  /** The same connection for pg-boss, which brings whole scripts with transactions of their own. */
  boss: Db;
  /** The connection, for as long as `work` takes. */
  exclusively<T>(work: (client: Client) => Promise<T>): Promise<T>;
}

export async function createPglitePool(pglite: PGlite): Promise<PglitePool> {
  const client = await connect(pglite);
  const nameOf = createStatementNames();
  let last: Promise<void> = Promise.resolve();

  async function acquire(): Promise<() => void> {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  }

  async function exclusively<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const release = await acquire();
    try {
      return await work(client);
    } finally {
      release();
    }
  }

  return {
    options: {},
    exclusively,
    async connect(): Promise<PostgresPoolClient> {
      const release = await acquire();
      return {
        query: (text: string, values: unknown[]) =>
          client.query({ name: nameOf(text, values), text, values }),
        release,
      } as unknown as PostgresPoolClient;
    },
    async end() {
      await exclusively(async () => {
        await client.end();
        await pglite.close();
      });
    },
    boss: {
      executeSql: (text, values) =>
        exclusively(async () => {
          try {
            // A script of several statements has a result for each.
            const results = [await client.query(text, values)].flat();
            return { rows: results.flatMap(({ rows }) => rows) };
          } catch (error) {
            // A script that failed half-way leaves its transaction open on the one connection.
            await client.query('rollback').catch(() => undefined);
            throw error;
          }
        }),
      async listen(channel, onNotification, onReconnect) {
        const hear = (message: { channel: string; payload?: string }) => {
          if (message.channel === channel) onNotification(message.payload ?? '');
        };
        const name = client.escapeIdentifier(channel);
        client.on('notification', hear);
        await exclusively(() => client.query(`listen ${name}`));
        onReconnect();
        return {
          async close() {
            client.off('notification', hear);
            await exclusively(() => client.query(`unlisten ${name}`));
          },
        };
      },
    },
  };
}

/** The ordinary driver, which speaks with PGlite as with a server. */
async function connect(pglite: PGlite): Promise<Client> {
  const client = new Client({
    user: 'postgres',
    database: 'postgres',
    // Whatever the environment says of other databases.
    ssl: false,
    stream: () => new PgliteStream(pglite) as never,
  });
  // Whoever queries next learns of it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A connection's socket, except that the answer to what is written is there at once. */
class PgliteStream extends Duplex {
  #pglite: PGlite;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    try {
      this.push(this.#pglite.execProtocolRawSync(chunk));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  /** What belongs together is written together, and answered in one go. */
  override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), '', done);
  }

  override _read(): void {}

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}
}

/** Enough for every statement of this program; those whose lists differ in length are many. */
const mostStatements = 500;

/**
 * A statement that has a name is parsed and planned the first few times and then no more: for most
 * of them that is two thirds of their cost. The plan that is kept serves all values, so where an index
 * is for tasks of one state alone, the state must stand in the statement itself.
 */
function createStatementNames() {
  const names = new Map<string, string>();
  return (text: string, values: unknown[]): string | undefined => {
    if (values.length === 0) return undefined;
    if (!names.has(text) && names.size < mostStatements) names.set(text, `statement_${names.size}`);
    return names.get(text);
  };
}
