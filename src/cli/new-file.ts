import { link, rename, rm, stat, writeFile } from 'node:fs/promises';
import { CliError, exitCodes } from './output.ts';

/** A file that a command makes. */
export interface NewFile {
  output: string;
  /** Whether one that is there is replaced. */
  force?: boolean;
}

/** Before anybody is asked anything. @throws CliError */
export async function refuseExisting({ output, force }: NewFile): Promise<void> {
  const there = await stat(output).catch(() => undefined);
  if (there?.isDirectory()) {
    throw misuse(`Expected -o to name a file but ${output} is a folder.`);
  }
  if (there && !force) throw exists(output);
}

function exists(output: string): CliError {
  return misuse(`${output} exists already. Name another file with -o, or replace it with --force.`);
}

/**
 * In one step: nobody sees half a file, and one that has come meanwhile stays.
 * @throws CliError
 */
export async function writeOnce(text: string, { output, force }: NewFile): Promise<void> {
  const draft = `${output}.${process.pid}`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    if (force) await rename(draft, output);
    else await link(draft, output);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists(output);
    throw misuse(`${output} cannot be written: ${message}`);
  } finally {
    await rm(draft, { force: true });
  }
}

function misuse(message: string): CliError {
  return new CliError(message, exitCodes.misuse);
}
