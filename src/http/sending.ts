import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayRepeat, nameOf, type Sending } from '../queue/repeats.ts';
import { ApiError } from '../task/errors.ts';
import { webhookHeader } from './webhook-url.ts';

/** What a request tells about whether it has been sent before. */
export function recogniseSending(request: FastifyRequest, reply: FastifyReply): Sending {
  const idempotencyKey = request.headers['idempotency-key'];
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(String(idempotencyKey))) {
    throw new ApiError('BAD_IDEMPOTENCY_KEY');
  }
  const retry = readRetry(request.headers['x-stainless-retry-count']);
  return {
    owner: request.caller.owner,
    hash: createHash('sha256')
      .update(canonical([request.body, request.headers[webhookHeader]]))
      .digest('base64url'),
    idempotencyKey: idempotencyKey as string | undefined,
    retry: retry ?? 0,
    numbered: retry !== undefined && idempotencyKey === undefined,
    ageMs: () => reply.elapsedTime,
    isGone: () => reply.raw.destroyed || request.raw.socket.destroyed,
  };
}

/** Runway's SDKs number their tries from 0; whoever sends no number sends a first try. */
function readRetry(header: string | string[] | undefined): number | undefined {
  return /^\d{1,4}$/.test(String(header)) ? Number(header) : undefined;
}

/** JSON in which equal values are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * What one process knows of the sendings that reach it. Between processes the database decides, when
 * the images are in.
 *
 * A repeat waits for the sendings it may repeat that are still under way: else it would fetch their
 * images once more, and might find one gone and be refused while its task begins. And a retry whose
 * try before was refused here (the server was busy) repeats nothing: it is that try come again, and
 * must not be given the task of another, equal request.
 */
export interface SendingTurns {
  /** `work` has the sending as it is to be taken. */
  take<T>(sending: Sending, work: (sending: Sending) => Promise<T>): Promise<T>;
}

/** How long a question to the database may be on its way. */
const lookMs = 1000;

/** The SDKs come back after 8 s at most. */
const refusalMs = 30_000;

export function createSendingTurns(): SendingTurns {
  const underway = new Map<string, Set<Promise<unknown>>>();
  const refusals = createRefusals();

  async function waitFor<T>(sending: Sending, work: (beside: boolean) => Promise<T>): Promise<T> {
    const name = nameOf(sending);
    const others = underway.get(name) ?? new Set();
    underway.set(name, others);
    const beside = others.size > 0;
    const before = mayRepeat(sending) ? [...others] : [];
    const mine = Promise.allSettled(before).then(() => work(beside));
    others.add(mine);
    try {
      return await mine;
    } finally {
      others.delete(mine);
      if (others.size === 0) underway.delete(name);
    }
  }

  return {
    take: (sending, work) =>
      waitFor(sending, async (beside) => {
        const again = sending.retry > 0 && refusals.forget(sending, sending.retry - 1);
        try {
          // What the other one makes counts as made after this came, however late the database looks.
          const ageMs = () => sending.ageMs() + (beside ? lookMs : 0);
          return await work({ ...sending, ageMs, ...(again && { retry: 0 }) });
        } catch (error) {
          // What we throw ourselves comes before anything is written; after any other error there may
          // be a task. And only what we ask to be sent again will be.
          if (error instanceof ApiError && error.retry) refusals.remember(sending);
          throw error;
        }
      }),
  };
}

function createRefusals() {
  /** Oldest first. */
  let refused: { name: string; retry: number; until: number }[] = [];
  const dropOld = () => {
    refused = refused.filter(({ until }) => until > performance.now());
  };
  return {
    remember(sending: Sending): void {
      dropOld();
      const until = performance.now() + refusalMs;
      refused.push({ name: nameOf(sending), retry: sending.retry, until });
    },
    /** Whether a try of this number was refused; each refusal is told once. */
    forget(sending: Sending, retry: number): boolean {
      dropOld();
      const name = nameOf(sending);
      const index = refused.findIndex((entry) => entry.name === name && entry.retry === retry);
      if (index >= 0) refused.splice(index, 1);
      return index >= 0;
    },
  };
}
