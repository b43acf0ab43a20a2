import type { Config } from '../config.ts';
import { withClient } from './client.ts';
import { CliError, exitCodes, printJson, printTable, tell, toLine } from './output.ts';

/** What every verb takes that talks to a server. */
export interface Connecting {
  url?: string;
  json?: boolean;
}

export interface ListOptions extends Connecting {
  status?: string;
  model?: string;
  createdAfter?: string;
  createdBefore?: string;
  limit: number;
}

interface ListedTask {
  id: string;
  status: string;
  model: string;
  promptText: string;
  createdAt: string;
  progress?: number;
  failure?: string;
}

/** The longest page that the server gives. */
const pageSize = 100;

/** A table of tasks, newest first. */
export async function showTasks(
  config: Config,
  { url, json, limit, ...filter }: ListOptions,
): Promise<void> {
  return withClient(config, url, async (client) => {
    const tasks: ListedTask[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({
        ...filter,
        limit: String(Math.min(limit - tasks.length, pageSize)),
      });
      if (cursor) query.set('cursor', cursor);
      const page = await client.call('GET', `/v1/tasks?${query}`);
      tasks.push(...(page.tasks as ListedTask[]));
      cursor = page.nextCursor as string | undefined;
    } while (cursor && tasks.length < limit);
    if (json) return printJson({ tasks, nextCursor: cursor });
    printTable(tasks.map(describe));
    if (tasks.length === 0) tell('No tasks.');
    if (cursor) tell(`There are more; --limit shows more than ${limit}.`);
  });
}

function describe(task: ListedTask): Record<string, string> {
  const { id, createdAt, status, model, promptText, progress, failure } = task;
  return {
    id,
    created: createdAt,
    status,
    progress: progress === undefined ? '' : `${Math.floor(progress * 100)}%`,
    model,
    prompt: toLine(promptText),
    failure: toLine(failure ?? ''),
  };
}

/** All that the server tells of a task, as JSON. */
export async function showTask(config: Config, id: string, { url }: Connecting): Promise<void> {
  return withClient(config, url, async (client) => {
    const route = `/v1/tasks/${encodeURIComponent(id)}`;
    const details = await client.call('GET', `${route}/details`);
    printJson({ ...details, ...(await client.call('GET', route)) });
  });
}

/**
 * Stop an unfinished task. One that was found finished keeps its clip: deleting is not what was asked
 * for. One that ends between the two requests is deleted all the same: the API has one verb for both.
 */
export async function cancelTask(
  config: Config,
  id: string,
  { url, json }: Connecting,
): Promise<void> {
  return withClient(config, url, async (client) => {
    const route = `/v1/tasks/${encodeURIComponent(id)}`;
    const { status } = await client.call('GET', route);
    if (status === 'SUCCEEDED' || status === 'FAILED') {
      throw new CliError(`Task ${id} has ended already: ${status}.`, exitCodes.refused);
    }
    await client.call('DELETE', route);
    tell(`Task ${id} is cancelled.`);
    if (json) printJson({ id, status: 'CANCELLED' });
  });
}
