import type { FastifyRequest } from 'fastify';
import { ApiError } from '../task/errors.ts';
import { showText } from '../task/issue-words.ts';
import { modelTable } from '../task/models.ts';

export const newestVersion = '2024-11-06';

/** SDKs before 1.3 send this one. */
const firstVersion = '2024-09-13';

/** The dates Runway has given its API. */
export const apiVersions = [firstVersion, newestVersion];

/** Missing is fine: many scripts leave the header out. What is there must be a version we know. */
export async function checkVersion(request: FastifyRequest): Promise<void> {
  const version = request.headers['x-runway-version'];
  if (version === undefined || apiVersions.includes(String(version))) return;
  throw new ApiError('INVALID_VERSION', {
    message: `Invalid X-Runway-Version header: expected one of ${apiVersions.join(', ')} but received ${showText(String(version))}.`,
  });
}

/** What the first version calls the two sizes of clips it has: the first of these that a model makes. */
const firstRatios = new Map<unknown, string[]>([
  ['16:9', ['1280:768', '1280:720']],
  ['9:16', ['768:1280', '720:1280']],
]);

/** Say in the words of the newest version what a client of the first one asks for. */
export async function translateRatio({ headers, body }: FastifyRequest): Promise<void> {
  if (headers['x-runway-version'] !== firstVersion || !isRecord(body)) return;
  const own = ratiosOf(body.model);
  // Some models of later have a ratio of that name.
  if (own.includes(body.ratio)) return;
  const ratio = firstRatios.get(body.ratio)?.find((known) => own.includes(known));
  if (ratio) body.ratio = ratio;
}

function ratiosOf(model: unknown): unknown[] {
  const kinds = Object.hasOwn(modelTable, String(model)) ? modelTable[String(model)]!.kinds : {};
  return Object.values(kinds).flatMap(({ fields, moreRatios = [] }) => [
    ...(fields.ratio?.type === 'choice' ? fields.ratio.of : []),
    ...moreRatios,
  ]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
