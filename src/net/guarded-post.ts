import { type GuardedRequestOptions, requestGuarded } from './guarded-fetch.ts';

/** @returns the status of the reply; its body is nobody's business */
export type GuardedPost = (
  url: string,
  message: { headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<number>;

/** POST to URLs that came from outside, under the rules by which images are fetched. */
export function createGuardedPost(options: GuardedRequestOptions): GuardedPost {
  return (url, { headers, body, signal }) =>
    requestGuarded(url, options, { method: 'POST', headers, body, signal }, async (response) => {
      // The head is the answer. What follows is read so far that the connection ends in order.
      await response.body.dump({ limit: 16_384 }).catch(() => undefined);
      return response.statusCode;
    });
}
