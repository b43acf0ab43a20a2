import { z } from 'zod';
import { ApiError } from '../../task/errors.ts';
import { randomSeed } from '../../task/ids.ts';
import { type Routes, requireEngine } from '../services.ts';

const planBody = z.object({
  promptText: z.string().max(1000),
  model: z.string().default('gen4_turbo'),
  seed: z.int().min(0).max(4294967295).optional(),
  duration: z.int().min(2).max(10).default(5),
});

const planReply = z.object({
  seed: z.number(),
  shot: z.unknown(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

/** What the engine would make of a prompt, without rendering it. Ours, not Runway's. */
export const plan: Routes = (app, services) => {
  app.post(
    '/plan',
    {
      schema: {
        summary: 'Show the shot a prompt becomes (not in the official API)',
        body: planBody,
        response: { 200: planReply },
      },
    },
    async ({ body }) => {
      const engine = requireEngine(services, body.model);
      if (engine.kind !== 'local' || !engine.plan) {
        throw new ApiError('INVALID_BODY', {
          message: `The engine of ${body.model} does not tell what it makes of a prompt.`,
        });
      }
      const seed = body.seed ?? randomSeed();
      const { shot, warnings } = engine.plan({
        promptText: body.promptText,
        seed,
        durationSeconds: body.duration,
      });
      return { seed, shot, warnings };
    },
  );
};
