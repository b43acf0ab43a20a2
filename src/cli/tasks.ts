import type { Config } from '../config.ts';
import { withClient } from './client.ts';
import { CliError, print, tell } from './output.ts';

export interface ListOptions {
  status?: string;
  model?: string;
  createdAfter?: string;
  createdBefore?: string;
  limit: number;
  url?: string;
}

interface ListedTask {
  id: string;
  status: string;
  model: string;
  createdAt: string;
  progress?: number;
  failure?: string;
}

/** The longest page that the server gives. */
const pageSize = 100;

/** One line per task, newest first. */
export async function showTasks(
  config: Config,
  { url, limit, ...filter }: ListOptions,
): Promise<void> {
  return withClient(config, url, async (client) => {
    let left = limit;
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ ...filter, limit: String(Math.min(left, pageSize)) });
      if (cursor) query.set('cursor', cursor);
      const page = await client.call('GET', `/v1/tasks?${query}`);
      const tasks = page.tasks as ListedTask[];
      for (const task of tasks) print(describe(task));
      left -= tasks.length;
      cursor = page.nextCursor as string | undefined;
    } while (cursor && left > 0);
    if (left === limit) tell('No tasks.');
    if (cursor) tell(`There are more; --limit shows more than ${limit}.`);
  });
}

function describe({ id, createdAt, status, model, progress, failure }: ListedTask): string {
  const state = progress === undefined ? status : `${status} ${Math.floor(progress * 100)}%`;
  return [id, createdAt, state.padEnd(12), model, failure].filter(Boolean).join('  ');
}

/** All that the server tells of a task, as JSON. */
export async function showTask(
  config: Config,
  id: string,
  { url }: { url?: string },
): Promise<void> {
  return withClient(config, url, async (client) => {
    const route = `/v1/tasks/${encodeURIComponent(id)}`;
    const details = await client.call('GET', `${route}/details`);
    print(JSON.stringify({ ...details, ...(await client.call('GET', route)) }, null, 2));
  });
}

/**
 * Stop an unfinished task. One that was found finished keeps its clip: deleting is not what was asked
 * for. One that ends between the two requests is deleted all the same: the API has one verb for both.
 */
export async function cancelTask(
  config: Config,
  id: string,
  { url }: { url?: string },
): Promise<void> {
  return withClient(config, url, async (client) => {
    const route = `/v1/tasks/${encodeURIComponent(id)}`;
    const { status } = await client.call('GET', route);
    if (status === 'SUCCEEDED' || status === 'FAILED') {
      throw new CliError(`Task ${id} has ended already: ${status}.`);
    }
    await client.call('DELETE', route);
    tell(`Task ${id} is cancelled.`);
  });
}
