import { Socket } from 'node:net';
import { Client, type ClientConfig, Pool, type PoolConfig } from 'pg';

/** How long PostgreSQL is waited for. A network may drop a connection and tell neither end. */
export interface DatabaseLimits {
  /** For a connection, a new one or one of those that are busy. */
  databaseConnectTimeoutMs: number;
  /** For one statement. */
  databaseTimeoutMs: number;
}

/** Connections for requests and transitions, and those of the queue, which needs one to listen too. */
const connections = { own: 8, queue: 4 };

/** The server gives up first, if it is there to do so: its word is clearer than a broken connection. */
const graceMs = 1000;

export function createPostgresPool(url: string, limits: DatabaseLimits): Pool {
  return openPool({
    connectionString: url,
    max: connections.own,
    ...patience(limits),
    // What a broken connection was doing is not to hold its locks against the next one. By a
    // statement, as poolers in between refuse most settings that come with the connection.
    onConnect: (client) =>
      client.query(
        `set statement_timeout = ${limits.databaseTimeoutMs};
        set idle_in_transaction_session_timeout = ${limits.databaseTimeoutMs}`,
      ),
  });
}

/** One connection whose statements may take as long as they take: tables are made anew, or waited for. */
export function createPatientPool(url: string, { databaseConnectTimeoutMs }: DatabaseLimits): Pool {
  return openPool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: databaseConnectTimeoutMs,
    keepAlive: true,
  });
}

/**
 * A connection that breaks (the database restarts) while no query is under way, idle or between two
 * statements of a transaction, would otherwise end the program. Whoever queries next learns of it.
 */
function openPool(options: PoolConfig): Pool {
  const pool = new Pool(options);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** How the queue library is to connect. */
export function queueConnections(url: string, limits: DatabaseLimits) {
  // The connection that listens is asked now and then whether it still does.
  const askEveryMs = Math.ceil(limits.databaseTimeoutMs / 3);
  return {
    connectionString: url,
    max: connections.queue,
    ...patience(limits),
    notifyHeartbeatIntervalMs: askEveryMs,
    notifyHeartbeatTimeoutMs: askEveryMs,
    // It is made by the library itself, and is silent only when it is broken.
    stream: () => {
      const socket = new Socket();
      const silenceMs = limits.databaseTimeoutMs + graceMs;
      return socket.setTimeout(silenceMs, () => giveUp(socket, silenceMs));
    },
  };
}

function patience({ databaseConnectTimeoutMs, databaseTimeoutMs }: DatabaseLimits) {
  return {
    connectionTimeoutMillis: databaseConnectTimeoutMs,
    // A database that went without a word is noticed rather than waited for.
    keepAlive: true,
    Client: boundQueries(databaseTimeoutMs + graceMs),
  };
}

/**
 * A client that hangs up when a query takes so long: whoever waits for it learns that the connection
 * is broken, and the pool lets it go. (The driver's own `query_timeout` leaves the connection in the
 * pool, where the next query waits behind the one that never ends.)
 */
function boundQueries(limitMs: number): typeof Client {
  return class extends Client {
    readonly #socket: Socket;

    constructor(config: ClientConfig) {
      const socket = new Socket();
      super({ ...config, stream: () => socket });
      this.#socket = socket;
    }

    // biome-ignore lint/suspicious/noExplicitAny: one of many signatures, handed on as it came
    override query(...given: any[]): any {
      const timer = setTimeout(() => giveUp(this.#socket, limitMs), limitMs);
      const done = () => clearTimeout(timer);
      const callback = given.at(-1);
      if (typeof callback === 'function') {
        const told = (...outcome: unknown[]) => {
          done();
          callback(...outcome);
        };
        return super.query(...(given.with(-1, told) as [never]));
      }
      const result = super.query(...(given as [never])) as unknown as Promise<unknown>;
      result.then(done, done);
      return result;
    }

    /** A goodbye, too, may never be answered. */
    // biome-ignore lint/suspicious/noExplicitAny: one of two signatures
    override end(...given: any[]): any {
      this.#socket.setTimeout(limitMs, () => giveUp(this.#socket, limitMs));
      return super.end(...(given as [never]));
    }
  };
}

/** By a code that the driver expects of a connection it has said goodbye to. */
function giveUp(socket: Socket, silenceMs: number): void {
  const message = `The database has not answered for ${silenceMs} ms.`;
  socket.destroy(Object.assign(new Error(message), { code: 'ECONNRESET' }));
}
