/**
 * Compiles the kernels: `node kernels.ts` writes a binary.ts into each one's folder. Needed only
 * after a change to an .as file; what it writes is committed, so that nobody else needs the compiler.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface KernelSources {
  /** Beside this file; kernel.as is what JavaScript calls. */
  folder: string;
  /** Several threads share its memory. */
  shared?: boolean;
}

export const kernels: readonly KernelSources[] = [
  { folder: 'scene/kernel' },
  { folder: 'keyframes/kernel' },
  { folder: 'render/kernel', shared: true },
];

/** What is to stand in a kernel's binary.ts. */
export async function compileKernel({ folder, shared = false }: KernelSources): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const flags = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'];
  flags.push('--importMemory', '--initialMemory', '1');
  if (shared) flags.push('--maximumMemory', '16384', '--sharedMemory', '--enable', 'threads');
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...flags], {
    // The compiler only looks for .ts; ours are .as, so that nothing takes them for TypeScript.
    readFile: (name: string) => readSource(folder, name),
    writeFile: (_name, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`${folder} does not compile.\n${stderr}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,96}/g)!;
  const quoted = lines.map((line) => `  '${line}',\n`).join('');
  return `// Written by kernels.ts from the .as files beside it. Do not edit.\nexport const kernelBinary = [\n${quoted}].join('');\n`;
}

export function binaryFile({ folder }: KernelSources): string {
  return path.join(import.meta.dirname, folder, 'binary.ts');
}

function readSource(folder: string, name: string): string | null {
  try {
    const file = path.join(import.meta.dirname, folder, name.replace(/\.ts$/, '.as'));
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const kernel of kernels) writeFileSync(binaryFile(kernel), await compileKernel(kernel));
}
