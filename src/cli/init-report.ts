import path from 'node:path';
import { print, printJson, tell, toLine } from './output.ts';

/** What has been written, and for what. */
export interface Written {
  name: string;
  kind: string;
  baseUrl: string;
  /** As the server calls itself; undefined: it was not asked. */
  what: string | undefined;
  models: readonly string[];
  /** What its operator has to mend or to know. */
  notes?: string[];
  /** The environment variable that the key stands in; empty: there is none. */
  variable: string;
}

/** Say what was written, and what to start and how. */
export function reportInit(written: Written, file: { output: string; json?: boolean }): void {
  const { name, kind, baseUrl, what, models, notes = [], variable } = written;
  const start = `${describeEnvironment(file.output, variable)} npx photoplay serve`;
  const test = `${describeEnvironment(file.output, variable)} npx photoplay engines test ${name}`;
  if (file.json) {
    const about = { file: path.resolve(file.output), engine: name, kind, baseUrl, what, models };
    printJson({ ...about, notes, start, test });
    return;
  }
  for (const note of notes) tell(`note: ${toLine(note)}`);
  const leading = models.includes('*')
    ? 'Every model leads'
    : `${models.join(', ')} ${models.length > 1 ? 'lead' : 'leads'}`;
  print(`Wrote ${file.output}. ${leading} to the engine "${name}": ${what ?? kind} at ${baseUrl}.

  Try it     ${test}
  Start it   ${start}
`);
  if (variable) print(`In place of the … goes the key there; the file does not have it.`);
}

/** What stands before a command, for a shell. */
function describeEnvironment(output: string, variable: string): string {
  const file = /^[\w./-]+$/.test(output) ? output : `'${output.replaceAll("'", "'\\''")}'`;
  return `${variable ? `${variable}=… ` : ''}PHOTOPLAY_CONFIG=${file}`;
}
