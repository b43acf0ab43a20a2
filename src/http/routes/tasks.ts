import { removeTask } from '../../queue/remove.ts';
import { findDelivery, listTasks, type StoredTask } from '../../store/tasks.ts';
import { ApiError } from '../../task/errors.ts';
import { isTaskId } from '../../task/ids.ts';
import { hideSecrets } from '../../task/secrets.ts';
import { describeTask } from '../describe-task.ts';
import { emptyReply, tagged } from '../openapi.ts';
import { requireTask } from '../require-task.ts';
import { taskDetailsReply, taskParams, taskReply } from '../schemas/task.ts';
import { taskListQuery, taskListReply, writeCursor } from '../schemas/task-list.ts';
import type { Routes } from '../services.ts';
import { linkEvents } from './events.ts';

export const tasks: Routes = (app, services) => {
  app.get(
    '/tasks',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'List your tasks, newest first (not in the official API)',
        querystring: taskListQuery,
        response: { 200: taskListReply },
      },
    },
    async (request) => {
      const { cursor: after, ...filter } = request.query;
      const { owner } = request.caller;
      const { tasks, next } = await listTasks(services.database, { ...filter, owner, after });
      return {
        tasks: tasks.map((task) => ({
          ...describeTask(task, request, services.links),
          model: task.request.model,
          promptText: task.request.promptText,
        })),
        nextCursor: next && writeCursor(next),
      };
    },
  );

  app.get(
    '/tasks/:id',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'Get task detail',
        params: taskParams,
        response: { 200: taskReply },
      },
    },
    async (request) => describeTask(await requireTask(services, request), request, services.links),
  );

  app.get(
    '/tasks/:id/details',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'What the engine made of a task (not in the official API)',
        params: taskParams,
        response: { 200: taskDetailsReply },
      },
    },
    async (request) => {
      const task = await requireTask(services, request);
      return {
        ...describeDetails(task),
        events: linkEvents(services, task, request),
        webhook: await describeWebhook(task),
      };
    },
  );

  app.delete(
    '/tasks/:id',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'Cancel or delete a task',
        params: taskParams,
        response: { 204: emptyReply('Cancelled or deleted') },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!isTaskId(id) || !(await removeTask(services, id, request.caller.owner))) {
        throw new ApiError('NO_TASK');
      }
      return reply.code(204).send(null);
    },
  );

  async function describeWebhook({ id, webhook_url }: StoredTask) {
    if (!webhook_url) return undefined;
    // Its query is often what its receiver knows the sender by.
    const url = hideSecrets(webhook_url);
    const delivery = await findDelivery(services.database, id);
    if (!delivery) return { url, status: 'WAITING' as const, attempts: [] };
    const { status, log: attempts, next_attempt_at: next } = delivery;
    const nextAttemptAt = status === 'PENDING' ? next.toISOString() : undefined;
    return { url, status, id: delivery.id, attempts, nextAttemptAt };
  }
};

function describeDetails(task: StoredTask) {
  return {
    id: task.id,
    status: task.status,
    model: task.request.model,
    engine: task.engine,
    route: task.route?.reason,
    seed: task.request.seed,
    attempt: task.attempt,
    request: { ...task.request },
    shot: task.shot,
    warnings: task.warnings,
    upstream: describeUpstream(task),
    createdAt: task.created_at.toISOString(),
    startedAt: task.started_at?.toISOString(),
    finishedAt: task.finished_at?.toISOString(),
  };
}

/** What is known of a task at the server that it was handed to; undefined: it was handed to none. */
function describeUpstream({ submitted_at, operation, upstream_answer }: StoredTask) {
  if (!submitted_at) return undefined;
  return {
    submittedAt: submitted_at.toISOString(),
    operation: operation ?? undefined,
    answer: upstream_answer ?? undefined,
  };
}
