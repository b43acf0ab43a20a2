import { expect, it } from 'vitest';
import { kernelBinary } from './binary.ts';
import { compileKernel } from './build.ts';

it('the kernel that runs is the one whose sources are here', async () => {
  const compiled = Buffer.from(await compileKernel()).toString('base64');
  // Not toEqual: the difference of two binaries tells nobody anything.
  expect(compiled === kernelBinary, 'run: node src/engines/parallax/render/kernel/build.ts').toBe(
    true,
  );
});
