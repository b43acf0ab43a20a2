import { describe, expect, it } from 'vitest';
import { createShares } from './shares.ts';

/** How many a holder gets before it is refused. */
function takeAll({ take }: ReturnType<typeof createShares>, holder: string): number {
  let taken = 0;
  while (take(holder)) taken++;
  return taken;
}

describe('shares', () => {
  it('leave half to others when one holder takes all it can', () => {
    expect(takeAll(createShares(160), 'a')).toBe(80);
    expect(takeAll(createShares(3), 'a')).toBe(2);
  });

  it('always leave something to whoever comes next', () => {
    const shares = createShares(100);
    for (let n = 0; n < 6; n++) expect(takeAll(shares, `greedy ${n}`)).toBeGreaterThan(0);
    expect(shares.take('late')).toBeDefined();
  });

  it('are one place where there is only one', () => {
    const shares = createShares(1);
    const give = shares.take('a')!;
    expect(shares.take('a')).toBeUndefined();
    expect(shares.take('b')).toBeUndefined();
    give();
    expect(shares.take('b')).toBeDefined();
  });

  it('are nothing where there is nothing', () => {
    expect(createShares(0).take('a')).toBeUndefined();
  });

  it('come back once, however often they are given back', () => {
    const shares = createShares(4);
    const give = shares.take('a')!;
    give();
    give();
    expect(takeAll(shares, 'a')).toBe(2);
    expect(takeAll(shares, 'b')).toBe(1);
  });

  it('may be of different sizes', () => {
    const shares = createShares(100);
    expect(shares.take('a', 101)).toBeUndefined();
    const give = shares.take('a', 60)!;
    expect(shares.take('a', 1)).toBeUndefined();
    expect(shares.take('b', 41)).toBeUndefined();
    expect(shares.take('b', 40)).toBeDefined();
    expect(shares.take('c', 1)).toBeUndefined();
    give();
    expect(shares.take('c', 60)).toBeDefined();
  });
});
