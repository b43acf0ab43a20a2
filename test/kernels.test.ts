import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernel, kernels } from '../scripts/kernels.ts';

it.each(kernels)('$folder has the binary and the types of its sources', async (kernel) => {
  for (const { file, text } of await compileKernel(kernel)) {
    // Not toEqual: the difference of two binaries tells nobody anything.
    const same = text === readFileSync(file, 'utf8');
    expect(same, `${file} is not what its sources make; run: npm run build:kernel`).toBe(true);
  }
});
