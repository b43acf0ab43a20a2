import path from 'node:path';
import { forgetSecrets } from '../config/forget-secrets.ts';
import { type Config, defaultDataDir } from '../config.ts';
import { type Server, StartError, startServer } from '../server.ts';
import { fetchFirstModel } from './fetch-model.ts';
import { createLog, stopOnSignals } from './lifetime.ts';
import { CliError, print } from './output.ts';

/** What a server started for the occasion tells the process that started it. */
export interface ReadyMessage {
  url: string;
  apiKey: string;
}

/** Serve until told to stop. */
export async function serve(
  config: Config,
  options: { render: boolean; forOccasion?: boolean },
): Promise<void> {
  forgetSecrets(config.engines.flatMap(({ variables }) => Object.keys(variables)));
  const { forOccasion = false } = options;
  const log = createLog(forOccasion ? 'error' : 'info');
  // The command that started this server may be gone before the server is there.
  if (forOccasion) process.on('disconnect', () => process.exit());
  else if (options.render) await fetchFirstModel(config);
  const server = await startServer(config, { log, render: options.render }).catch((error) => {
    // The channel to the command that waits for this server would keep the process alive.
    process.removeAllListeners('disconnect');
    if (forOccasion) process.disconnect?.();
    throw error instanceof StartError ? new CliError(error.message) : error;
  });

  const stop = async (reason: string) => {
    log.info({ reason }, 'stopping');
    await server.close();
    process.exit(0);
  };
  stopOnSignals(stop, log);

  if (!forOccasion) return greet(server, config);
  process.removeAllListeners('disconnect');
  const ended = () => void stop('the command that started this server has ended');
  if (!process.connected) return ended();
  process.on('disconnect', ended);
  process.send?.({ url: server.url, apiKey: server.apiKey } satisfies ReadyMessage);
}

/** What a newcomer wants to know, and one command to paste. */
function greet({ url, rootKey }: Server, { dataDir }: Config): void {
  const key = rootKey?.made ? `shown this once: ${rootKey.key}` : undefined;
  const kept = rootKey ? `kept in ${rootKey.file}` : 'PHOTOPLAY_API_KEY; the command wants it too';
  // The command finds this server by its data folder.
  const isDefault = dataDir === path.resolve(defaultDataDir);
  const where = isDefault ? '' : `PHOTOPLAY_DATA_DIR='${dataDir}' `;
  print(`Photoplay is ready at ${url}

  API key   ${[key, kept].filter(Boolean).join('\n            ')}
  Try it    ${where}npx photoplay generate --sample
  Docs      ${url}/docs
`);
}
