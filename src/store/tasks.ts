import { type Selectable, sql } from 'kysely';
import type { TaskStatus } from '../task/task.ts';
import type { Database } from './database/database.ts';
import type { TaskTable, WebhookDeliveryTable } from './database/schema.ts';
import { ownerLives } from './keys.ts';

/** A task as the database holds it. */
export type StoredTask = Selectable<TaskTable>;

/**
 * A state that stands in a statement itself: plans are kept, and one that is kept for any state cannot
 * use an index that is for tasks of one state alone.
 */
export const state = (status: TaskStatus) => sql.lit(status);

/**
 * A task as its owner may see it: cancelled and deleted ones are gone, another key's never existed.
 */
export async function findTask(
  database: Database,
  id: string,
  owner: string,
): Promise<StoredTask | undefined> {
  return selectTask(database, id, owner).executeTakeFirst();
}

/** The same for whoever has a link that its owner signed: only while the owner's key lives. */
export async function findLinkedTask(
  database: Database,
  id: string,
  owner: string,
): Promise<StoredTask | undefined> {
  return selectTask(database, id, owner).where(ownerLives).executeTakeFirst();
}

function selectTask(database: Database, id: string, owner: string) {
  return database.sql
    .selectFrom('task')
    .selectAll()
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('status', '!=', 'CANCELLED')
    .where('deleted_at', 'is', null);
}

/** What became of telling a task's end; undefined: nobody was to be told, or it has not ended. */
export async function findDelivery(
  database: Database,
  task: string,
): Promise<Selectable<WebhookDeliveryTable> | undefined> {
  return database.sql
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('task', '=', task)
    .executeTakeFirst();
}

/** Where a task stands in its owner's list: no later task changes it. */
export interface TaskPosition {
  /** Microseconds since 1970: the database tells moments apart that a `Date` does not. */
  createdAt: string;
  id: string;
}

export interface TaskFilter {
  owner: string;
  status?: TaskStatus | undefined;
  model?: string | undefined;
  /** Both exclusive. */
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  /** The last task of the page before. */
  after?: TaskPosition | undefined;
  limit: number;
}

const micros = sql<string>`(extract(epoch from created_at) * 1000000)::bigint::text`;
const moment = (text: string) =>
  sql<Date>`timestamptz 'epoch' + ${text}::bigint * interval '1 microsecond'`;
const model = sql<string>`(request ->> 'model')`;

/**
 * A page of an owner's tasks, newest first; cancelled ones only if they are asked for. Every
 * combination of owner with status, model or neither has an index in this order, so that a page
 * costs the same however many tasks there are.
 */
export async function listTasks(
  database: Database,
  filter: TaskFilter,
): Promise<{ tasks: StoredTask[]; next?: TaskPosition }> {
  let query = database.sql
    .selectFrom('task')
    .selectAll()
    .select(micros.as('position'))
    .where('owner', '=', filter.owner)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    // One more than asked for tells whether there is another page.
    .limit(filter.limit + 1);
  query = filter.status
    ? query.where('status', '=', filter.status)
    : query.where('status', '!=', 'CANCELLED');
  if (filter.model) query = query.where(model, '=', filter.model);
  if (filter.createdAfter) query = query.where('created_at', '>', filter.createdAfter);
  if (filter.createdBefore) query = query.where('created_at', '<', filter.createdBefore);
  if (filter.after) {
    const { createdAt, id } = filter.after;
    query = query.where(sql<boolean>`(created_at, id) < (${moment(createdAt)}, ${id}::uuid)`);
  }
  const rows = await query.execute();
  const tasks = rows.slice(0, filter.limit);
  const last = tasks.at(-1);
  const next = rows.length > filter.limit && last;
  return { tasks, next: next ? { createdAt: next.position, id: next.id } : undefined };
}

/** Whether these artifacts are what the task has to show. */
export async function areOutputsOf(
  database: Database,
  id: string,
  outputs: string[],
): Promise<boolean> {
  const task = await database.sql
    .selectFrom('task')
    .select('id')
    .where('id', '=', id)
    .where('outputs', '=', outputs)
    .executeTakeFirst();
  return task !== undefined;
}

/** How many tasks an engine has not finished. */
export interface Unfinished {
  running: number;
  /** All of them, the running ones included. */
  waiting: number;
}

/** The unfinished tasks of every engine that has some. */
export async function countUnfinished(database: Database): Promise<Map<string, Unfinished>> {
  const rows = await database.sql
    .selectFrom('task')
    .select(({ fn }) => [
      'engine',
      fn.countAll<string>().as('waiting'),
      fn.countAll<string>().filterWhere('status', '=', state('RUNNING')).as('running'),
    ])
    .where(sql<boolean>`status in ('THROTTLED', 'PENDING', 'RUNNING')`)
    .groupBy('engine')
    .execute();
  return new Map(
    rows.map(({ engine, running, waiting }) => [
      engine,
      { running: Number(running), waiting: Number(waiting) },
    ]),
  );
}
