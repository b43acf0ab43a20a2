/**
 * The composition root of `photoplay plan`: the engines and their routes as a server has them, but
 * no server, no database and no child process, for a plan needs none of them.
 */
import { type Config, ConfigError } from './config.ts';
import { type PlanReply, planBody, planPrompt } from './http/planning.ts';
import { validateWith } from './http/validate.ts';
import { unconfined } from './media/confinement.ts';
import { chooseDepthModel } from './models.ts';
import { openEngines } from './open-engines.ts';
import { ApiError } from './task/errors.ts';

/**
 * What this installation would make of a prompt.
 * @throws ApiError as `POST /v1/plan` answers it
 * @throws ConfigError when a model leads to no engine
 */
export async function planHere(config: Config, request: object): Promise<PlanReply> {
  const registry = await openEngines(config, {
    log: silent,
    children: { idleMs: 0, confinement: unconfined },
    openDepthModel: (wanted) => chooseDepthModel(config, wanted),
  }).catch((error: Error) => {
    throw new ConfigError(error.message, { cause: error });
  });
  try {
    const { value, error } = validateWith(planBody)(request);
    if (error) {
      const issues = error.issues!.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new ApiError('INVALID_BODY', { message: issues.join('\n') });
    }
    return await planPrompt({ registry }, value);
  } finally {
    // An engine may be asking its server what that can do, which a plan does not wait for.
    await registry.close();
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
