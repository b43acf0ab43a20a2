/**
 * An upstream did not answer, or not now: no connection, a 429, a 5xx, a page where JSON belongs.
 * That says nothing of the task that was asked about; it is asked about again.
 */
export class UpstreamAway extends Error {
  override name = 'UpstreamAway';
  /** How long it wants to be left alone; 0: it has not said. */
  readonly retryAfterSeconds: number;

  constructor(message: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds ?? 0;
  }
}
