import { ApiError } from '../task/errors.ts';

/**
 * Lets a few in at a time and a few more wait. Whoever comes then, or waits too long, is turned
 * away at once: a queue without end would only turn a flood into timeouts and full memory.
 */
export interface Gate {
  /** @throws IntakeBusy */
  run<T>(work: () => Promise<T>): Promise<T>;
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

export function createGate({ atOnce, waiting, waitMs }: GateLimits): Gate {
  let inside = 0;
  const queue = new Set<() => void>();

  function enter(): Promise<void> | void {
    if (inside < atOnce) {
      inside++;
      return;
    }
    if (queue.size >= waiting) throw new IntakeBusy();
    return new Promise((resolve, reject) => {
      const letIn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.delete(letIn);
        reject(new IntakeBusy());
      }, waitMs);
      queue.add(letIn);
    });
  }

  /** The place goes to the one who waits longest, so `inside` stays as it is. */
  function leave(): void {
    const [next] = queue;
    if (!next) {
      inside--;
      return;
    }
    queue.delete(next);
    next();
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
