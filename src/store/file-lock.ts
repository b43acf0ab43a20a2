import { DatabaseSync } from 'node:sqlite';

/** A file cannot be locked at all; the message says why. */
export class CannotLock extends Error {
  override name = 'CannotLock';
}

/**
 * A lock that the system drops with the process, however it ends: SQLite's exclusive lock on a
 * file. A file with a process id cannot do that: ids are used again, a killed process keeps its id
 * until its parent looks, and two starters that both find a stale file delete each other's.
 * @returns what lets go of it; undefined when a living process holds it
 * @throws CannotLock
 */
export function lockFile(file: string, waitMs: number): (() => void) | undefined {
  const lock = openLock(file, waitMs);
  try {
    // No journal: it would be a second file to clean up, for a table that does not exist.
    lock.exec('pragma journal_mode = memory');
    lock.exec('pragma locking_mode = exclusive; begin exclusive; commit');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw cannotLock(file, error);
  }
}

const sqliteBusy = 5;

function openLock(file: string, timeout: number): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout });
  } catch (error) {
    throw cannotLock(file, error);
  }
}

function cannotLock(file: string, cause: unknown): CannotLock {
  const { errstr, message } = cause as { errstr?: string; message: string };
  return new CannotLock(
    `The file ${file} cannot be locked (SQLite: ${errstr ?? message}). That takes a file system with locks, and a file that no other program has written.`,
    { cause },
  );
}
