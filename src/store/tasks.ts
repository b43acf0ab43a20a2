import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { TaskTable } from './schema.ts';

/** A task as the database holds it. */
export type StoredTask = Selectable<TaskTable>;

/**
 * A task as its owner may see it: cancelled and deleted ones are gone, another key's never existed.
 */
export async function findTask(
  database: Database,
  id: string,
  owner: string,
): Promise<StoredTask | undefined> {
  return database.sql
    .selectFrom('task')
    .selectAll()
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('status', '!=', 'CANCELLED')
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}
