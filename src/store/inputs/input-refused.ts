/** An image that cannot be taken in; `reason` is the sentence the client reads. */
export class InputRefused extends Error {
  override name = 'InputRefused';
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}
