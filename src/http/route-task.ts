import { type Choice, chooseTarget } from '../engine/choose-target.ts';
import type { RequestOutline } from '../engine/engine.ts';
import { countUnfinished } from '../store/tasks.ts';
import { ApiError } from '../task/errors.ts';
import { findPlan } from './planning.ts';
import { requireTargets, type Services } from './services.ts';

/**
 * Choose the engine of a request.
 * @throws ApiError 400 with what its engines cannot make of it, 403 for a model without any
 */
export async function routeTask(
  services: Pick<Services, 'registry' | 'states' | 'database'>,
  outline: RequestOutline,
): Promise<Choice> {
  const { registry, states, database } = services;
  const choice = await chooseTarget(requireTargets(services, outline.model), outline, {
    isUp: states.isUp,
    countWaiting: async (engine) => (await countUnfinished(database)).get(engine)?.waiting ?? 0,
    async needsMotion() {
      const plan = await findPlan(registry.engines())?.(outline);
      return plan?.warnings.some(({ code }) => code === 'subject-motion') ?? false;
    },
  });
  if (!('refusals' in choice)) return choice;
  throw new ApiError('INVALID_BODY', {
    issues: choice.refusals.map(({ field, message }) => ({
      code: 'custom',
      path: [field],
      message,
    })),
  });
}
