import type { Warning } from '../../engine/engine.ts';
import { asFields } from './answers.ts';
import type { Client } from './client.ts';

/** More of them nobody reads. */
const mostWarnings = 50;

/**
 * What the server has not honoured of a finished task, which Photoplay tells in a task's details.
 * Others have no such route, and nothing is missing then.
 */
export async function askWarnings(
  id: string,
  client: Client,
  signal: AbortSignal,
): Promise<Warning[]> {
  const route = `/v1/tasks/${encodeURIComponent(id)}/details`;
  const reply = await client.call('GET', route, { signal }).catch(() => undefined);
  signal.throwIfAborted();
  const { warnings } = asFields(reply?.body);
  if (reply?.status !== 200 || !Array.isArray(warnings)) return [];
  return warnings.slice(0, mostWarnings).flatMap((warning) => {
    const { code, message } = asFields(warning);
    if (typeof code !== 'string' || typeof message !== 'string') return [];
    return [{ code: client.hide(code), message: client.hide(message) }];
  });
}
