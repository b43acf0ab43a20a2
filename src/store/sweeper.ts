const everyMs = 10 * 60_000;

/**
 * Remove what has outlived its use, now and every ten minutes. Each sweep is tried whatever becomes
 * of the others.
 * @returns a function that stops it
 */
export function startSweeper(
  sweeps: readonly (() => Promise<unknown>)[],
  onError: (error: unknown) => void,
): () => Promise<void> {
  let sweeping: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const sweepAll = async () => {
    for (const sweep of sweeps) {
      if (stopped) return;
      await sweep().catch(onError);
    }
  };
  const begin = () => {
    sweeping = sweeping.then(sweepAll);
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await sweeping;
  };
}
