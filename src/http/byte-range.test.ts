import { describe, expect, it } from 'vitest';
import { chooseRange } from './byte-range.ts';

describe('of a file of 100 bytes', () => {
  it.each<[string | undefined, ReturnType<typeof chooseRange>]>([
    [undefined, 'whole'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-1000000000000000000000000', { start: 10, end: 99 }],
    ['Bytes= 10-19 ', { start: 10, end: 19 }],
    ['bytes=-1', { start: 99, end: 99 }],
    ['bytes=-100', { start: 0, end: 99 }],
    ['bytes=-101', { start: 0, end: 99 }],
    ['bytes=-99999999999999999999', { start: 0, end: 99 }],
    ['bytes=99-', { start: 99, end: 99 }],
    ['bytes=100-', 'none'],
    ['bytes=100-200', 'none'],
    ['bytes=99999999999999999999-', 'none'],
    ['bytes=-0', 'none'],
    ['bytes=100-,200-', 'none'],
    ['bytes=0-9,200-', { start: 0, end: 9 }],
    ['bytes=,0-9,', { start: 0, end: 9 }],
    ['bytes=0-9,20-29', 'whole'],
    ['bytes=9-0', 'whole'],
    ['bytes=200-100', 'whole'],
    ['bytes=0-9,9-0', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0--1', 'whole'],
    ['bytes=1.5-2', 'whole'],
    ['bytes 0-9', 'whole'],
    ['items=0-9', 'whole'],
    ['', 'whole'],
  ])('%s is %o', (header, expected) => {
    expect(chooseRange(header, 100)).toEqual(expected);
  });
});

it('has no range in a file of no bytes', () => {
  expect(['bytes=0-', 'bytes=-5', 'bytes=0-0'].map((header) => chooseRange(header, 0))).toEqual([
    'none',
    'none',
    'none',
  ]);
});
