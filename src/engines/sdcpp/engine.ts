/**
 * Hands tasks to stable-diffusion.cpp's `sd-server`.
 *
 * Written from its sources at 97d2990 (examples/server/routes_sdcpp.cpp, async_jobs.cpp, api.md): a job
 * is `queued`, `generating`, `completed`, `failed` or `cancelled`; a full queue is a 429, a forgotten
 * job a 404, one whose ten minutes are over a 410. It tells no progress, and a job that it is at work
 * on cannot be stopped (409). The clip comes in Base64 in the answer that says that it is done.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type {
  CheckContext,
  JsonValue,
  Operation,
  OperationStatus,
  RenderRequest,
  UpstreamContext,
  UpstreamEngine,
} from '../../engine/engine.ts';
import { considerFor, type FittedClip, fitClip } from '../../engine/fit-clip.ts';
import type { EnginePorts } from '../../engine/manifest.ts';
import { createPace, type Pace } from '../../engine/pace.ts';
import { asFields, lost, readSilence, sayingOf, submitTo } from '../../engine/server-answers.ts';
import { createServerClient, type Reply, type ServerClient } from '../../engine/server-client.ts';
import { createServerFacts } from '../../engine/server-facts.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import { askCapabilities } from './capabilities.ts';
import type { SdcppSettings } from './settings.ts';

type Ports = Pick<EnginePorts, 'fetch' | 'fitImage' | 'log'>;

/** `POST vid_gen` has fields for all of them. */
const passes = ['first', 'last', 'first+last'] as const;

/** Create an engine for one server. */
export function createSdcppEngine(
  settings: SdcppSettings & { id: string },
  ports: Ports,
): UpstreamEngine {
  const { id, concurrency, resubmit, pollSeconds, timeoutSeconds } = settings;
  const client = createServerClient(settings, ports);
  const pace = createPace();
  const facts = createServerFacts(
    (signal) => askCapabilities(client, signal, settings.family),
    (error) => ports.log.warn({ engine: id, err: error }, 'the server does not say what it can do'),
  );

  async function start(request: RenderRequest, { signal }: UpstreamContext): Promise<Operation> {
    const { family, makesVideo, model, format } = await facts.need(signal);
    if (!makesVideo) throw new RenderFailure('UPSTREAM_REFUSED', { message: noVideo(model) });
    const clip = fitClip(request, family, settings);
    const images = await fitImages(request, clip, ports, signal);
    const json = {
      prompt: request.promptText,
      seed: request.seed,
      width: clip.width,
      height: clip.height,
      video_frames: clip.frames,
      fps: clip.fps,
      // Where a model is asked to depart from its frames, it does; they are to be kept.
      strength: 1,
      output_format: format,
      ...settings.extra,
      ...images,
    };
    const { id: job } = await submitTo(client, () =>
      client.call('POST', '/sdcpp/v1/vid_gen', { signal, json }),
    );
    if (typeof job !== 'string' || !job) {
      throw new UpstreamAway('The server took the task and named no job.');
    }
    return { job, asked: { model, family: family.id, ...clip } };
  }

  return {
    kind: 'upstream',
    id,
    concurrency,
    resubmit,
    pollSeconds,
    timeoutSeconds,
    hosts: [client.host],
    consider(outline) {
      const known = facts.latest();
      if (!known) return { refusals: [], warnings: [] };
      if (!known.makesVideo) {
        return { refusals: [{ field: 'model', message: noVideo(known.model) }], warnings: [] };
      }
      return considerFor(outline, known.family, { name: known.model, passes });
    },
    start,
    check: (operation, context) => check(client, operation, context, pace),
    async cancel(operation, { signal }) {
      const reply = await client.call('POST', `${routeOf(operation)}/cancel`, { signal, json: {} });
      // What has ended, or is not there any more, does not run.
      if ([200, 404, 410].includes(reply.status)) return 'stopped';
      if (reply.status === 409) return 'cannot';
      throw readSilence(reply, client);
    },
    async health({ signal }) {
      const { model, makesVideo, family } = await facts.ask(signal);
      if (!makesVideo) return { ok: false, message: noVideo(model) };
      return { ok: true, message: `sd-server with ${model} (${family.title}).` };
    },
    close: () => facts.close(),
  };
}

function noVideo(model: string): string {
  return `The server has loaded ${model}, which makes no videos. Start sd-server with a video model.`;
}

/** Its frames at the clip's own size, in the fields that the server has for them. */
async function fitImages(
  { inputs }: RenderRequest,
  { width, height }: FittedClip,
  { fitImage }: Pick<Ports, 'fitImage'>,
  signal: AbortSignal,
): Promise<{ [field: string]: string }> {
  const fields = { first: 'init_image', last: 'end_image' } as const;
  const images: { [field: string]: string } = {};
  for (const { role, file } of inputs) {
    if (role !== 'first' && role !== 'last') continue;
    const png = await fitImage({ file, width, height }, signal);
    images[fields[role]] = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  }
  return images;
}

function routeOf({ job }: Operation): string {
  return `/sdcpp/v1/jobs/${encodeURIComponent(String(job))}`;
}

async function check(
  client: ServerClient,
  operation: Operation,
  { signal, workDir }: CheckContext,
  pace: Pace,
): Promise<OperationStatus> {
  const reply = await client.call('GET', routeOf(operation), { signal });
  const forgotten = readForgotten(reply);
  if (forgotten) return { state: 'failed', failure: forgotten, answer: null };
  const job = asFields(reply.body);
  if (reply.status !== 200 || typeof job.status !== 'string') throw readSilence(reply, client);
  const asked = readAsked(operation);
  switch (job.status) {
    case 'completed': {
      const { b64_json, ...result } = asFields(job.result);
      const answer = { ...job, result, asked: operation.asked ?? null };
      if (asked) pace.learn(asked, Number(job.completed) - Number(job.started));
      const clip = typeof b64_json === 'string' ? Buffer.from(b64_json, 'base64') : undefined;
      if (!clip || clip.length === 0) {
        const message = 'The server says that it is done and sends no clip.';
        return {
          state: 'failed',
          failure: new RenderFailure('UPSTREAM_FAILED', { message }),
          answer,
        };
      }
      const file = path.join(workDir, 'sdcpp-clip');
      await writeFile(file, clip);
      return { state: 'done', outputs: [{ file }], answer };
    }
    case 'failed':
    case 'cancelled': {
      const said = sayingOf(job) ?? 'it does not say why';
      const failure = new RenderFailure('UPSTREAM_FAILED', {
        message: `The server ${job.status} the task: ${client.hide(said)}`,
      });
      return { state: 'failed', failure, answer: job };
    }
    default:
      return { state: 'running', progress: guess(job, asked, pace) };
  }
}

function readForgotten({ status, body }: Reply): RenderFailure | undefined {
  // A proxy's 404 is no word about the job.
  if (asFields(body).error === undefined) return undefined;
  if (status === 404) return lost('it was restarted meanwhile, or its queue was cleared.');
  if (status === 410)
    return lost('it keeps a finished clip for ten minutes, and nobody fetched it.');
  return undefined;
}

/** It has a clock of its own, most often the same. */
function guess(
  job: { [field: string]: JsonValue },
  asked: FittedClip | undefined,
  pace: Pace,
): number | undefined {
  if (!asked || typeof job.started !== 'number' || job.started <= 0) return undefined;
  return pace.guess(asked, Date.now() / 1000 - job.started);
}

function readAsked({ asked }: Operation): FittedClip | undefined {
  const { width, height, frames, fps } = asFields(asked);
  const all = [width, height, frames, fps];
  if (!all.every((value) => typeof value === 'number')) return undefined;
  return { width, height, frames, fps } as FittedClip;
}
