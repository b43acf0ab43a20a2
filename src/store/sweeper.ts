import type { Artifacts } from './artifacts.ts';
import type { Database } from './database.ts';
import { sweepUploads } from './uploads.ts';

const everyMs = 10 * 60_000;

/**
 * Remove what has outlived its use, now and every ten minutes.
 * @returns a function that stops it
 */
export function startSweeper(
  services: { database: Database; artifacts: Artifacts },
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweeping: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    sweeping = sweepUploads(services.database, services.artifacts).catch(onError);
  };
  sweep();
  const timer = setInterval(sweep, everyMs);
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}
