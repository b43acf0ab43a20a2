import { expect, it } from 'vitest';
import { kernelBinary } from './binary.ts';
import { compileKernel } from './build.ts';

it('the kernel that runs is the one whose sources are here', async () => {
  const compiled = Buffer.from(await compileKernel()).toString('base64');
  const same = compiled === kernelBinary;
  expect(same, 'run: node src/engines/parallax/keyframes/kernel/build.ts').toBe(true);
});
