/**
 * What every endpoint that makes tasks has: the key's share of requests, repeats, the engine's own
 * word, the pictures, the task. An endpoint brings a schema, and a mapping from its bodies to orders.
 */
import type { FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { findRepeatedAlone, mayRepeat, type Sending } from '../queue/repeats.ts';
import { submitTask } from '../queue/submit.ts';
import { randomSeed } from '../task/ids.ts';
import type { ClipOrder } from './clip-request.ts';
import { handOnMedia } from './media-options.ts';
import { tagged } from './openapi.ts';
import { routeTask } from './route-task.ts';
import { clipReply } from './schemas/clip-body.ts';
import { recogniseSending } from './sending.ts';
import type { App, RouteServices } from './services.ts';
import { takePictures } from './take-pictures.ts';
import { translateRatio } from './version.ts';
import { findWebhook } from './webhook-url.ts';

export interface Endpoint<Body> {
  path: string;
  summary: string;
  body: ZodType<Body>;
  read(body: Body): ClipOrder;
}

/** Serve an endpoint that makes tasks. */
export function acceptTasks<Body extends { model: string; seed?: number }>(
  app: App,
  services: RouteServices,
  { path, summary, body: schema, read }: Endpoint<Body>,
): void {
  const { answers, sendingTurns } = services;
  app.post(
    path,
    {
      schema: { tags: tagged('Tasks'), summary, body: schema, response: { 200: clipReply } },
      onRequest: [services.limitPosts, services.room.require],
      preValidation: translateRatio,
    },
    async (request, reply) => {
      const body = request.body as Body;
      const order = read(body);
      const received = recogniseSending(request, reply);
      const id = await sendingTurns.take(received, async (sending) => {
        // Before the images: theirs may be gone by now, and the task is there.
        const made = mayRepeat(sending)
          ? await findRepeatedAlone(services.database, sending, services.limits)
          : null;
        const task = made ?? (await accept(request, body, order, sending));
        if (sending.numbered) answers.follow(reply, { task, retry: sending.retry });
        return task;
      });
      return { id, estimatedCost: { credits: order.credits } };
    },
  );

  async function accept(
    request: FastifyRequest,
    { seed = randomSeed() }: Body,
    order: ClipOrder,
    sending: Sending,
  ): Promise<string> {
    const { owner } = sending;
    const webhook = await findWebhook(request, services);
    // Before anything is fetched; the size of a clip that is shaped by its picture may still change.
    const first = await routeTask(services, order.outline(seed));
    if (services.worker && first.engine.kind === 'local') first.engine.prepare?.();
    const { inputs, aspect, warnings } = await takePictures(services, order, owner);
    const outline = order.outline(seed, aspect);
    const choice = order.shapedByImage ? await routeTask(services, outline) : first;
    const { engine, reason, standIns } = choice;
    const { roles: _, ...clip } = outline;
    return submitTask(services, {
      owner,
      engine: engine.id,
      route: { reason, standIns },
      request: { ...clip, options: handOnMedia(engine, clip.options), inputs },
      warnings: [...choice.warnings, ...warnings],
      estimatedCredits: order.credits,
      sending,
      webhook,
    });
  }
}
