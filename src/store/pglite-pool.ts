import type { PGlite } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
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
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export function createPglitePool(pglite: PGlite): PglitePool {
  let last: Promise<void> = Promise.resolve();

  async function acquire(): Promise<() => void> {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  }

  async function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const release = await acquire();
    try {
      return await work();
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
        async query<R>(text: unknown, parameters?: readonly unknown[]) {
          const result = await pglite.query<R>(text as string, parameters as unknown[]);
          return {
            // PGlite tells no command; Kysely reads the affected rows of these four alone.
            command: result.affectedRows === undefined ? 'SELECT' : 'UPDATE',
            rowCount: result.affectedRows ?? result.rows.length,
            rows: result.rows,
          } as unknown as PostgresQueryResult<R>;
        },
        release,
      } as PostgresPoolClient;
    },
    async end() {
      await exclusively(() => pglite.close());
    },
    boss: {
      executeSql: (text, values) =>
        exclusively(async () => {
          try {
            if (values?.length) return await pglite.query(text, values);
            const results = await pglite.exec(text);
            return { rows: results.flatMap((result) => result.rows) };
          } catch (error) {
            // A script that failed half-way leaves its transaction open on the one connection.
            await pglite.exec('rollback').catch(() => undefined);
            throw error;
          }
        }),
      async listen(channel, onNotification, onReconnect) {
        const unlisten = await exclusively(() => pglite.listen(channel, onNotification));
        onReconnect();
        return { close: () => exclusively(() => unlisten()) };
      },
    },
  };
}
