import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Follower, versionOf } from '../../queue/watch.ts';
import { findLinkedTask, type StoredTask } from '../../store/tasks.ts';
import { ApiError } from '../../task/errors.ts';
import { isTaskId } from '../../task/ids.ts';
import { isFinal } from '../../task/task.ts';
import { describeTask } from '../describe-task.ts';
import type { LinkBase, LinkQuery } from '../links.ts';
import { emptyReply, tagged } from '../openapi.ts';
import { requireTask } from '../require-task.ts';
import { ownedLinkReply, taskParams } from '../schemas/task.ts';
import type { RouteServices, Routes, Services } from '../services.ts';

/** Before a browser connects again, when the stream broke. */
const reconnectMs = 1000;

/** A link by which whoever has it may follow this task, without a key, for as long as its key lives. */
export function linkEvents(
  { links, limits }: Pick<Services, 'links' | 'limits'>,
  { id, owner }: StoredTask,
  base: LinkBase,
) {
  return links.signFor(owner, base, linkedPath(id), limits.eventLinkSeconds);
}

const linkedPath = (id: string) => `/events/${id}`;

/** Following a task with a key; and the link for those who cannot send one. */
export const events: Routes = (app, services) => {
  app.get(
    '/tasks/:id/events',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'Follow a task by server-sent events (not in the official API)',
        params: taskParams,
        response: {
          200: {
            description: 'An event for each change, the last of them the end of the task',
            // What a stream is made of, OpenAPI cannot say before 3.2.
            content: { 'text/event-stream': { schema: z.unknown() } },
          },
          204: emptyReply('The task has ended, and Last-Event-ID says that this is known'),
        },
      },
      exposeHeadRoute: false,
    },
    async (request, reply) =>
      // The schema describes what the stream carries.
      streamEvents(services, await requireTask(services, request), request, reply) as never,
  );

  app.get(
    '/tasks/:id/events/link',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'A link for browsers to follow a task without a key (not in the official API)',
        params: taskParams,
        response: { 200: ownedLinkReply },
      },
    },
    async (request) => linkEvents(services, await requireTask(services, request), request),
  );
};

type LinkedRoute = { Params: { id: string }; Querystring: LinkQuery };

/** Following a task with such a link: a browser's EventSource cannot send a key. */
export const linkedEvents: Routes = (app, services) => {
  app.get<LinkedRoute>(
    '/events/:id',
    { schema: { hide: true }, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = request.params;
      const { owner } = request.query;
      // The signature first: who has none asks the database nothing.
      const valid = isTaskId(id) && services.links.verify(linkedPath(id), request.query);
      const task = valid && owner && (await findLinkedTask(services.database, id, owner));
      if (!task) throw new ApiError('LINK_EXPIRED');
      reply.header('cache-control', 'no-store');
      return streamEvents(services, task, request, reply);
    },
  );
};

/**
 * A task's states as server-sent events, the last of them its end. An event is the whole task, so
 * whoever comes back with `Last-Event-ID` is told where it stands, if that has changed.
 */
function streamEvents(
  { links, limits, streams }: RouteServices,
  task: StoredTask,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const seen = request.headers['last-event-id'];
  // The answer by which an EventSource stops coming back.
  if (seen === versionOf(task) && isFinal(task.status)) return reply.code(204).send(null);
  // Before the stream begins, after which nothing can be refused.
  links.keep(request);
  const follower = streams.open(task.owner, task);
  // When the connection ends, which the stream itself learns only with its next event.
  reply.raw.once('close', follower.close);
  const write = (state: StoredTask) =>
    `id: ${versionOf(state)}\ndata: ${JSON.stringify(describeTask(state, request, links))}\n\n`;
  const body = tell(task, follower, { seen, write, heartbeatMs: limits.streamHeartbeatMs });
  reply.header('content-type', 'text/event-stream; charset=utf-8');
  // Proxies that collect answers would keep the events to themselves.
  reply.header('x-accel-buffering', 'no');
  return reply.send(Readable.from(body));
}

/** With data, since there are clients that take a block without any for a broken one. */
const heartbeat = 'event: heartbeat\ndata: {}\n\n';

async function* tell(
  task: StoredTask,
  follower: Follower,
  options: { seen: unknown; write(state: StoredTask): string; heartbeatMs: number },
): AsyncGenerator<string> {
  const { seen, write, heartbeatMs } = options;
  const first = seen === versionOf(task) ? heartbeat : write(task);
  yield `retry: ${reconnectMs}\n${first}`;
  let state: StoredTask | undefined = task;
  while (!(state && isFinal(state.status)) && !follower.closed) {
    state = await follower.next(heartbeatMs);
    if (state) yield write(state);
    else if (!follower.closed) yield heartbeat;
  }
}
