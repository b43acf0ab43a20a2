import { RenderFailure } from '../task/errors.ts';
import { UpstreamAway } from './upstream-away.ts';

/**
 * What a server says of itself, asked as soon as the engine is made, without anybody waiting for it,
 * and again when it is a minute old: its operator may have loaded another model.
 */
export interface ServerFacts<Facts> {
  /** What is known now. A server that was not there is asked again in the background. */
  latest(): Facts | undefined;
  /** Before a submission. @throws RenderFailure UPSTREAM_BUSY when it does not answer */
  need(signal: AbortSignal): Promise<Facts>;
  /** Ask it anew. @throws UpstreamAway, RenderFailure */
  ask(signal: AbortSignal): Promise<Facts>;
  close(): Promise<void>;
}

const staleMs = 60_000;
/** Between two questions that nobody waits for, of a server that is not there. */
const againMs = 5_000;
const timeoutMs = 10_000;

/** @param tell told of the first question that got no answer, and of the first after one */
export function createServerFacts<Facts>(
  question: (signal: AbortSignal) => Promise<Facts>,
  tell: (error: unknown) => void,
): ServerFacts<Facts> {
  const closing = new AbortController();
  let known: { facts: Facts; at: number } | undefined;
  let asking: Promise<unknown> | undefined;
  let askedAt = 0;
  let isTold = false;

  async function ask(signal: AbortSignal): Promise<Facts> {
    const facts = await question(AbortSignal.any([signal, closing.signal]));
    known = { facts, at: Date.now() };
    isTold = false;
    return facts;
  }

  function askAside(): void {
    if (asking || closing.signal.aborted || Date.now() - askedAt < againMs) return;
    askedAt = Date.now();
    asking = ask(AbortSignal.timeout(timeoutMs))
      .catch((error) => {
        if (closing.signal.aborted || isTold) return;
        isTold = true;
        tell(error);
      })
      .finally(() => {
        asking = undefined;
      });
  }

  askAside();
  return {
    latest() {
      if (!known || Date.now() - known.at > staleMs) askAside();
      return known?.facts;
    },
    async need(signal) {
      if (known && Date.now() - known.at <= staleMs) return known.facts;
      try {
        return await ask(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (error instanceof RenderFailure) throw error;
        // Nothing was submitted yet.
        const message = `The server does not answer: ${(error as Error).message}`;
        const retryAfterSeconds = error instanceof UpstreamAway ? error.retryAfterSeconds : 0;
        throw new RenderFailure('UPSTREAM_BUSY', { message, retryAfterSeconds, cause: error });
      }
    },
    ask,
    async close() {
      closing.abort();
      await asking;
    },
  };
}
