import { z } from 'zod';
import { ApiError } from '../task/errors.ts';
import { randomSeed } from '../task/ids.ts';
import { withExamples } from './openapi.ts';
import { requireEngine, type Services } from './services.ts';

/** What is asked: ours, not Runway's, in the words of its requests. */
export const planBody = z
  .object({
    promptText: z.string().max(1000),
    model: z.string().default('gen4_turbo'),
    seed: z.int().min(0).max(4294967295).optional(),
    duration: z.int().min(2).max(10).default(5),
  })
  .meta(withExamples({ 'Two moves': { promptText: 'orbit right while zooming in' } }));

export const planReply = z.object({
  seed: z.number(),
  shot: z.unknown(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

export type PlanReply = z.infer<typeof planReply>;

/** What the engine of a model would make of a prompt, without rendering it. */
export async function planPrompt(
  services: Pick<Services, 'registry'>,
  { promptText, model, seed = randomSeed(), duration }: z.infer<typeof planBody>,
): Promise<PlanReply> {
  const engine = requireEngine(services, model);
  if (engine.kind !== 'local' || !engine.plan) {
    throw new ApiError('INVALID_BODY', {
      message: `The engine of ${model} does not tell what it makes of a prompt.`,
    });
  }
  return { seed, ...(await engine.plan({ promptText, seed, durationSeconds: duration })) };
}
