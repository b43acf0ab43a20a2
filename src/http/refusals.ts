import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observe } from '../observe/observe.ts';
import type { ApiError } from '../task/errors.ts';
import { modelTable } from '../task/models.ts';
import type { TaskKind } from '../task/task.ts';

/** The endpoints that make tasks are called what they make. */
const kinds: Record<TaskKind, true> = { image_to_video: true, text_to_video: true };

/** Tell an observer of an error, if it is the answer to a request for a task. */
export function tellRefusal(
  observe: Observe,
  request: FastifyRequest,
  reply: FastifyReply,
  error: ApiError,
): void {
  const endpoint = request.routeOptions.url?.split('/').at(-1) ?? '';
  if (request.method !== 'POST' || !Object.hasOwn(kinds, endpoint)) return;
  observe({
    step: 'refused',
    kind: endpoint as TaskKind,
    model: knownModel(request.body),
    reason: error.code,
    field: fieldOf(error),
    intakeMs: reply.elapsedTime,
  });
}

/** Whatever else a client sends as its model must not fill the memory of whoever counts. */
function knownModel(body: unknown): string | undefined {
  const { model } = (body ?? {}) as { model?: unknown };
  return typeof model === 'string' && Object.hasOwn(modelTable, model) ? model : undefined;
}

function fieldOf({ issues }: ApiError): string | undefined {
  const field = issues?.[0]?.path[0];
  return typeof field === 'string' ? field : undefined;
}
