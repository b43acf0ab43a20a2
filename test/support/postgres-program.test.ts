import { expect, it } from 'vitest';
import { loadProgram } from './postgres-program.ts';

it('can be loaded again in one process, and never decides how the process ends', async () => {
  const listeners = () => ['exit', 'beforeExit'].map((event) => process.listenerCount(event));
  const before = listeners();
  for (let turn = 0; turn < 2; turn++) {
    const { Program, forget } = await loadProgram();
    await forget();
    expect(Program).toBeTypeOf('function');
    expect(listeners()).toEqual(before);
  }
});
