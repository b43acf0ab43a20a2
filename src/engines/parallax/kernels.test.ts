import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { binaryFile, compileKernel, kernels } from './kernels.ts';

it.each(kernels)(
  '$folder/binary.ts is compiled from the sources that are there',
  async (kernel) => {
    const compiled = await compileKernel(kernel);
    // Not toEqual: the difference of two binaries tells nobody anything.
    const same = compiled === readFileSync(binaryFile(kernel), 'utf8');
    expect(same, 'run: npm run build:kernel').toBe(true);
  },
);
