/** A fetch that was refused or failed; `reason` is the sentence Runway answers with. */
export class FetchRefused extends Error {
  override name = 'FetchRefused';
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}
