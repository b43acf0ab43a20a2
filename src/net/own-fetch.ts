import { Agent, fetch as fetchWith } from 'undici';

/** A server that takes no connection in this time is not there. */
const connectTimeoutMs = 10_000;

/**
 * A fetch for servers that the operator has named: no rules, wherever they are. Every request has a
 * connection of its own. On one that was kept, a request may cross with the server's closing it, and
 * then nobody can tell whether it arrived: a task that is submitted must not be lost that way. How long
 * an answer may take is for the request's signal to say: some servers draw for an hour before it.
 */
export function createOwnFetch(): typeof fetch {
  const dispatcher = new Agent({
    pipelining: 0,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return ((url: string, request: object) =>
    fetchWith(url, { ...request, dispatcher })) as unknown as typeof fetch;
}
