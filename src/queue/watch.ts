import type { Log } from '../engine/engine.ts';
import type { Database } from '../store/database/database.ts';
import { ownerLives } from '../store/keys.ts';
import type { StoredTask } from '../store/tasks.ts';

/**
 * Follows tasks for those who want to see them change, wherever they run: the row is the truth, and
 * one query reads all that are followed here, twice a second, as often as progress is written. While
 * nobody follows anything, nothing is asked.
 */
export interface Watcher {
  follow(task: StoredTask): Follower;
  /** Let everyone go. */
  stop(): void;
}

export interface Follower {
  /**
   * The task when it next differs from what was last seen here; undefined when so much time has
   * passed without that, or when there is no more to come.
   */
  next(timeoutMs: number): Promise<StoredTask | undefined>;
  /** No more to come: the task is gone, its key has ended, or `close` was called. */
  readonly closed: boolean;
  close(): void;
}

interface Listener {
  /** Undefined: there is no such task any more, or its key has ended. */
  tell(task: StoredTask | undefined): void;
  close(): void;
}

const pollEveryMs = 500;

/** Tells two states of a task apart, as far as a client sees them. */
export function versionOf({ attempt, status, progress }: StoredTask): string {
  return `${attempt}-${status}-${progress}`;
}

export function createWatcher(database: Database, log: Log): Watcher {
  const listeners = new Map<string, Set<Listener>>();
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let stopped = false;

  async function look(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      const asked = [...listeners.keys()];
      const tasks = await readTasks(database, asked);
      for (const id of asked) {
        for (const listener of listeners.get(id) ?? []) listener.tell(tasks.get(id));
      }
    } catch (error) {
      log.warn({ err: error }, 'could not look at the followed tasks');
    } finally {
      reading = false;
    }
  }

  function add(id: string, listener: Listener): void {
    listeners.set(id, (listeners.get(id) ?? new Set()).add(listener));
    timer ??= setInterval(look, pollEveryMs);
  }

  function remove(id: string, listener: Listener): void {
    const others = listeners.get(id);
    others?.delete(listener);
    if (others?.size === 0) listeners.delete(id);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    follow(task) {
      let seen = versionOf(task);
      let news: StoredTask | undefined;
      let wake = Promise.withResolvers<void>();
      let closed = stopped;
      const listener: Listener = {
        tell(latest) {
          if (!latest) {
            // Whoever may not see the task any more is not told what came before that, either.
            news = undefined;
            return listener.close();
          }
          if (versionOf(latest) === seen) return;
          // Whoever reads slowly sees the latest state, and need not see every one.
          news = latest;
          wake.resolve();
        },
        close() {
          closed = true;
          remove(task.id, listener);
          wake.resolve();
        },
      };
      if (!closed) add(task.id, listener);
      return {
        get closed() {
          return closed;
        },
        close: listener.close,
        async next(timeoutMs) {
          const timeout = setTimeout(() => wake.resolve(), timeoutMs);
          if (!news && !closed) await wake.promise;
          clearTimeout(timeout);
          wake = Promise.withResolvers();
          const latest = news;
          news = undefined;
          if (latest) seen = versionOf(latest);
          return latest;
        },
      };
    },
    stop() {
      stopped = true;
      for (const listener of [...listeners.values()].flatMap((set) => [...set])) listener.close();
    },
  };
}

async function readTasks(database: Database, ids: string[]): Promise<Map<string, StoredTask>> {
  const rows = await database.sql
    .selectFrom('task')
    .selectAll()
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .where(ownerLives)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
