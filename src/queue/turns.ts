import { sql } from 'kysely';
import { defineFunction } from '../store/database/sql-functions.ts';

/**
 * Keys take turns: start-time fair queueing. A clock stands at the latest turn that a worker has
 * begun. A task's turn is the one after its key's last waiting task, or after the clock if that is
 * later; the queue goes by turn, then by age. So a key with 5,000 tasks has the next 5,000 turns, and
 * one that comes with a single task shares the very next of them: it waits for about one task of
 * every other key, not for 5,000. Nobody can save turns up, as the clock passes them.
 *
 * The clock is a sequence, which is read and set without a lock. That a turn may be given twice, or
 * the clock be late by one, does no harm: it is about order, not about right.
 */

/** For a task of this key that is going to wait from now on. */
export const nextTurn = defineFunction('next_turn', {
  takes: 'key text',
  returns: 'integer',
  body: `
    begin
      return 1 + greatest(
        (select last_value from turn_clock),
        (select turn from task where owner = key and status = 'PENDING'
          order by created_at desc limit 1));
    end`,
});

/** For the task whose turn has come; in the statement that claims it. */
export const advanceClock = sql<string>`setval(
  'turn_clock', greatest(turn, (select last_value from turn_clock), 1))`;
