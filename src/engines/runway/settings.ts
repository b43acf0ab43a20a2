import { z } from 'zod';

const mib = 2 ** 20;
/** An upstream that tells repeats apart by their keys keeps those for a day. */
const longestTimeout = 23 * 3600;

/** What an instance can be set to. */
export const settings = z
  .strictObject({
    /** What stands before `/v1/image_to_video`; a `/v1` at its end may be written or not. */
    baseUrl: z
      .string()
      .refine((given) => {
        const url = URL.parse(given);
        return /^https?:$/.test(url?.protocol ?? '') && !url?.username && !/[?#]/.test(given);
      }, 'Expected a URL such as https://api.dev.runwayml.com')
      .default('https://api.dev.runwayml.com'),
    /** The key there. */
    apiKey: z.string().min(1).optional(),
    /** The environment variable that the key stands in. */
    apiKeyVariable: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/i, 'Expected the name of an environment variable')
      .optional(),
    /** Sent as `X-Runway-Version`. */
    version: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'Expected a date such as 2024-11-06')
      .default('2024-11-06'),
    /** What models are called there, where it is not what clients call them. */
    models: z.record(z.string(), z.string().min(1)).default({}),
    /** Tasks handed over at a time, by each process that renders. */
    concurrency: z.int().min(1).max(1000).default(5),
    /** Submit again what may have been accepted, and so perhaps pay twice. */
    resubmit: z.boolean().default(false),
    /** Whether a submission that comes again with the same `Idempotency-Key` makes no second task there. */
    idempotencyKeys: z.enum(['auto', 'honoured', 'ignored']).default('auto'),
    /** Between two questions about a task. Runway wants no more than one in five seconds. */
    pollSeconds: z.number().min(0.01).max(600).default(5),
    /** So long after its submission a task is given up. */
    timeoutSeconds: z.number().positive().max(longestTimeout).default(3600),
    /** Characters of a data URI; larger images are uploaded. */
    maxEncodedLength: z
      .int()
      .nonnegative()
      .default(5 * mib),
  })
  .refine(
    ({ apiKey, apiKeyVariable }) => (apiKey === undefined) !== (apiKeyVariable === undefined),
    {
      path: ['apiKey'],
      message: 'Expected either this or apiKeyVariable, the environment variable that has the key',
    },
  );

export type RunwaySettings = z.infer<typeof settings>;
