import { z } from 'zod';
import type { Engine, LocalEngine } from '../engine/engine.ts';
import { ApiError } from '../task/errors.ts';
import { randomSeed } from '../task/ids.ts';
import type { Field } from '../task/models/rules.ts';
import { modelNames, modelTable, usualModel } from '../task/models.ts';
import { withExamples } from './openapi.ts';
import { requireTargets, type Services } from './services.ts';

const fields = modelNames.flatMap((model) =>
  Object.values(modelTable[model]!.kinds).map((rules) => rules.fields),
);
/** Of all models: in characters, and in seconds. */
const longestPrompt = Math.max(...fields.map(({ promptText }) => mostOf(promptText)));
const longestClip = Math.max(...fields.map(({ duration }) => mostOf(duration)));

function mostOf(field?: Field): number {
  return field && 'max' in field ? field.max : 0;
}

/** What is asked: ours, not Runway's, in the words of its requests. */
export const planBody = z
  .object({
    promptText: z.string().max(longestPrompt),
    model: z.string().default(usualModel),
    seed: z.int().min(0).max(4294967295).optional(),
    duration: z.int().min(1).max(longestClip).default(5),
    explain: z.boolean().default(false),
  })
  .meta(withExamples({ 'Two moves': { promptText: 'orbit right while zooming in' } }));

export const planReply = z.object({
  seed: z.number(),
  shot: z.unknown(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  explanation: z
    .array(z.object({ rule: z.string(), words: z.string(), outcome: z.string() }))
    .optional(),
});

export type PlanReply = z.infer<typeof planReply>;

/** What the engine of a model would make of a prompt, without rendering it. */
export async function planPrompt(
  services: Pick<Services, 'registry'>,
  { promptText, model, seed = randomSeed(), duration, explain }: z.infer<typeof planBody>,
): Promise<PlanReply> {
  const plan = findPlan(requireTargets(services, model).map(({ engine }) => engine));
  if (!plan) {
    throw new ApiError('INVALID_BODY', {
      message: `The engine of ${model} does not tell what it makes of a prompt.`,
    });
  }
  return { seed, ...(await plan({ promptText, seed, durationSeconds: duration, explain })) };
}

/** The first engine's that tells what it makes of a prompt. */
export function findPlan(engines: readonly Engine[]): LocalEngine['plan'] {
  return engines.flatMap((engine) => (engine.kind === 'local' && engine.plan) || [])[0];
}
