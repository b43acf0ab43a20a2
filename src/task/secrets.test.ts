import { describe, expect, it } from 'vitest';
import { hideSecrets } from './secrets.ts';

describe('what looks like a secret is hidden', () => {
  it.each([
    ['received "key_0123456789abcdef"', 'received "key_…"'],
    ['whsec_C2FtcGxlIHNlY3JldA== is wrong', 'whsec_… is wrong'],
    ['Authorization: Bearer abcdefgh.1', 'Authorization: Bearer …'],
    ['https://user:pass@example.com/a', 'https://…@example.com/a'],
    ['at https://example.com/a.jpg?signature=abc&x=1.', 'at https://example.com/a.jpg?…'],
    ['?signature=abcdef', '?signature=…'],
    ['eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl', '…'],
    [`sk-${'a1'.repeat(20)}`, '…'],
    ['the known one: hunter2hunter2', 'the known one: …'],
  ])('%s', (text, shown) => {
    expect(hideSecrets(text, ['hunter2hunter2'])).toBe(shown);
  });

  it.each([
    'Expected "gen4_turbo" but received "gen9".',
    'Send it in the Authorization header, as "Bearer <your key>"; the server prints it.',
    '/v1/tasks/17f20503-6c24-4c16-946b-35dbbce2af2f/details',
    'https://docs.dev.runwayml.com/api',
    'an_unknown_field_with_a_very_long_name_of_words',
  ])('and nothing else: %s', (text) => {
    expect(hideSecrets(text, ['short', undefined, ''])).toBe(text);
  });
});
