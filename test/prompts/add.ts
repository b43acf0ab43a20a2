/** Put rows from standard input into the halves that their hashes name: `add.ts KIND < lines`. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { halfOf, parseRow, readRows } from './rows.ts';

const [kind] = process.argv.slice(2);
if (!kind) throw new Error('Name the kind of the prompts.');
const known = new Set([...readRows('development'), ...readRows('frozen')].map((r) => r.prompt));
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { prompt } = parseRow(line);
  if (known.has(prompt)) continue;
  known.add(prompt);
  const folder = path.join(import.meta.dirname, halfOf(prompt));
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, `${kind}.tsv`), `${line}\n`);
}
