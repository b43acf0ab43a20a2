import type { Config } from '../config.ts';
import { withClient } from './client.ts';
import { print, printJson, printTable, tell, toLine } from './output.ts';
import type { Connecting } from './tasks.ts';

export interface NewKeyOptions extends Connecting {
  name: string;
  credits?: number;
  concurrentTasks?: number;
  tasksPerDay?: number;
  postsPerMinute?: number;
  expiresInDays?: number;
  webhookUrl?: string;
}

interface ListedKey {
  id: string;
  name: string;
  hint: string;
  credits?: number;
  limits: Record<string, number>;
  webhookUrl?: string;
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
}

/** Make a key; the key alone goes to standard output, so that it can be piped to where it is kept. */
export async function createKey(config: Config, options: NewKeyOptions): Promise<void> {
  const { name, credits, expiresInDays, webhookUrl, url, json } = options;
  const { concurrentTasks, tasksPerDay, postsPerMinute } = options;
  return withClient(config, url, async (client) => {
    const created = await client.call('POST', '/v1/keys', {
      name,
      credits,
      webhookUrl,
      limits: { concurrentTasks, tasksPerDay, postsPerMinute },
      expiresAt: expiresInDays && new Date(Date.now() + expiresInDays * 86_400_000).toISOString(),
    });
    if (json) return printJson(created);
    if (webhookUrl) tell(`Its webhooks are signed with ${created.webhookSecret}`);
    tell(`Key ${created.id} (${name}). This is the only time it is shown:`);
    print(String(created.key));
  });
}

export async function listKeys(config: Config, { url, json }: Connecting): Promise<void> {
  return withClient(config, url, async (client) => {
    const { keys } = (await client.call('GET', '/v1/keys')) as unknown as { keys: ListedKey[] };
    if (json) return printJson({ keys });
    if (keys.length === 0) tell('No keys but the root key. Make one with "photoplay keys create".');
    printTable(keys.map(describeKey));
  });
}

export async function revokeKey(
  config: Config,
  id: string,
  { url, json }: Connecting,
): Promise<void> {
  return withClient(config, url, async (client) => {
    await client.call('DELETE', `/v1/keys/${encodeURIComponent(id)}`);
    tell(`Key ${id} is revoked. What it had sent goes on.`);
    if (json) printJson({ id, revoked: true });
  });
}

function describeKey(key: ListedKey): Record<string, string> {
  const limits = Object.entries(key.limits).map(([name, value]) => `${name} ${value}`);
  return {
    id: key.id,
    name: toLine(key.name),
    key: `…${key.hint}`,
    credits: key.credits === undefined ? '' : String(key.credits),
    limits: limits.join(', '),
    webhook: key.webhookUrl ?? '',
    expires: key.expiresAt ?? '',
    revoked: key.revokedAt ?? '',
  };
}
