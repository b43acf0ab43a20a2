import type { FastifyRequest } from 'fastify';
import { findTask, type StoredTask } from '../store/tasks.ts';
import { ApiError } from '../task/errors.ts';
import { isTaskId } from '../task/ids.ts';
import type { Services } from './services.ts';

/** The task of a request's path, if it is the caller's. @throws ApiError 404 */
export async function requireTask(
  { database }: Services,
  { params: { id }, caller }: FastifyRequest & { params: { id: string } },
): Promise<StoredTask> {
  const task = isTaskId(id) && (await findTask(database, id, caller.owner));
  if (!task) throw new ApiError('NO_TASK');
  return task;
}
