import { z } from 'zod';
import { defineEngine } from '../../src/engine/manifest.ts';
import { createFadeEngine } from './engine.ts';

/** What the configuration may say of it, and how it is made. */
export const fade = defineEngine({
  kind: 'fade',
  summary: 'Fades from one image to another.',
  settings: z.strictObject({
    /** How bright black is, in luma: 16 is black. */
    black: z.int().min(16).max(235).default(16),
  }),
  create: (settings, { id }) => createFadeEngine({ id, ...settings }),
});
