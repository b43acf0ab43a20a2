import { DatabaseSync } from 'node:sqlite';

/**
 * A lock that the system drops with the process, however it ends: SQLite's exclusive lock on a
 * file. A file with a process id cannot do that: ids are used again, a killed process keeps its id
 * until its parent looks, and two starters that both find a stale file delete each other's.
 * @returns what lets go of it; undefined when a living process holds it
 */
export function lockFile(file: string, waitMs: number): (() => void) | undefined {
  const lock = new DatabaseSync(file, { timeout: waitMs });
  try {
    // No journal: it would be a second file to clean up, for a table that does not exist.
    lock.exec('pragma journal_mode = memory');
    lock.exec('pragma locking_mode = exclusive; begin exclusive; commit');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
}

const sqliteBusy = 5;
