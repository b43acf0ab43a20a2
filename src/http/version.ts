import type { FastifyRequest } from 'fastify';
import { ApiError } from '../task/errors.ts';

export const newestVersion = '2024-11-06';

/** The dates Runway has given its API; SDKs before 1.3 send the first. */
export const apiVersions = ['2024-09-13', newestVersion];

/** Missing is fine: many scripts leave the header out. What is there must be a version we know. */
export async function checkVersion(request: FastifyRequest): Promise<void> {
  const version = request.headers['x-runway-version'];
  if (version === undefined || apiVersions.includes(String(version))) return;
  throw new ApiError('INVALID_VERSION', {
    message: `Invalid X-Runway-Version header: expected one of ${apiVersions.join(', ')} but received ${JSON.stringify(version)}.`,
  });
}
