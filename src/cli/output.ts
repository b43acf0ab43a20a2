/** Something the user can mend; printed as one line, without a stack. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, { exitCode = 1 } = {}) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Results go to standard output, so that they can be piped. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What is told beside the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
