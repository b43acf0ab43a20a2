import { createHash } from 'node:crypto';
import { ApiError } from '../task/errors.ts';
import type { Authenticate, AuthenticateFrom } from './auth.ts';
import { clientAt } from './client-address.ts';

/** Keys that are remembered as right; more are in use at a time nowhere. */
const maxRemembered = 10_000;

/**
 * Bounds the wrong keys that come from an address in a minute. Beyond them nothing from there is
 * looked up, so nobody can go on guessing, except keys that have been right before: others behind
 * the same address go on working.
 */
export function limitGuesses(
  authenticate: Authenticate,
  wrongKeysPerMinute: number,
): AuthenticateFrom {
  /** Hashes of keys that were right when they last came, oldest first. */
  const right = new Set<string>();
  const guesses = new Map<string, number>();
  let minuteBegan = performance.now();

  function count(client: string, by: number): number {
    const counted = (guesses.get(client) ?? 0) + by;
    guesses.set(client, counted);
    return counted;
  }

  function remember(hash: string): void {
    right.add(hash);
    const [oldest] = right;
    if (right.size > maxRemembered) right.delete(oldest!);
  }

  return async (key, address) => {
    const hash = createHash('sha256').update(key).digest('base64');
    if (right.has(hash)) {
      const caller = await authenticate(key);
      if (!caller) right.delete(hash);
      return caller;
    }
    if (performance.now() - minuteBegan > 60_000) {
      minuteBegan = performance.now();
      guesses.clear();
    }
    const client = clientAt(address);
    // Before it is looked up: else a thousand at once would all be.
    if (count(client, 1) > wrongKeysPerMinute) throw new ApiError('TOO_MANY_GUESSES');
    const caller = await authenticate(key);
    if (caller) {
      count(client, -1);
      remember(hash);
    }
    return caller;
  };
}
