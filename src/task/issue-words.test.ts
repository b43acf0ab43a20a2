import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CheckIssue, sayExpected, sayHint, sayReceived } from './issue-words.ts';

/** The one sentence that a check comes to. */
function complaint(schema: z.ZodType, input: unknown): string {
  const { error } = schema.safeParse(input, {
    error: (issue) => sayExpected(issue as CheckIssue),
    reportInput: true,
  });
  const [issue] = error!.issues as (CheckIssue & { input: unknown })[];
  return `${issue!.message}${sayReceived(issue!.input, issue)}.${sayHint(issue!, issue!.input)}`;
}

describe('a check in words', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 5, 'Expected text but received 5.'],
    [z.string(), undefined, 'Expected text but received nothing.'],
    [z.string(), null, 'Expected text but received null.'],
    [z.string(), { a: 1 }, 'Expected text but received an object.'],
    [z.string(), ['x'], 'Expected text but received a list.'],
    [z.object({}), 'x', 'Expected an object but received "x".'],
    [z.int(), '5', 'Expected a number but received "5". Send it without quotes.'],
    [z.int(), 1.5, 'Expected a whole number but received 1.5.'],
    [z.number(), Number.NaN, 'Expected a number but received NaN.'],
    [z.boolean(), 'true', 'Expected true or false but received "true". Send it without quotes.'],
    [z.boolean(), 'yes', 'Expected true or false but received "yes".'],
    [z.int().min(0), -1, 'Expected at least 0 but received -1.'],
    [z.int().max(9), 10, 'Expected at most 9 but received 10.'],
    [z.string().min(1), '', 'Expected at least 1 character but received 0.'],
    [z.string().max(3), 'a secret', 'Expected at most 3 characters but received 8.'],
    [z.array(z.int()).min(1), [], 'Expected at least 1 entry but received 0.'],
    [
      z.enum(['first', 'last']),
      'lst',
      'Expected "first" or "last" but received "lst". Did you mean last?',
    ],
    [
      z.enum(['one', 'two', 'three']),
      'fifteen',
      'Expected "one", "two" or "three" but received "fifteen".',
    ],
    [z.literal([5, 10]), 7, 'Expected 5 or 10 but received 7.'],
    [z.literal([5, 10]), '5', 'Expected 5 or 10 but received "5". Send it without quotes.'],
    [z.iso.date(), 'x', 'Expected a day such as 2026-11-24 but received "x".'],
    [
      z.strictObject({ a: z.int().optional() }),
      { b: 1 },
      'Expected no fields beside a but received "b".',
    ],
    [z.strictObject({}), { b: 1 }, 'Expected no fields but received "b".'],
    [
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('gen4_turbo') })]),
      { kind: 'gen4-turbo' },
      'Expected "gen4_turbo" but received an object.',
    ],
    [z.string().regex(/a/, 'Expected an a'), 'x', 'Expected an a but received "x".'],
  ])('%#: %j', (schema, input, sentence) => {
    expect(complaint(schema, input)).toBe(sentence);
  });

  it('shortens what came, and repeats no secret of it', () => {
    expect(complaint(z.int(), 'x y '.repeat(1000))).toHaveLength(115);
    expect(complaint(z.int(), `key_${'ab12'.repeat(32)}`)).toContain('received "key_…".');
    const field = z.object({ webhookSecret: z.int() });
    expect(complaint(field, { webhookSecret: 'hunter2' })).toBe(
      'Expected a number but received a secret, which is not repeated here.',
    );
  });
});
