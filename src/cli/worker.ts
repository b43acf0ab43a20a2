import { forgetSecrets } from '../config/forget-secrets.ts';
import type { Config } from '../config.ts';
import { StartError, startWorkerProcess } from '../server.ts';
import { createLog, stopOnSignals } from './lifetime.ts';
import { CliError, print } from './output.ts';

/** Render the tasks of a server elsewhere until told to stop. */
export async function work(config: Config): Promise<void> {
  forgetSecrets(config.engines.flatMap(({ variables }) => Object.keys(variables)));
  const log = createLog('info');
  const worker = await startWorkerProcess(config, { log }).catch((error) => {
    throw error instanceof StartError ? new CliError(error.message) : error;
  });
  stopOnSignals(async (reason) => {
    log.info({ reason, drainTimeoutMs: config.limits.drainTimeoutMs }, 'stopping');
    await worker.close();
    process.exit(0);
  }, log);
  print(`Photoplay worker is ready: ${config.concurrency} renders at a time`);
}
