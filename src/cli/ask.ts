import { createInterface } from 'node:readline/promises';
import { CliError } from './output.ts';

/** Asks whoever sits at the terminal. */
export interface Asker {
  /** @returns the answer, trimmed; `usual` where there was none @throws CliError at its end */
  ask(words: string, usual?: string): Promise<string>;
  close(): void;
}

/** What a shell says of a program that Ctrl-C has stopped. */
const interrupted = 130;

/** Questions go to standard error, beside whatever else is told. */
export function createAsker(
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Asker {
  const lines = createInterface({ input, output });
  const ended = new AbortController();
  lines.once('close', () => ended.abort());
  return {
    async ask(words, usual = '') {
      const shown = usual ? `${words} [${usual}]: ` : `${words}: `;
      try {
        return (await lines.question(shown, { signal: ended.signal })).trim() || usual;
      } catch (error) {
        output.write('\n');
        throw ended.signal.aborted
          ? new CliError('Stopped; nothing was written.', interrupted)
          : error;
      }
    },
    close: () => lines.close(),
  };
}
