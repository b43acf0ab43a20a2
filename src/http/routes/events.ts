import { Readable } from 'node:stream';
import { z } from 'zod';
import { type Follower, versionOf } from '../../queue/watch.ts';
import type { StoredTask } from '../../store/tasks.ts';
import { isFinal } from '../../task/task.ts';
import { describeTask } from '../describe-task.ts';
import { emptyReply, tagged } from '../openapi.ts';
import { requireTask } from '../require-task.ts';
import { taskParams } from '../schemas/task.ts';
import type { Routes } from '../services.ts';

/** Before a browser connects again, when the stream broke. */
const reconnectMs = 1000;

/**
 * A task's states as server-sent events, the last of them its end. An event is the whole task, so
 * whoever comes back with `Last-Event-ID` is told where it stands, if that has changed.
 */
export const events: Routes = (app, services) => {
  const { links, limits, streams } = services;

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
    async (request, reply) => {
      const task = await requireTask(services, request);
      const seen = request.headers['last-event-id'];
      // The answer by which an EventSource stops coming back.
      if (seen === versionOf(task) && isFinal(task.status)) return reply.code(204).send(null);
      const follower = streams.open(request.caller.owner, task);
      const write = (state: StoredTask) =>
        `id: ${versionOf(state)}\ndata: ${JSON.stringify(describeTask(state, request, links))}\n\n`;
      const body = Readable.from(tell(task, follower, { seen, write }));
      body.once('close', follower.close);
      reply.header('content-type', 'text/event-stream; charset=utf-8');
      // Proxies that collect answers would keep the events to themselves.
      reply.header('x-accel-buffering', 'no');
      // The schema describes what the stream carries.
      return reply.send(body as never);
    },
  );

  async function* tell(
    task: StoredTask,
    follower: Follower,
    { seen, write }: { seen: unknown; write(state: StoredTask): string },
  ): AsyncGenerator<string> {
    yield `retry: ${reconnectMs}\n\n`;
    if (seen !== versionOf(task)) yield write(task);
    let state: StoredTask | undefined = task;
    while (!(state && isFinal(state.status)) && !follower.closed) {
      state = await follower.next(limits.streamHeartbeatMs);
      if (state) yield write(state);
      else if (!follower.closed) yield ': still here\n\n';
    }
  }
};
