import type { Config } from '../config.ts';
import { type Server, StartError, startServer } from '../server.ts';
import { tinyPicture } from '../task/tiny-picture.ts';
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

  if (!forOccasion) return greet(server);
  process.removeAllListeners('disconnect');
  const ended = () => void stop('the command that started this server has ended');
  if (!process.connected) return ended();
  process.on('disconnect', ended);
  process.send?.({ url: server.url, apiKey: server.apiKey } satisfies ReadyMessage);
}

function greet(server: Server): void {
  const { rootKey } = server;
  const keyFile = rootKey?.file;
  const key = keyFile ? `$(cat '${keyFile}')` : '$PHOTOPLAY_API_KEY';
  print(`Photoplay is ready at ${server.url}`);
  if (rootKey?.made) print(`Its API key, shown this once: ${rootKey.key}`);
  print(keyFile ? `The key is kept in ${keyFile}` : 'The API key is PHOTOPLAY_API_KEY');
  print(`
Try it; the answer is a task id:

  curl -X POST ${server.url}/v1/image_to_video \\
    -H "Authorization: Bearer ${key}" \\
    -H "Content-Type: application/json" -H "X-Runway-Version: 2024-11-06" \\
    -d '{"model": "gen4_turbo", "ratio": "1280:720", "promptText": "slow dolly in", "promptImage": "${tinyPicture}"}'

then ask for the clip:

  curl ${server.url}/v1/tasks/<id> -H "Authorization: Bearer ${key}"

or, with a photo of yours:  npx photoplay generate photo.jpg -p "slow dolly in" -o clip.mp4
`);
}
