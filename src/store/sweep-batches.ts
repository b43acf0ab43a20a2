import { StorageAway } from './artifacts/artifacts.ts';

/** What became of some rows: those whose files are gone, and why the others are still there. */
export interface Swept<Row> {
  done: Row[];
  failures: unknown[];
}

const batchSize = 100;

/**
 * Sweep batch by batch until there is nothing left. What cannot be removed is passed over, so that it
 * keeps nobody else from going; the next sweep tries it again.
 * @param what is swept, for the error: `clips`
 * @param sweepSome removes up to `limit` of what is due, oldest first, without the first `skip`
 * @returns how many are gone
 */
export async function sweepInBatches(
  what: string,
  sweepSome: (limit: number, skip: number) => Promise<Swept<unknown>>,
  limit = batchSize,
): Promise<number> {
  let swept = 0;
  const failures: unknown[] = [];
  for (;;) {
    const batch = await sweepSome(limit, failures.length);
    swept += batch.done.length;
    failures.push(...batch.failures);
    // A batch of which nothing went is no reason to ask for a hundred more refusals.
    if (batch.done.length === 0 || batch.done.length + batch.failures.length < limit) break;
  }
  throwFailures(what, failures);
  return swept;
}

/** Try to remove each; only a storage that is away ends it at once. */
export async function tryEach<Row>(
  rows: readonly Row[],
  remove: (row: Row) => Promise<unknown>,
): Promise<Swept<Row>> {
  const done: Row[] = [];
  const failures: unknown[] = [];
  for (const row of rows) {
    try {
      await remove(row);
      done.push(row);
    } catch (error) {
      if (error instanceof StorageAway) throw error;
      failures.push(error);
    }
  }
  return { done, failures };
}

export function throwFailures(what: string, failures: readonly unknown[]): void {
  if (failures.length === 0) return;
  const { message } = failures[0] as Error;
  throw new AggregateError(
    failures,
    `${failures.length} ${what} could not be removed and will be tried again. The first: ${message}`,
  );
}
