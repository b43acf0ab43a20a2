import type { Follower, Watcher } from '../queue/watch.ts';
import type { StoredTask } from '../store/tasks.ts';
import { ApiError } from '../task/errors.ts';

/** The event streams that are open here: each holds a connection, so a key has so many and no more. */
export interface Streams {
  /** @throws ApiError when the key has its share open already */
  open(owner: string, task: StoredTask): Follower;
}

export function createStreams(watcher: Watcher, maxStreamsPerKey: number): Streams {
  const open = new Map<string, number>();
  const change = (owner: string, by: number) => {
    const count = (open.get(owner) ?? 0) + by;
    if (count > 0) open.set(owner, count);
    else open.delete(owner);
  };
  return {
    open(owner, task) {
      if ((open.get(owner) ?? 0) >= maxStreamsPerKey) throw new ApiError('TOO_MANY_STREAMS');
      change(owner, 1);
      const follower = watcher.follow(task);
      let counted = true;
      return {
        next: follower.next,
        get closed() {
          return follower.closed;
        },
        close() {
          follower.close();
          if (counted) change(owner, -1);
          counted = false;
        },
      };
    },
  };
}
