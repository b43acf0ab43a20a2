/**
 * The composition root of `photoplay plan`: the engines and their routes as a server has them, but
 * no server, no database and no child process, for a plan needs none of them.
 */
import { type Config, ConfigError } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { createRegistry, type Registry, routesWith } from './engine/registry.ts';
import { createFakeEngine } from './engines/fake/engine.ts';
import { createParallaxEngine } from './engines/parallax/engine.ts';
import { type PlanReply, planBody, planPrompt } from './http/planning.ts';
import { validateWith } from './http/validate.ts';
import { chooseDepthModel } from './models.ts';
import { ApiError } from './task/errors.ts';

/**
 * What this installation would make of a prompt.
 * @throws ApiError as `POST /v1/plan` answers it
 * @throws ConfigError when a model leads to no engine
 */
export async function planHere(config: Config, request: object): Promise<PlanReply> {
  const parallax = createParallaxEngine({ depthModel: await chooseDepthModel(config) });
  const registry = makeRegistry([parallax, createFakeEngine()], config.models);
  const { value, error } = validateWith(planBody)(request);
  if (error) {
    const issues = error.issues!.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ApiError('INVALID_BODY', { message: issues.join('\n') });
  }
  return planPrompt({ registry }, value);
}

function makeRegistry(engines: Engine[], models: Config['models']): Registry {
  try {
    return createRegistry({ engines, routes: routesWith(models) });
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}
