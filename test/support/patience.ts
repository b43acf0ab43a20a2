import type { Limits } from '../../src/config.ts';
import { type Database, openDatabase } from '../../src/store/database/database.ts';

/** What waits longer than this hangs. */
export const longTime = 600_000;

/** Time limits that no machine runs into, however busy; a test that is about one sets its own. */
export const patience = {
  maxWaitMs: longTime,
  fetchTimeoutMs: longTime,
  decodeTimeoutMs: longTime,
  headersTimeoutMs: longTime,
  requestTimeoutMs: longTime,
  idleTimeoutMs: longTime,
  webhookTimeoutMs: longTime,
  leaseSeconds: longTime / 1000,
  drainTimeoutMs: longTime,
  databaseConnectTimeoutMs: longTime,
  databaseTimeoutMs: longTime,
  readyTimeoutMs: longTime,
} satisfies Partial<Limits>;

export const openTestDatabase = (dataDir: string, url?: string): Promise<Database> =>
  openDatabase({ url, dataDir, limits: patience });
