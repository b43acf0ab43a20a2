import { z } from 'zod';

/**
 * A schema that is chosen by what came, before it is checked: the issues keep their paths, and what
 * cannot be right whole is not looked at piece by piece.
 * @param description how the API's document tells what the code checks
 */
export function chosen<T>(
  description: Record<string, unknown>,
  choose: (value: unknown) => z.ZodType<T>,
) {
  return z
    .unknown()
    .meta(description)
    .transform((value, context): T => {
      const parsed = choose(value).safeParse(value);
      if (parsed.success) return parsed.data;
      for (const { message, ...issue } of parsed.error.issues) {
        // The words of our own checks; those of zod's are found for the whole body.
        const own = issue.code === 'custom' && { message };
        context.addIssue({ ...issue, ...own, input: value } as never);
      }
      return z.NEVER;
    });
}

/** A list of which no entry is looked at when there are too many: there may be a million. */
export function boundedList<T>(
  entry: z.ZodType<T>,
  { least = 0, most }: { least?: number; most: number },
  describedEntry: unknown,
) {
  const whole = z.array(entry).min(least).max(most);
  const length = z.array(z.unknown()).max(most) as unknown as z.ZodType<T[]>;
  return chosen<T[]>(
    { type: 'array', minItems: least, maxItems: most, items: describedEntry },
    (value) => (Array.isArray(value) && value.length > most ? length : whole),
  );
}
