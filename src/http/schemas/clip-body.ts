import { z } from 'zod';
import { conditions } from '../../task/models/conditions.ts';
import type { KindRules } from '../../task/models/rules.ts';
import { modelNames, modelsOf, usualModel } from '../../task/models.ts';
import type { JsonValue, TaskKind } from '../../task/task.ts';
import { tinyPicture } from '../../task/tiny-picture.ts';
import { withExamples } from '../openapi.ts';
import { fieldSchemas } from './fields.ts';
import type { PromptImage } from './prompt-image.ts';
import { creditsSchema } from './task.ts';

/** A request for a clip, checked, with its defaults: what the models' bodies have in common. */
export interface ClipBody {
  model: string;
  promptImage?: PromptImage[];
  promptText?: string;
  /** Whole seconds. */
  duration: number;
  ratio?: string;
  resolution?: string;
  seed?: number;
  watermark?: boolean;
  audio?: boolean;
  draft?: boolean;
  outputFormat?: string;
  proresProfile?: string;
  references?: { uri: string }[];
}

/** The fields that every clip has a word for; a model's others are its options. */
export type ClipField = keyof ClipBody;

/**
 * The body of a request for a kind of clip, as this server takes it. Lenient, some models also make
 * sizes that many clients of relays send unasked.
 */
export function makeClipBody(
  kind: TaskKind,
  { strict }: { strict: boolean },
): z.ZodType<ClipBody & Record<string, JsonValue>> {
  const bodies = modelsOf(kind).map(([model, rules]) => modelBody(model, rules, strict));
  const examples = kind === 'image_to_video' ? fromImages : fromText;
  const [first, ...others] = bodies;
  return z
    .discriminatedUnion('model', [first!, ...others], { error: ({ input }) => sayElsewhere(input) })
    .meta(withExamples(examples)) as unknown as ReturnType<typeof makeClipBody>;
}

/** A model that makes clips of images alone: every model makes those. */
function sayElsewhere(input: unknown): string | undefined {
  const model = (input as { model?: unknown } | null | undefined)?.model;
  if (typeof model !== 'string' || !modelNames.includes(model)) return;
  return `Expected a model that makes clips of text alone but received "${model}", which makes them of images at /v1/image_to_video`;
}

function modelBody(model: string, rules: KindRules, strict: boolean) {
  const shape = { model: z.literal(model), ...fieldSchemas(withRatios(rules, strict)) };
  const body = rules.strict ? z.strictObject(shape) : z.object(shape);
  const checks = (rules.conditions ?? []).map((name) => conditions[name]);
  return body.superRefine((value, context) => {
    for (const check of checks) {
      const breach = check(value);
      if (breach) context.addIssue({ code: 'custom', ...breach });
    }
  });
}

function withRatios({ fields, moreRatios = [] }: KindRules, strict: boolean) {
  const { ratio } = fields;
  if (strict || ratio?.type !== 'choice') return fields;
  return { ...fields, ratio: { ...ratio, of: [...ratio.of, ...moreRatios] } };
}

const fromImages = {
  'One image': {
    model: usualModel,
    promptImage: tinyPicture,
    promptText: 'slow dolly in',
    ratio: '1280:720',
    duration: 5,
  },
  'First and last frame': {
    model: usualModel,
    promptImage: [
      { uri: tinyPicture, position: 'first' },
      { uri: tinyPicture, position: 'last' },
    ],
    ratio: '1280:720',
    duration: 2,
  },
};

const fromText = {
  'Text alone': {
    model: modelsOf('text_to_video')[0]![0],
    promptText: 'A paper boat on a stream, the camera follows it',
    ratio: '1280:720',
    duration: 5,
  },
};

export const clipReply = z.object({ id: z.uuidv4(), estimatedCost: creditsSchema });
