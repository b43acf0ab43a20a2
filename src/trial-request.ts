/** The request that a trial of an engine sends: the smallest that a model which leads to it takes. */
import { type Config, ConfigError } from './config.ts';
import type { RequestOutline } from './engine/engine.ts';
import { routesWith } from './engine/routes.ts';
import { readClipBody } from './http/clip-request.ts';
import { makeClipBody } from './http/schemas/clip-body.ts';
import { validateWith } from './http/validate.ts';
import { randomSeed } from './task/ids.ts';
import { ratiosOf, secondsOf } from './task/models/describe.ts';
import { modelsOf, usualModel } from './task/models.ts';
import { findNearest, suggest } from './task/nearest.ts';
import { tinyPicture } from './task/tiny-picture.ts';

/**
 * @returns the request, and what leads to the engine, in words
 * @throws ConfigError when there is no such model, or it takes no such request
 */
export function outlineTrial(
  { models, strict }: Pick<Config, 'models' | 'strict'>,
  { engine, model, promptText }: { engine: string; model?: string | undefined; promptText: string },
): { outline: RequestOutline; led: string } {
  const leading = findLeading(models, engine);
  const chosen = model ?? leading.find((name) => name === usualModel) ?? leading[0] ?? usualModel;
  const known = modelsOf('image_to_video');
  const rules = known.find(([name]) => name === chosen)?.[1];
  if (!rules) {
    const names = known.map(([name]) => name);
    throw new ConfigError(
      `Expected a model that takes an image but received "${chosen}".${suggest(findNearest(chosen, names))}`,
    );
  }
  const [ratio] = ratiosOf(rules);
  const { value, error } = validateWith(makeClipBody('image_to_video', { strict }))({
    model: chosen,
    // Only its role is asked about; the engine is handed the image itself.
    promptImage: tinyPicture,
    ...(promptText && { promptText }),
    ...(ratio && { ratio }),
    duration: Math.min(...secondsOf(rules)),
  });
  if (error) {
    const issues = error.issues!.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError(`${chosen} does not take this request. ${issues.join(' ')}`);
  }
  const outline = readClipBody('image_to_video', value).outline(randomSeed());
  return { outline, led: describeLeading(leading) };
}

/** The models that lead to an engine, alone or beside others, and take an image. */
function findLeading(models: Config['models'], engine: string): string[] {
  const routes = routesOf(models);
  return modelsOf('image_to_video')
    .map(([model]) => model)
    .filter((model) => routes[model]!.some((target) => target.engine === engine));
}

function routesOf(models: Config['models']) {
  try {
    return routesWith(models);
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

function describeLeading(leading: string[]): string {
  if (leading.length === 0) return 'no model leads to it yet';
  if (leading.length > 3) return `${leading.length} models lead to it`;
  return `${leading.join(', ')} ${leading.length > 1 ? 'lead' : 'leads'} to it`;
}
