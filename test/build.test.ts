import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const compiler = path.join(root, 'node_modules/typescript/bin/tsc');

/** The sources that a build compiles. */
function builtFiles(): string[] {
  const args = [compiler, '-p', 'tsconfig.build.json', '--listFilesOnly'];
  const listed = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const files = listed.trim().split('\n');
  return files.filter((file) => !file.includes('/node_modules/')).sort();
}

/** What a file imports, and the scripts beside it that it starts as processes and threads. */
function reachedFrom(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const imported = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g);
  const started = source.matchAll(/`(\.\/[\w/-]+)\.\$\{extension\}`/g);
  const names = [
    ...[...imported].map(([, name]) => name!),
    ...[...started].map(([, name]) => `${name}.ts`),
  ];
  return names.map((name) => path.resolve(path.dirname(file), name));
}

/** Parts that stand and are tested before what uses them; each goes from this list as it is used. */
const awaiting = [
  'src/engines/parallax/director/model/',
  'src/engines/parallax/director/reader.ts',
].map((name) => path.join(root, name));

it('builds what the program reaches from its first file, and no test data beside it', () => {
  const reached = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const next of reachedFrom(file)) visit(next);
  };
  visit(path.join(root, 'src/cli/main.ts'));
  const unreached = builtFiles().filter((file) => !reached.has(file));
  const isAwaiting = (file: string) => awaiting.some((name) => file.startsWith(name));
  expect(unreached.filter((file) => !isAwaiting(file))).toEqual([]);
  expect(builtFiles()).toEqual(expect.arrayContaining([...reached]));
});

it('packs the launcher, the sample and the papers beside the build', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
  const paths = packed.files.map((file: { path: string }) => file.path);
  expect(paths.filter((file: string) => !file.startsWith('dist/')).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'THIRD-PARTY.md',
    'assets/animate-nouns.txt',
    'assets/sample.webp',
    'bin/photoplay.mjs',
    'package.json',
  ]);
});
