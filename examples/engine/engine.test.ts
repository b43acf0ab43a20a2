import { expect, it } from 'vitest';
import { describeEngineContract } from '../../src/engine/contract.suite.ts';
import { createFadeEngine } from './engine.ts';
import { fade } from './manifest.ts';

describeEngineContract('fade', () => createFadeEngine({ id: 'fade', black: 16 }));

it('reads its settings', () => {
  expect(fade.settings.parse({})).toEqual({ black: 16 });
  expect(fade.settings.safeParse({ blak: 20 }).success).toBe(false);
});
