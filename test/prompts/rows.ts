/** The prompts of one half, with what a person would expect of each. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Half = 'development' | 'frozen';

export interface Row {
  kind: string;
  prompt: string;
  /** In the words of `outline.ts`. */
  expected: string;
  /** What is read instead, where that is known to fall short. */
  shortfall?: string | undefined;
}

/** Which half a prompt belongs to, for good. */
export function halfOf(prompt: string): Half {
  const [first] = createHash('sha256').update(prompt).digest();
  return first! < 128 ? 'development' : 'frozen';
}

export function readRows(half: Half): Row[] {
  const folder = path.join(import.meta.dirname, half);
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
      return lines.map((line) => ({ kind: path.parse(file).name, ...parseRow(line) }));
    });
}

export function parseRow(line: string): Omit<Row, 'kind'> {
  const [prompt, expected, shortfall] = line.split('\t');
  if (!prompt || !expected) throw new Error(`Expected a prompt, a tab and an outline: ${line}`);
  return { prompt: prompt.replaceAll('\\n', '\n'), expected, shortfall };
}
