import { createShares } from '../../net/shares.ts';
import { ApiError } from '../../task/errors.ts';

/**
 * Lets a few in at a time and a few more wait, shared out among their owners. Whoever comes then, or
 * waits too long, is turned away at once: a queue without end would only turn a flood into timeouts
 * and full memory.
 */
export interface Gate {
  /** @throws IntakeBusy */
  run<T>(owner: string, work: () => Promise<T>): Promise<T>;
}

export interface GateLimits {
  atOnce: number;
  waiting: number;
  waitMs: number;
}

/** There is no room to take this image in now; a moment later there may be. */
export class IntakeBusy extends ApiError {
  override name = 'IntakeBusy';

  constructor() {
    super('UNAVAILABLE', {
      message: 'The server is taking in as many images as it can. Try again.',
    });
  }
}

/** Gives a place back. */
type Leave = () => void;

export function createGate({ atOnce, waiting, waitMs }: GateLimits): Gate {
  const places = createShares(atOnce);
  const seats = createShares(waiting);
  /** Who waits, in the order in which they came. */
  const queue = new Map<(leave: Leave) => void, string>();

  function enter(owner: string): Promise<Leave> | Leave {
    const leave = places.take(owner);
    if (leave) return leave;
    const standUp = seats.take(owner);
    if (!standUp) throw new IntakeBusy();
    return new Promise((resolve, reject) => {
      const standUpTo = (go: () => void) => {
        clearTimeout(timer);
        queue.delete(letIn);
        standUp();
        go();
      };
      const letIn = (place: Leave) => standUpTo(() => resolve(place));
      const timer = setTimeout(() => standUpTo(() => reject(new IntakeBusy())), waitMs);
      queue.set(letIn, owner);
    });
  }

  /** Whoever waits longest goes first, unless their owner has its share already. */
  function letOthersIn(): void {
    for (const [letIn, owner] of queue) {
      const leave = places.take(owner);
      if (leave) letIn(leave);
    }
  }

  return {
    async run(owner, work) {
      const leave = await enter(owner);
      try {
        return await work();
      } finally {
        leave();
        letOthersIn();
      }
    },
  };
}
