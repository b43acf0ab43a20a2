import type { Config } from '../config.ts';
import { withClient } from './client.ts';
import { printJson, printTable } from './output.ts';
import type { Connecting } from './tasks.ts';

interface ListedEngine {
  id: string;
  kind: string;
  state: string;
  message?: string;
  waiting: number;
  running: number;
  models: { model: string; weight: number; when?: string }[];
}

/** List the engines of a server: how they are, what waits for them, and what leads to them. */
export async function listEngines(config: Config, { url, json }: Connecting): Promise<void> {
  return withClient(config, url, async (client) => {
    const { engines } = (await client.call('GET', '/v1/engines')) as unknown as {
      engines: ListedEngine[];
    };
    if (json) return printJson({ engines });
    printTable(engines.map(describeEngine));
  });
}

function describeEngine({ id, kind, state, running, waiting, models, message }: ListedEngine) {
  const tasks = `${running} running, ${waiting - running} waiting`;
  return { engine: id, kind, state, tasks, models: leadsTo(models), message: message ?? '' };
}

/** Three of many models are named. */
function leadsTo(models: ListedEngine['models']): string {
  const names = models.map(({ model, when }) => (when ? `${model} (${when})` : model));
  if (names.length === 0) return 'no models';
  return names.length > 3
    ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
    : names.join(', ');
}
