import type { FastifyRequest } from 'fastify';
import { removeTask } from '../../queue/remove.ts';
import { findTask, type StoredTask } from '../../store/tasks.ts';
import { ApiError } from '../../task/errors.ts';
import { isTaskId } from '../../task/ids.ts';
import { emptyReply } from '../openapi.ts';
import { type TaskReply, taskDetailsReply, taskParams, taskReply } from '../schemas/task.ts';
import type { Routes, Services } from '../services.ts';
import { filePath } from './files.ts';

export const tasks: Routes = (app, services) => {
  app.get(
    '/tasks/:id',
    {
      schema: { summary: 'Get task detail', params: taskParams, response: { 200: taskReply } },
    },
    async (request) => describeTask(await requireTask(request), request, services),
  );

  app.get(
    '/tasks/:id/details',
    {
      schema: {
        summary: 'What the engine made of a task (not in the official API)',
        params: taskParams,
        response: { 200: taskDetailsReply },
      },
    },
    async (request) => describeDetails(await requireTask(request)),
  );

  app.delete(
    '/tasks/:id',
    {
      schema: {
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

  async function requireTask(
    request: FastifyRequest & { params: { id: string } },
  ): Promise<StoredTask> {
    const { id } = request.params;
    const task = isTaskId(id) && (await findTask(services.database, id, request.caller.owner));
    if (!task) throw new ApiError('NO_TASK');
    return task;
  }
};

function describeTask(task: StoredTask, request: FastifyRequest, services: Services): TaskReply {
  const common = { id: task.id, createdAt: task.created_at.toISOString() };
  const estimatedCost = { credits: task.estimated_credits };
  switch (task.status) {
    case 'PENDING':
    case 'THROTTLED':
      return { ...common, status: task.status, estimatedCost };
    case 'RUNNING':
      return { ...common, status: task.status, progress: task.progress, estimatedCost };
    case 'SUCCEEDED':
      return {
        ...common,
        status: task.status,
        output: task.clip ? [services.links.sign(request, filePath(task.clip))] : [],
        cost: { credits: task.estimated_credits },
      };
    case 'FAILED':
      return {
        ...common,
        status: task.status,
        failure: task.failure ?? '',
        failureCode: task.failure_code ?? undefined,
        cost: { credits: 0 },
      };
    case 'CANCELLED':
      return { ...common, status: task.status, cost: { credits: 0 } };
  }
}

function describeDetails(task: StoredTask) {
  return {
    id: task.id,
    status: task.status,
    model: task.request.model,
    engine: task.engine,
    seed: task.request.seed,
    attempt: task.attempt,
    request: { ...task.request },
    shot: task.shot,
    warnings: task.warnings,
    createdAt: task.created_at.toISOString(),
    startedAt: task.started_at?.toISOString(),
    finishedAt: task.finished_at?.toISOString(),
  };
}
