/**
 * Compiles the kernel: `node build.ts` writes binary.ts. Needed only after a change to an .as file;
 * what it writes is committed, so that nobody else needs the compiler.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const folder = import.meta.dirname;

/** Compile the kernel's sources. */
export async function compileKernel(): Promise<Uint8Array> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const flags = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--enable', 'simd'];
  const { error, stderr } = await asc.main(
    ['kernel.ts', '--outFile', 'kernel.wasm', ...flags, '--importMemory', '--initialMemory', '1'],
    {
      // The compiler only looks for .ts; ours are .as, so that nothing takes them for TypeScript.
      readFile: (name: string) => readSource(name),
      writeFile: (_name, contents) => {
        binary = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`The kernel does not compile.\n${stderr}`);
  return binary;
}

function readSource(name: string): string | null {
  try {
    return readFileSync(path.join(folder, name.replace(/\.ts$/, '.as')), 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] === import.meta.filename) {
  const base64 = Buffer.from(await compileKernel()).toString('base64');
  const lines = base64.match(/.{1,96}/g)!.map((line) => `  '${line}',`);
  writeFileSync(
    path.join(folder, 'binary.ts'),
    `// Written by build.ts from the .as files beside it. Do not edit.\nexport const kernelBinary = [\n${lines.join('\n')}\n].join('');\n`,
  );
}
