import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limitGuesses } from './key-guesses.ts';

let now: number;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => void vi.restoreAllMocks());

/** Two wrong keys a minute; `keys` are right. */
function makeGuard(...keys: string[]) {
  const right = new Set(keys);
  const asked: string[] = [];
  const check = limitGuesses(async (key) => {
    asked.push(key);
    return right.has(key) ? { owner: key } : undefined;
  }, 2);
  return { check, asked, right };
}

const tooMany = { code: 'TOO_MANY_GUESSES', status: 429, retry: false };

describe('wrong keys from an address', () => {
  it('are told to be wrong so often, and then not looked up any more', async () => {
    const { check, asked } = makeGuard();
    expect(await check('guess 1', '192.0.2.1')).toBeUndefined();
    expect(await check('guess 2', '192.0.2.1')).toBeUndefined();
    await expect(check('guess 3', '192.0.2.1')).rejects.toMatchObject(tooMany);
    expect(asked).toEqual(['guess 1', 'guess 2']);
  });

  it('are counted before they are looked up, so that many at once are no way around', async () => {
    const { check, asked } = makeGuard();
    const guesses = Array.from({ length: 50 }, (_, index) => check(`${index}`, '192.0.2.1'));
    const refused = (await Promise.allSettled(guesses)).filter(
      ({ status }) => status !== 'fulfilled',
    );
    expect([asked.length, refused.length]).toEqual([2, 48]);
  });

  it('do not keep out keys that were right before, there or elsewhere', async () => {
    const { check } = makeGuard('known', 'new');
    expect(await check('known', '198.51.100.7')).toEqual({ owner: 'known' });
    for (const guess of ['a', 'b']) await check(guess, '192.0.2.1');
    expect(await check('known', '192.0.2.1')).toEqual({ owner: 'known' });
    // Whether this one is right is what nobody may find out there.
    await expect(check('new', '192.0.2.1')).rejects.toMatchObject(tooMany);
    expect(await check('new', '192.0.2.2')).toEqual({ owner: 'new' });
    expect(await check('new', '192.0.2.1')).toEqual({ owner: 'new' });
  });

  it('are forgotten after a minute', async () => {
    const { check } = makeGuard('new');
    for (const guess of ['a', 'b']) await check(guess, '192.0.2.1');
    now = 59_000;
    await expect(check('new', '192.0.2.1')).rejects.toMatchObject(tooMany);
    now = 60_001;
    expect(await check('new', '192.0.2.1')).toEqual({ owner: 'new' });
  });

  it('do not count right ones, however many they are', async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
    const { check } = makeGuard(...keys);
    for (const key of keys) expect(await check(key, '192.0.2.1')).toEqual({ owner: key });
  });

  it('may once have been right', async () => {
    const { check, right } = makeGuard('revoked');
    await check('revoked', '192.0.2.1');
    right.clear();
    for (let times = 0; times < 3; times++) {
      expect(await check('revoked', '192.0.2.1')).toBeUndefined();
    }
    await expect(check('revoked', '192.0.2.1')).rejects.toMatchObject(tooMany);
  });
});
