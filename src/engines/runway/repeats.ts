import { UpstreamAway } from '../../engine/upstream-away.ts';
import type { JsonValue } from '../../task/task.ts';
import { asFields } from './answers.ts';
import type { Client } from './client.ts';

/**
 * Whether the server makes one task of submissions with the same `Idempotency-Key`: it does if its own
 * description of the API has that header, as Photoplay's has. Runway's has not. The description lies
 * beside the API, or at the root of the server, where it has to name the path that the API is below.
 * @throws UpstreamAway when it does not answer now
 */
export async function honoursIdempotencyKeys(
  client: Client,
  signal: AbortSignal,
): Promise<boolean> {
  const beside = await describeApi(client, signal, false);
  if (hasTheHeader(beside)) return true;
  if (!client.path) return false;
  const atRoot = await describeApi(client, signal, true);
  const servers = asFields(atRoot).servers;
  const isMeant =
    Array.isArray(servers) && servers.some((server) => asFields(server).url === client.path);
  return isMeant && hasTheHeader(atRoot);
}

async function describeApi(client: Client, signal: AbortSignal, atRoot: boolean) {
  const { status, body } = await client.call('GET', '/openapi.json', { signal, atRoot });
  if (status === 429 || status >= 500) {
    throw new UpstreamAway(`The upstream answered ${status} when it was asked what it can do.`);
  }
  return body;
}

function hasTheHeader(description: JsonValue | undefined): boolean {
  const paths = asFields(asFields(description).paths);
  const { parameters } = asFields(asFields(paths['/v1/image_to_video']).post);
  return Array.isArray(parameters) && parameters.some(isTheHeader);
}

function isTheHeader(parameter: JsonValue): boolean {
  const { in: place, name } = asFields(parameter);
  return place === 'header' && String(name).toLowerCase() === 'idempotency-key';
}
