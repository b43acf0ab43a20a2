import type { Config } from '../config.ts';
import { connect } from './client.ts';
import { print, tell } from './output.ts';

/** Print the shot that a prompt becomes; warnings go to standard error as well. */
export async function showPlan(
  config: Config,
  promptText: string,
  options: { seed?: number; duration: number; url?: string },
): Promise<void> {
  const client = await connect(config, options.url);
  try {
    const { seed, duration } = options;
    const plan = await client.call('POST', '/v1/plan', { promptText, seed, duration });
    print(JSON.stringify(plan, null, 2));
    for (const { message } of plan.warnings as { message: string }[]) tell(`warning: ${message}`);
  } finally {
    await client.close();
  }
}
