import { z } from 'zod';
import { defineEngine } from '../../engine/manifest.ts';
import { createFakeEngine } from './engine.ts';

/** The double for tests. */
export const fake = defineEngine({
  kind: 'fake',
  summary: 'Makes flat colours at once and fails when it is told to: for tests.',
  builtIn: true,
  settings: z.strictObject({}),
  create: (_settings, { id }) => createFakeEngine({ id }),
});
