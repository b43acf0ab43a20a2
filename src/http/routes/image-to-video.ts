import type { FastifyRequest } from 'fastify';
import type { RequestOutline } from '../../engine/engine.ts';
import { findRepeatedAlone, mayRepeat, type Sending } from '../../queue/repeats.ts';
import { submitTask } from '../../queue/submit.ts';
import { InputRefused } from '../../store/inputs/input-refused.ts';
import type { TakenInput } from '../../store/inputs/inputs.ts';
import { isRunwayUri, readUpload } from '../../store/inputs/uploads.ts';
import { ApiError } from '../../task/errors.ts';
import { randomSeed } from '../../task/ids.ts';
import type { TaskRequest, Warning } from '../../task/task.ts';
import { tagged } from '../openapi.ts';
import {
  creditsPerSecond,
  type ImageToVideoBody,
  imageToVideoReply,
  makeImageToVideoBody,
} from '../schemas/image-to-video.ts';
import { recogniseSending } from '../sending.ts';
import { type Routes, requireEngine, type Services } from '../services.ts';
import { translateRatio } from '../version.ts';
import { findWebhook } from '../webhook-url.ts';

type Received = FastifyRequest & { body: ImageToVideoBody };

export const imageToVideo: Routes = (app, services) => {
  const { answers, sendingTurns } = services;
  app.post(
    '/image_to_video',
    {
      schema: {
        tags: tagged('Tasks'),
        summary: 'Image to video',
        body: makeImageToVideoBody(services),
        response: { 200: imageToVideoReply },
      },
      onRequest: [services.limitPosts, services.room.require],
      preValidation: translateRatio,
    },
    async (request, reply) => {
      const { body } = request;
      const received = recogniseSending(request, reply);
      const id = await sendingTurns.take(received, async (sending) => {
        // Before the images: theirs may be gone by now, and the task is there.
        const made = mayRepeat(sending)
          ? await findRepeatedAlone(services.database, sending, services.limits)
          : null;
        const task = made ?? (await accept(request, sending));
        if (sending.numbered) answers.follow(reply, { task, retry: sending.retry });
        return task;
      });
      return { id, estimatedCost: { credits: priceOf(body) } };
    },
  );

  async function accept(request: Received, sending: Sending): Promise<string> {
    const { body } = request;
    const { owner } = sending;
    const webhook = await findWebhook(request, services);
    const engine = requireEngine(services, body.model);
    const seed = body.seed ?? randomSeed();
    const { refusals, warnings: leftOut } = engine.consider(outline(body, seed));
    if (refusals.length > 0) {
      throw new ApiError('INVALID_BODY', {
        issues: refusals.map(({ field, message }) => ({ code: 'custom', path: [field], message })),
      });
    }
    if (services.worker && engine.kind === 'local') engine.prepare?.();
    const { inputs, warnings } = await takeInputs(body, owner);
    const { roles: _, ...clip } = outline(body, seed);
    return submitTask(services, {
      owner,
      engine: engine.id,
      request: { ...clip, inputs },
      warnings: [...leftOut, ...warnings],
      estimatedCredits: priceOf(body),
      sending,
      webhook,
    });
  }

  async function takeInputs(
    body: ImageToVideoBody,
    owner: string,
  ): Promise<{ inputs: TaskRequest['inputs']; warnings: Warning[] }> {
    const several = body.promptImage.length > 1;
    const taken = await Promise.all(
      body.promptImage.map(async ({ uri, position }, index) => {
        const image = await takeImage(uri, owner, aspects[body.model]).catch((error) =>
          refuseImage(error, several ? [index, 'uri'] : []),
        );
        const warnings = image.warnings.map(({ code, message }) => ({
          code,
          message: several ? `In position "${position}": ${message}` : message,
        }));
        return { position, artifact: image.artifact, warnings };
      }),
    );
    return {
      inputs: taken.map(({ position, artifact }) => ({ role: position, artifact })),
      warnings: taken.flatMap(({ warnings }) => warnings),
    };
  }

  async function takeImage(uri: string, owner: string, limits: ImageLimits): Promise<TakenInput> {
    const { database, artifacts, inputs } = services;
    if (!isRunwayUri(uri)) return inputs.take(uri, owner, limits);
    return inputs.takeBytes(
      async () => {
        const bytes = await readUpload(database, artifacts, uri, owner);
        if (bytes) return bytes;
        throw new InputRefused(
          'Failed to fetch asset. There is no such upload of yours, it is still empty, or it has expired.',
        );
      },
      owner,
      limits,
    );
  }
};

/** What the engine is asked about, before the images are taken in. */
function outline(body: ImageToVideoBody, seed: number): RequestOutline {
  const [width, height] = body.ratio.split(':').map(Number) as [number, number];
  return {
    kind: 'image_to_video',
    model: body.model,
    roles: body.promptImage.map(({ position }) => position),
    promptText: body.promptText ?? '',
    seed,
    durationSeconds: body.duration,
    width,
    height,
    watermark: body.watermark,
    outputFormat: 'mp4',
    options: {},
  };
}

function priceOf({ model, duration }: ImageToVideoBody): number {
  return creditsPerSecond[model] * duration;
}

type ImageLimits = NonNullable<Parameters<Services['inputs']['take']>[2]>;

/** Width over height, from Runway's documentation of each model's inputs. */
const turbo = { minAspect: 0.5, maxAspect: 2.358 };
const aspects: Record<ImageToVideoBody['model'], ImageLimits> = {
  gen3a_turbo: turbo,
  gen4a_turbo: turbo,
  gen4_turbo: turbo,
  'gen4.5': { minAspect: 0.5, maxAspect: 2 },
};

/** With two images, the path tells which of them it is about. */
function refuseImage(error: unknown, path: (string | number)[]): never {
  if (!(error instanceof InputRefused)) throw error;
  throw new ApiError('INVALID_BODY', {
    issues: [{ code: 'custom', path: ['promptImage', ...path], message: error.reason }],
    cause: error,
  });
}
