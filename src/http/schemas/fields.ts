/** The fields of the table of models, as schemas. */
import { z } from 'zod';
import type { Field, Fields } from '../../task/models/rules.ts';
import { boundedList, chosen } from './chosen.ts';
import { describedImageUri, describedMediaUri, imageUri, mediaUri } from './media-uri.ts';
import { promptImage } from './prompt-image.ts';

/** Every field, each optional or with its default where the table has it so. */
export function fieldSchemas(fields: Fields): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const schema = fieldSchema(field);
      if (field.required) return [name, schema];
      return [
        name,
        field.default === undefined ? schema.optional() : schema.default(field.default),
      ];
    }),
  );
}

function fieldSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'text':
      return text(field);
    case 'whole':
      return wholeNumber(field);
    case 'number':
      return z.number().min(field.min).max(field.max);
    case 'flag':
      return z.boolean();
    case 'choice':
      return choice(field);
    case 'frames':
      return promptImage(field);
    case 'media':
      return mediaList(field);
    case 'group': {
      const entry = z.strictObject(fieldSchemas(field.fields));
      return field.most === undefined
        ? entry
        : z
            .array(entry)
            .min(field.least ?? 0)
            .max(field.most);
    }
  }
}

type Of<Type> = Extract<Field, { type: Type }>;

/** Runway counts UTF-16 units, as `String.length` does; zod's own maximum counts code points. */
function text({ min, max }: Of<'text'>) {
  return z
    .string()
    .min(min)
    .meta({ maxLength: max })
    .superRefine((value, context) => {
      if (value.length <= max) return;
      context.addIssue({
        code: 'too_big',
        origin: 'string',
        maximum: max,
        inclusive: true,
        input: value,
        message: `Expected at most ${max} characters, of which an emoji takes two or more, but received ${value.length}`,
      });
    })
    .transform(storable);
}

/**
 * Text that the database takes. Clients that cut a prompt to 512 units halve an emoji now and then;
 * that half, and NUL, mean nothing to an engine either.
 */
export function storable(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, '');
}

function wholeNumber({ min, max, auto, default: usual }: Of<'whole'>): z.ZodType {
  const number = z.int().min(min).max(max);
  if (!auto) return number;
  const word = z.literal('auto').transform(() => usual as number);
  const described = {
    anyOf: [{ type: 'integer', minimum: min, maximum: max }, { const: 'auto' }],
  };
  return chosen<number>(described, (value) => (value === 'auto' ? word : number));
}

function choice({ of, refused = {} }: Of<'choice'>) {
  return z.literal([...of, ...Object.keys(refused)]).superRefine((value, context) => {
    const reason = refused[String(value)];
    if (!reason) return;
    const message = `Expected ${of.map((one) => JSON.stringify(one)).join(', ')} but received ${JSON.stringify(value)}: ${reason.replace(/\.$/, '')}`;
    context.addIssue({ code: 'custom', message });
  });
}

function mediaList({ media, most, tagged, strict, single }: Of<'media'>): z.ZodType {
  const uri = media === 'image' ? imageUri : mediaUri(media);
  const describedUri = media === 'image' ? describedImageUri : describedMediaUri(media);
  const shape = { uri, ...(tagged && { type: z.literal(media) }) };
  const entry = strict ? z.strictObject(shape) : z.object(shape);
  const describedEntry = {
    type: 'object',
    properties: { uri: describedUri, ...(tagged && { type: { const: media } }) },
    required: tagged ? ['type', 'uri'] : ['uri'],
    ...(strict && { additionalProperties: false }),
  };
  const list = boundedList(entry, { most }, describedEntry);
  if (!single) return list;
  const one = uri.transform((alone) => [{ uri: alone }]) as unknown as typeof list;
  const described = {
    anyOf: [describedUri, { type: 'array', maxItems: most, items: describedEntry }],
  };
  return chosen(described, (value) => (typeof value === 'string' ? one : list));
}
