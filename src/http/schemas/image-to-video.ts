import { z } from 'zod';
import { officialRatios, turboRatios } from '../../task/ratios.ts';
import { tinyPicture } from '../../task/tiny-picture.ts';
import { withExamples } from '../openapi.ts';
import { creditsSchema } from './task.ts';

/**
 * The body of `POST /v1/image_to_video`. `gen3a_turbo` and `gen4a_turbo` follow the relay's
 * document, `gen4_turbo` and `gen4.5` the official schema of 2026-06-05, except that `last`
 * keyframes are taken by all of them. Unknown keys are ignored, as Runway does.
 */

/** Lengths in characters of the encoded string, from the official schema. */
const uriLengths = { https: 2048, runway: 5000, data: 5 * 2 ** 20 };

const imageUri = z.string().superRefine((uri, context) => {
  const problem = describeUriProblem(uri);
  if (!problem) return;
  const params = { hint: 'A file of yours can be sent as a data URI, or by POST /v1/uploads.' };
  context.addIssue({ code: 'custom', message: problem, params });
});

function describeUriProblem(uri: string): string | undefined {
  const scheme = uri.match(/^([a-z][a-z0-9+.-]*):/i)?.[1]?.toLowerCase();
  // Plain http has its own answer, given by the fetch, where named hosts may be exempt.
  const longest =
    scheme === 'https' || scheme === 'http'
      ? uriLengths.https
      : scheme === 'runway'
        ? uriLengths.runway
        : uriLengths.data;
  if (uri.length > longest) {
    return `Expected at most ${longest} characters of ${kindOf(scheme)} but received ${uri.length}`;
  }
  if (scheme && ['https', 'http', 'data', 'runway'].includes(scheme)) return undefined;
  // Bare Base64 of even the smallest image is longer than any word typed by mistake.
  if (uri.length >= 64 && /^[A-Za-z0-9+/_=\s-]+$/.test(uri)) return undefined;
  return 'Expected an https:// URL, a runway:// URI, a data:image/…;base64, URI or the Base64 of an image';
}

function kindOf(scheme: string | undefined): string {
  if (scheme === undefined) return 'Base64';
  return scheme === 'data' ? 'a data URI' : `${scheme}://…`;
}

const keyframes = z
  .array(z.object({ uri: imageUri, position: z.enum(['first', 'last']) }))
  .min(1)
  .superRefine((frames, context) => {
    if (frames.length === 2 && frames[0]?.position === frames[1]?.position) {
      context.addIssue({
        code: 'custom',
        path: [1, 'position'],
        message: `Expected each position at most once but received "${frames[1]?.position}" twice`,
      });
    }
  });

/** How the document describes what the code below checks. */
const describedUri = {
  type: 'string',
  description: 'An https URL, a runway:// URI, a data:image/…;base64, URI or bare Base64',
  examples: [tinyPicture],
  maxLength: uriLengths.data,
  pattern: '^(https?|data|runway):|^[A-Za-z0-9+/_=\\s-]{64,}$',
};
const describedPromptImage = {
  anyOf: [
    describedUri,
    {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      items: {
        type: 'object',
        properties: { uri: describedUri, position: { type: 'string', enum: ['first', 'last'] } },
        required: ['uri', 'position'],
      },
    },
  ],
};

/** A string stands for the first frame. The kind is chosen before checking, so that issues keep their path. */
const promptImage = z
  .unknown()
  .meta(describedPromptImage)
  .transform((value, context) => {
    if (typeof value !== 'string' && !Array.isArray(value)) {
      context.addIssue({
        code: 'invalid_type',
        expected: 'string',
        input: value,
        message: 'Expected an image as text, or a list of {uri, position}',
      });
      return z.NEVER;
    }
    // Before each of them is looked at: there may be a million.
    if (value.length > 2 && typeof value !== 'string') {
      context.addIssue({
        code: 'too_big',
        origin: 'array',
        maximum: 2,
        inclusive: true,
        input: value as never,
      });
      return z.NEVER;
    }
    const parsed =
      typeof value === 'string'
        ? imageUri.transform((uri) => [{ uri, position: 'first' as const }]).safeParse(value)
        : keyframes.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { message, ...issue } of parsed.error.issues) {
      // The words of our own checks; those of zod's are found for the whole body.
      const own = issue.code === 'custom' && { message };
      context.addIssue({ ...issue, ...own, input: value } as never);
    }
    return z.NEVER;
  });

/** Runway counts UTF-16 units, as `String.length` does; zod's own maximum counts code points. */
const promptText = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .min(min)
    .meta({ maxLength: max })
    .superRefine((text, context) => {
      if (text.length <= max) return;
      context.addIssue({
        code: 'too_big',
        origin: 'string',
        maximum: max,
        inclusive: true,
        input: text,
        message: `Expected at most ${max} characters, of which an emoji takes two or more, but received ${text.length}`,
      });
    })
    .transform(storable);

/**
 * Text that the database takes. Clients that cut a prompt to 512 units halve an emoji now and then;
 * that half, and NUL, mean nothing to an engine either.
 */
export function storable(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, '');
}

const seed = z.int().min(0).max(4294967295).optional();
const contentModeration = z
  .strictObject({ publicFigureThreshold: z.enum(['auto', 'low']).optional() })
  .optional();

const relayTurbo = {
  promptImage,
  seed,
  // An empty prompt is what a form sends that was left blank.
  promptText: promptText({ min: 0, max: 512 }).optional(),
  watermark: z.boolean().default(false),
  duration: z.literal([5, 10]).default(5),
  ratio: z.enum(turboRatios).default('1280:768'),
  contentModeration,
};

const examples = {
  'One image': {
    model: 'gen4_turbo',
    promptImage: tinyPicture,
    promptText: 'slow dolly in',
    ratio: '1280:720',
    duration: 5,
  },
  'First and last frame': {
    model: 'gen4_turbo',
    promptImage: [
      { uri: tinyPicture, position: 'first' },
      { uri: tinyPicture, position: 'last' },
    ],
    ratio: '1280:720',
    duration: 2,
  },
};

/**
 * The body as this server takes it. Lenient, the official models also make the size of the turbo ones,
 * which many clients of relays send unasked.
 */
export function makeImageToVideoBody({ strict }: { strict: boolean }) {
  const ratio = z.enum(strict ? officialRatios : [...officialRatios, ...turboRatios]);
  return z
    .discriminatedUnion('model', [
      z.object({ model: z.literal('gen3a_turbo'), ...relayTurbo }),
      z.object({ model: z.literal('gen4a_turbo'), ...relayTurbo }),
      z.object({
        model: z.literal('gen4_turbo'),
        promptImage,
        seed,
        promptText: promptText({ min: 1, max: 1000 }).optional(),
        // The official default is not documented; the relay's turbo models have 5.
        duration: z.int().min(2).max(10).default(5),
        ratio,
        watermark: z.boolean().default(false),
        contentModeration,
      }),
      z.object({
        model: z.literal('gen4.5'),
        promptImage,
        seed,
        promptText: promptText({ min: 1, max: 1000 }),
        duration: z.int().min(2).max(10),
        // The other official formats would be ignored in silence if they were not refused here.
        outputFormat: z.literal('mp4').optional(),
        ratio,
        watermark: z.boolean().default(false),
        contentModeration,
      }),
    ])
    .meta(withExamples(examples));
}

export type ImageToVideoBody = z.infer<ReturnType<typeof makeImageToVideoBody>>;

export const imageToVideoReply = z.object({ id: z.uuidv4(), estimatedCost: creditsSchema });

/** Runway's prices, in credits per second of video. */
export const creditsPerSecond: Record<ImageToVideoBody['model'], number> = {
  gen3a_turbo: 5,
  gen4a_turbo: 5,
  gen4_turbo: 5,
  'gen4.5': 12,
};
