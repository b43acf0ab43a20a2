/**
 * Compiles the embedded engine's kernels: `node scripts/kernels.ts` writes into each one's folder
 * binary.ts, the compiled kernel, and exports.ts, what JavaScript finds in it. Needed only after a
 * change to an .as file; what it writes is committed, so that nobody else needs the compiler.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface KernelSources {
  /** In the engine's folder; kernel.as is what JavaScript calls. */
  folder: string;
  /** Several threads share its memory. */
  shared?: boolean;
}

const engine = path.join(import.meta.dirname, '../src/engines/parallax');
const origin = '// Written by kernels.ts from the .as files beside it. Do not edit.\n';
const lineWidth = 100;

export const kernels: readonly KernelSources[] = [
  { folder: 'scene/kernel' },
  { folder: 'keyframes/kernel' },
  { folder: 'render/kernel', shared: true },
];

/** The path and the text of each file that is to stand beside a kernel's sources. */
export async function compileKernel({ folder, shared = false }: KernelSources) {
  const { default: asc } = await import('assemblyscript/asc');
  const written = new Map<string, string | Uint8Array>();
  const flags = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'];
  flags.push('--importMemory', '--initialMemory', '1', '--bindings', 'raw');
  if (shared) flags.push('--maximumMemory', '16384', '--sharedMemory', '--enable', 'threads');
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...flags], {
    // The compiler only looks for .ts; ours are .as, so that nothing takes them for TypeScript.
    readFile: (name: string) => readSource(folder, name.replace(/\.ts$/, '')),
    writeFile: (name, contents) => {
      written.set(name, contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${folder} does not compile.\n${stderr}`);
  const binary = written.get('kernel.wasm') as Uint8Array;
  const declarations = written.get('kernel.d.ts') as string;
  return [
    { file: path.join(engine, folder, 'binary.ts'), text: writeBinary(binary) },
    { file: path.join(engine, folder, 'exports.ts'), text: writeExports(folder, declarations) },
  ];
}

function writeBinary(binary: Uint8Array): string {
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,96}/g)!;
  const quoted = lines.map((line) => `  '${line}',\n`).join('');
  return `${origin}export const kernelBinary = [\n${quoted}].join('');\n`;
}

/**
 * The interface of a kernel as it is without the compiler's glue.
 * @param declarations the compiler's own, of the glue: each export after a comment that starts with
 *   where it comes from (`box/boxMean`), functions on one line, variables as objects with a value.
 */
function writeExports(folder: string, declarations: string): string {
  const exported =
    /^ {2}\/\*\*\s(?:\s+\*)? ?(\w+)\/(\w+)\s(?:(?!\*\/)[\s\S])*\*\/\s+export (?:(const)|function \w+(\(.*\)): (\w+);)/gm;
  const members = [...declarations.matchAll(exported)].map(
    ([, source, name, isVariable, parameters, result]) => {
      const documentation = findComment(readSource(folder, source!)!, name!);
      // Without the glue, a bool comes as 0 or 1.
      const member = isVariable
        ? `  ${name}: { value: number };\n`
        : formatMethod(name!, parameters!, result === 'boolean' ? '0 | 1' : result!);
      return documentation + member;
    },
  );
  // One export more is the memory, which the kernels are given.
  const expected = declarations.match(/^ {2}export /gm)!.length - 1;
  if (members.length !== expected) {
    throw new Error(
      `${folder}: found ${members.length} of ${expected} exports in\n${declarations}`,
    );
  }
  const about =
    '/** What kernel.as exports. Unless they say otherwise, addresses are in bytes. */\n';
  return `${origin}\n${about}export interface KernelExports {\n${members.join('')}}\n`;
}

/** The comment that documents what a source exports, indented; empty when it has none. */
function findComment(source: string, name: string): string {
  const declaration = new RegExp(
    `(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)\\n(?://.*\\n|@\\w+\\n)*export (?:function|let) ${name}\\b`,
  );
  const comment = declaration.exec(source)?.[1];
  return comment ? `${comment.replace(/^/gm, '  ')}\n` : '';
}

/** A method as the formatter wants it. */
function formatMethod(name: string, parameters: string, result: string): string {
  const line = `  ${name}${parameters}: ${result};`;
  if (line.length <= lineWidth) return `${line}\n`;
  const each = parameters.slice(1, -1).split(', ');
  return `  ${name}(\n${each.map((one) => `    ${one},\n`).join('')}  ): ${result};\n`;
}

function readSource(folder: string, name: string): string | null {
  try {
    return readFileSync(path.join(engine, folder, `${name}.as`), 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const kernel of kernels) {
    for (const { file, text } of await compileKernel(kernel)) writeFileSync(file, text);
  }
}
