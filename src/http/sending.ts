import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayRepeat, nameOf, type Sending } from '../queue/repeats.ts';
import { ApiError } from '../task/errors.ts';

/**
 * What a request tells about whether it has been sent before.
 * @param beside what the client wants beside what its body says
 */
export function recogniseSending(
  request: FastifyRequest,
  reply: FastifyReply,
  beside: object,
): Sending {
  const idempotencyKey = request.headers['idempotency-key'];
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(String(idempotencyKey))) {
    throw new ApiError('BAD_IDEMPOTENCY_KEY');
  }
  return {
    owner: request.caller.owner,
    hash: createHash('sha256')
      .update(canonical([request.body, beside]))
      .digest('base64url'),
    idempotencyKey: idempotencyKey as string | undefined,
    retry: readRetry(request.headers['x-stainless-retry-count']),
    ageMs: () => reply.elapsedTime,
  };
}

/** Runway's SDKs number their tries from 0; whoever sends no number sends a first try. */
function readRetry(header: string | string[] | undefined): number {
  return /^\d{1,4}$/.test(String(header)) ? Number(header) : 0;
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
 * In one process, a repeat waits for the sendings it may repeat that are still under way: else it
 * would fetch their images once more, and might find one gone and be refused while its task begins.
 * Between processes the database decides, when the images are in.
 */
export interface SendingTurns {
  take<T>(sending: Sending, work: () => Promise<T>): Promise<T>;
}

export function createSendingTurns(): SendingTurns {
  const underway = new Map<string, Set<Promise<unknown>>>();
  return {
    async take(sending, work) {
      const name = nameOf(sending);
      const others = underway.get(name) ?? new Set();
      underway.set(name, others);
      const before = mayRepeat(sending) ? [...others] : [];
      const mine = Promise.allSettled(before).then(work);
      others.add(mine);
      try {
        return await mine;
      } finally {
        others.delete(mine);
        if (others.size === 0) underway.delete(name);
      }
    },
  };
}
