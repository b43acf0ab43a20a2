/**
 * How well the director reads: both halves of `test/prompts`, by language, length and kind. Of the
 * frozen half only scores are told. `--failures [KIND]` lists what is read otherwise in the
 * development half.
 */
import { parseArgs } from 'node:util';
import { outline } from '../../test/prompts/outline.ts';
import { readRows } from '../../test/prompts/rows.ts';
import { formatNumber, formatTable } from '../report/markdown.ts';
import { languageOf, lengthOf, type Reading, scoreOf } from './score.ts';

const { values, positionals } = parseArgs({
  options: { failures: { type: 'boolean' } },
  allowPositionals: true,
});

const print = (text: string) => process.stdout.write(`${text}\n`);
const lengths = ['up to 5 words', '6 to 15', '16 to 59', '60 on'];

for (const half of ['development', 'frozen'] as const) {
  const readings = readRows(half).map((row) => ({ ...row, actual: outline(row.prompt) }));
  const groups: [string, (reading: Reading) => boolean][] = [
    ['all', () => true],
    ...['English', 'Chinese'].map((language): [string, (r: Reading) => boolean] => [
      language,
      ({ prompt }) => languageOf(prompt) === language,
    ]),
    ...lengths.map((length): [string, (r: Reading) => boolean] => [
      length,
      ({ prompt }) => lengthOf(prompt) === length,
    ]),
    ...[...new Set(readings.map(({ kind }) => kind))].map(
      (kind): [string, (r: Reading) => boolean] => [`kind: ${kind}`, (r) => r.kind === kind],
    ),
  ];
  const rows = groups.map(([name, belongs]) => {
    const { prompts, ...shares } = scoreOf(readings.filter(belongs));
    return [name, String(prompts), ...Object.values(shares).map((s) => formatNumber(100 * s, 1))];
  });
  const head = ['', 'prompts', 'exact, %', 'near, %', 'warning precision, %', 'recall, %'];
  print(`## The ${half} half\n\n${formatTable(head, rows)}\n`);
  if (half === 'frozen' || !values.failures) continue;
  const wanted = (kind: string) => positionals.length === 0 || positionals.includes(kind);
  for (const { kind, prompt, expected, actual } of readings) {
    if (actual !== expected && wanted(kind))
      print(`${prompt}\n  expected ${expected}\n  read     ${actual}`);
  }
}
