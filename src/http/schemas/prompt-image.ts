import { z } from 'zod';
import type { Field, Position } from '../../task/models/rules.ts';
import { boundedList, chosen } from './chosen.ts';
import { describedImageUri, imageUri } from './media-uri.ts';

export interface PromptImage {
  uri: string;
  /** Absent: a reference, that is no frame of the clip. */
  position?: Position | undefined;
}

/** A string stands for the first frame. */
const one: z.ZodType<PromptImage[]> = imageUri.transform((uri) => [
  { uri, position: 'first' as const },
]);

const neither = z.unknown().transform((value, context): PromptImage[] => {
  const message = 'Expected an image as text, or a list of {uri, position}';
  context.addIssue({ code: 'custom', input: value, message });
  return z.NEVER;
}) as z.ZodType<PromptImage[]>;

/** The images that a clip is made of, at most one for each position. */
export function promptImage({
  positions,
  most,
  references,
}: Extract<Field, { type: 'frames' }>): z.ZodType<PromptImage[]> {
  const position = z.enum(positions as [Position, ...Position[]]);
  const entry: z.ZodType<PromptImage> = z.object({
    uri: imageUri,
    position: references ? position.optional() : position,
  });
  const describedEntry = {
    type: 'object',
    properties: { uri: describedImageUri, position: { type: 'string', enum: positions } },
    required: references ? ['uri'] : ['uri', 'position'],
  };
  const list = boundedList(entry, { least: 1, most }, describedEntry).superRefine(refuseTwice);
  const described = {
    anyOf: [
      describedImageUri,
      { type: 'array', minItems: 1, maxItems: most, items: describedEntry },
    ],
  };
  return chosen(described, (value) =>
    typeof value === 'string' ? one : Array.isArray(value) ? list : neither,
  );
}

function refuseTwice(frames: PromptImage[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { position }] of frames.entries()) {
    if (position && seen.has(position)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'position'],
        message: `Expected each position at most once but received "${position}" twice`,
      });
    }
    if (position) seen.add(position);
  }
}
