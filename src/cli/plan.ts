import type { Config } from '../config.ts';
import { planHere } from '../planner.ts';
import { ApiError } from '../task/errors.ts';
import { withClient } from './client.ts';
import { CliError, exitCodes, printJson, tell } from './output.ts';

/** What is asked of a plan, as `POST /v1/plan` takes it. */
interface PlanRequest {
  promptText: string;
  seed?: number;
  duration: number;
  explain?: boolean;
}

/**
 * Print the shot that a prompt becomes, here or on the server at `url`; warnings go to standard
 * error as well.
 */
export async function showPlan(
  config: Config,
  promptText: string,
  { url, ...options }: { seed?: number; duration: number; explain?: boolean; url?: string },
): Promise<void> {
  const request = { promptText, ...options };
  const plan = await (url ? planThere(config, url, request) : tryPlanHere(config, request));
  printJson(plan);
  for (const { message } of plan.warnings as { message: string }[]) tell(`warning: ${message}`);
}

function planThere(config: Config, url: string, request: PlanRequest) {
  return withClient(config, url, (client) => client.call('POST', '/v1/plan', request));
}

async function tryPlanHere(config: Config, request: PlanRequest) {
  try {
    return await planHere(config, request);
  } catch (error) {
    throw error instanceof ApiError ? new CliError(error.message, exitCodes.refused) : error;
  }
}
