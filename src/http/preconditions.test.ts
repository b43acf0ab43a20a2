import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { checkPreconditions, isRangeWanted } from './preconditions.ts';

const file = { etag: '"a-1"', modifiedAt: new Date('2026-11-24T17:00:00.789Z') };
const then = 'Tue, 24 Nov 2026 17:00:00 GMT';
const before = 'Tue, 24 Nov 2026 16:59:59 GMT';
const after = 'Tue, 24 Nov 2026 17:00:01 GMT';

describe('a request under a condition', () => {
  it.each<[IncomingHttpHeaders, ReturnType<typeof checkPreconditions>]>([
    [{}, 'proceed'],
    [{ 'if-match': '"a-1"' }, 'proceed'],
    [{ 'if-match': '"b", "a-1"' }, 'proceed'],
    [{ 'if-match': '*' }, 'proceed'],
    [{ 'if-match': '"b"' }, 412],
    // A weak tag says too little to be a match here.
    [{ 'if-match': 'W/"a-1"' }, 412],
    [{ 'if-match': 'nonsense' }, 412],
    [{ 'if-unmodified-since': then }, 'proceed'],
    [{ 'if-unmodified-since': after }, 'proceed'],
    [{ 'if-unmodified-since': before }, 412],
    [{ 'if-unmodified-since': 'yesterday' }, 'proceed'],
    [{ 'if-unmodified-since': '2020' }, 'proceed'],
    [{ 'if-match': '"a-1"', 'if-unmodified-since': before }, 'proceed'],
    [{ 'if-none-match': '"a-1"' }, 304],
    [{ 'if-none-match': 'W/"a-1"' }, 304],
    [{ 'if-none-match': '"b", W/"a-1"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"b"' }, 'proceed'],
    [{ 'if-modified-since': then }, 304],
    [{ 'if-modified-since': after }, 304],
    [{ 'if-modified-since': before }, 'proceed'],
    [{ 'if-modified-since': 'Tuesday, 24-Nov-26 17:00:00 GMT' }, 304],
    [{ 'if-modified-since': 'Tue Nov 24 17:00:00 2026' }, 304],
    [{ 'if-modified-since': '2030-01-01' }, 'proceed'],
    [{ 'if-none-match': '"b"', 'if-modified-since': after }, 'proceed'],
    [{ 'if-match': '"b"', 'if-none-match': '"a-1"' }, 412],
  ])('%o comes to %s', (headers, outcome) => {
    expect(checkPreconditions(headers, file)).toBe(outcome);
  });

  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['"a-1"', true],
    [then, true],
    ['W/"a-1"', false],
    ['"b"', false],
    [before, false],
    [after, false],
    ['nonsense', false],
  ])('If-Range: %s wants its part: %s', (ifRange, wanted) => {
    expect(isRangeWanted({ 'if-range': ifRange }, file)).toBe(wanted);
  });
});
