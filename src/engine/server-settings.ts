import { z } from 'zod';
import type { EnginePorts } from './manifest.ts';
import { familyIds } from './video-families.ts';

/**
 * The key that an instance is to use, if any.
 * @throws Error that says what to mend
 */
export function readKey(
  { apiKey, apiKeyVariable }: { apiKey?: string | undefined; apiKeyVariable?: string | undefined },
  { id, variables }: Pick<EnginePorts, 'id' | 'variables'>,
): string | undefined {
  if (apiKey !== undefined || apiKeyVariable === undefined) return apiKey;
  const key = variables[apiKeyVariable];
  if (key && keyPattern.test(key)) return key;
  const came = key ? 'has other characters than those' : 'is not set';
  throw new Error(
    `Expected the environment variable ${apiKeyVariable}, which engines.${id}.apiKeyVariable names, to have a key of visible ASCII characters, but it ${came}. Set it, or name another.`,
  );
}

const keyPattern = /^[\x21-\x7e]+$/;

/** What the engines for model servers can all be set to. */
export const serverSettings = {
  /** Where the server is, without the routes; a `/v1` at its end may be written or not. */
  baseUrl: z.string().refine((given) => {
    const url = URL.parse(given);
    return /^https?:$/.test(url?.protocol ?? '') && !url?.username && !/[?#]/.test(given);
  }, 'Expected a URL such as http://127.0.0.1:8000, without a user, "?" and "#"'),
  /** A bearer token, where the server or a proxy before it asks for one. */
  apiKey: z
    .string()
    .regex(keyPattern, 'Expected visible ASCII characters alone, which a header can carry')
    .optional(),
  /** Or the environment variable that it stands in. */
  apiKeyVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/i, 'Expected the name of an environment variable')
    .optional(),
  /** What the server's model can do, where its name does not say so. */
  family: z.enum(familyIds as [string, ...string[]]).optional(),
  /** Of a frame: fewer, where the card has no room for what the model can do. */
  maxPixels: z.int().min(4096).optional(),
  /** Tasks handed over at a time, by each process that renders: one card draws one clip at a time. */
  concurrency: z.int().min(1).max(1000).default(1),
  /** Submit again what may have been accepted, or was forgotten: the operator's own card bills nobody. */
  resubmit: z.boolean().default(true),
  /** Between two questions about a task. */
  pollSeconds: z.number().min(0.01).max(600).default(2),
  /** So long after its submission a task is given up: a card may take an hour, a processor a night. */
  timeoutSeconds: z
    .number()
    .positive()
    .max(7 * 86_400)
    .default(6 * 3600),
  /** Bytes of a clip as it comes from the server. */
  maxClipBytes: z
    .int()
    .min(1024)
    .default(512 * 2 ** 20),
};
