import { z } from 'zod';
import { defineEngine } from '../../engine/manifest.ts';
import { createParallaxEngine } from './engine.ts';

/** A file of the operator's own choosing, so it may come from anywhere: its hash is what is trusted. */
const depthModel = z
  .strictObject({
    /** Relative to the folder the server is started in. */
    path: z.string().min(1).optional(),
    /** Fetched at the first start, kept in the data folder. */
    url: z
      .string()
      .refine(
        (url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
        'Expected an http or https URL',
      )
      .optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'Expected 64 hexadecimal digits, as sha256sum prints them')
      .transform((digits) => digits.toLowerCase()),
    /** What it tells: Depth Anything V2 its inverse, Depth Anything 3 depth itself. */
    gives: z.enum(['inverse-depth', 'depth']).default('inverse-depth'),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), {
    message: 'Expected either path or url',
  });

/** The embedded engine. */
export const parallax = defineEngine({
  kind: 'parallax',
  summary:
    'Moves a camera through one image, or goes from one image to another; needs nothing else.',
  builtIn: true,
  settings: z.strictObject({
    /** An ONNX file in the Depth Anything V2 format, instead of one that `models add` fetches. */
    depthModel: depthModel.optional(),
    /** Longer clips are refused; 30 by default. */
    maxSeconds: z.int().min(1).max(60).optional(),
    /** Width times height of a clip; larger ones are refused. By default 3840 x 2160. */
    maxPixels: z.int().min(16_384).max(33_177_600).optional(),
  }),
  async create({ depthModel, maxSeconds, maxPixels }, { id, log, children, openDepthModel }) {
    const { idleMs, confinement } = children;
    const model = await openDepthModel(depthModel);
    const limits = { maxSeconds, maxPixels };
    return createParallaxEngine({ id, idleMs, confinement, log, depthModel: model, limits });
  },
});
