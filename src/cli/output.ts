/** What the command line ends with, so that a script can tell why. Told in the help and in docs/cli.md. */
export const exitCodes = {
  /** Something else went wrong. */
  failed: 1,
  /** The command or the configuration cannot be used; nothing was sent. */
  misuse: 2,
  /** No server answers, or none could be started. */
  unreachable: 3,
  /** The server refused the request. */
  refused: 4,
  /** The task was accepted and failed. */
  taskFailed: 5,
} as const;

/** Something the user can mend; printed as one line, without a stack. */
export class CliError extends Error {
  override name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Whether no server was there, rather than one that said no. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof CliError && error.exitCode === exitCodes.unreachable;
}

/** Results go to standard output, so that they can be piped. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A result for programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What is told beside the result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Text from elsewhere as one line: a prompt must not move the cursor of whoever lists it. */
export function toLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/**
 * Columns under their names, as wide as their widest entry; those without any entry are left out.
 * On a terminal a line that is too long is cut.
 */
export function printTable(rows: Record<string, string>[]): void {
  const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name]));
  const widths = names.map((name) =>
    Math.max(name.length, ...rows.map((row) => row[name]?.length ?? 0)),
  );
  const header = Object.fromEntries(names.map((name) => [name, name.toUpperCase()]));
  for (const row of [header, ...rows]) {
    const cells = names.map((name, i) => (row[name] ?? '').padEnd(widths[i]!));
    const line = cells.join('  ').trimEnd();
    const { columns } = process.stdout;
    print(columns && line.length > columns ? `${line.slice(0, columns - 1)}…` : line);
  }
}
