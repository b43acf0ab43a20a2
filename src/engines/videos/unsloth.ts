/**
 * Unsloth Studio, after studio/backend/routes/video.py and models/inference.py at 015bdef: its own
 * routes, one clip at a time (a second one is a 409), a true progress, and no ids. A clip is known
 * again by its prompt and its seed, in what it says of its last one and in its gallery.
 */
import path from 'node:path';
import type { JsonValue, Operation, OperationStatus } from '../../engine/engine.ts';
import { asFields, lost, readSilence, submitTo } from '../../engine/server-answers.ts';
import type { ServerClient } from '../../engine/server-client.ts';
import { familyByName, type VideoFamily } from '../../engine/video-families.ts';
import { RenderFailure } from '../../task/errors.ts';
import {
  type Dialect,
  type DialectPorts,
  imageOf,
  toDataUri,
  type VideosFacts,
} from './dialect.ts';

const root = '/api/inference/video';

export function createUnsloth({ client }: DialectPorts): Dialect {
  return {
    passes: () => ['first', 'last', 'first+last'],
    async submit(job, { signal }) {
      const { request, clip, prompt, facts, extra } = job;
      const first = imageOf(job, 'first');
      const last = imageOf(job, 'last');
      const json = {
        prompt,
        width: clip.width,
        height: clip.height,
        num_frames: clip.frames,
        fps: clip.fps,
        seed: request.seed,
        ...extra,
        ...(first && { first_frame: toDataUri(first) }),
        ...(last && { last_frame: toDataUri(last) }),
      };
      const { server, model, family } = facts;
      await submitTo(client, async () => {
        const reply = await client.call('POST', `${root}/generate`, { signal, json });
        // Busy, or no model loaded: both pass.
        return reply.status === 409 ? { ...reply, status: 503 } : reply;
      });
      const asked = { server, model, family: family.id, prompt, ...clip };
      return { prompt, seed: request.seed, submittedAt: new Date().toISOString(), asked };
    },
    async check(operation, { signal, workDir }) {
      const reply = await client.call('GET', `${root}/generate-progress`, { signal });
      const state = asFields(reply.body);
      if (reply.status !== 200 || !('active' in state)) throw readSilence(reply, client);
      const ours = isOurs(state.video, operation)
        ? asFields(state.video)
        : await findInGallery(client, operation, signal);
      if (ours)
        return fetchClip(client, ours, operation, path.join(workDir, 'unsloth-clip'), signal);
      if (state.active === true) {
        const { fraction } = state;
        const isNews = typeof fraction === 'number' && fraction > 0 && fraction <= 1;
        return { state: 'running', progress: isNews ? Math.min(fraction, 0.95) : undefined };
      }
      if (state.phase === 'failed') {
        const said = typeof state.error === 'string' ? state.error : 'it does not say why';
        const message = `The server failed the task: ${client.hide(said)}`;
        return {
          state: 'failed',
          failure: new RenderFailure('UPSTREAM_FAILED', { message }),
          answer: null,
        };
      }
      const failure = lost('it was restarted meanwhile, or somebody stopped it.');
      return { state: 'failed', failure, answer: null };
    },
    async cancel(_operation, { signal }) {
      const reply = await client.call('POST', `${root}/generate/cancel`, { signal, json: {} });
      if (reply.status === 200) return 'stopped';
      throw readSilence(reply, client);
    },
  };
}

/** Records that a search for one clip looks through. */
const galleryPage = 20;

async function findInGallery(client: ServerClient, operation: Operation, signal: AbortSignal) {
  const reply = await client.call('GET', `${root}/gallery?limit=${galleryPage}`, { signal });
  const { videos } = asFields(reply.body);
  if (!Array.isArray(videos)) return undefined;
  const found = videos.find((video) => isOurs(video, operation));
  return found && asFields(found);
}

/** The same prompt and seed, and made since: a clip of the same request before has the same two. */
function isOurs(video: JsonValue | undefined, { prompt, seed, submittedAt }: Operation): boolean {
  const { prompt: itsPrompt, seed: itsSeed, created_at: at } = asFields(video);
  const since = Date.parse(String(at)) - Date.parse(String(submittedAt));
  // Its clock may be a little behind, and it knows seconds alone.
  const isRecent = !Number.isFinite(since) || since > -5000;
  return itsPrompt === prompt && itsSeed === seed && isRecent;
}

async function fetchClip(
  client: ServerClient,
  video: { [field: string]: JsonValue },
  operation: Operation,
  file: string,
  signal: AbortSignal,
): Promise<OperationStatus> {
  const route = `${root}/gallery/${encodeURIComponent(String(video.id))}/file`;
  const reply = await client.download(route, file, signal);
  if (!reply.file) throw readSilence(reply, client);
  const { prompt: _prompt, ...kept } = video;
  return {
    state: 'done',
    outputs: [{ file }],
    answer: { ...kept, asked: operation.asked ?? null },
  };
}

/** What its `GET video/status` says of the loaded model: its sizes and its frame counts, exactly. */
export function readUnslothStatus(status: { [field: string]: JsonValue }): VideosFacts {
  const name = String(status.family || status.repo_id || '');
  if (status.loaded !== true) {
    const trouble = 'Unsloth Studio has no video model loaded: load one in its Video page.';
    return { server: 'unsloth', model: '', family: familyByName(''), trouble };
  }
  const known = familyByName(String(status.repo_id ?? name));
  const defaults = asFields(status.defaults);
  const number = (field: string, otherwise: number) =>
    typeof defaults[field] === 'number' ? (defaults[field] as number) : otherwise;
  const fps = number('fps', known.fps);
  const [shortest = 0] = Array.isArray(defaults.duration_presets)
    ? [...(defaults.duration_presets as number[])].sort((a, b) => a - b)
    : [];
  const sizes = Array.isArray(defaults.resolution_presets)
    ? (defaults.resolution_presets as [number, number][])
    : [];
  const step = number('frame_step', known.frames.step);
  const offset = number('frame_offset', known.frames.offset);
  const family: VideoFamily = {
    ...known,
    fps,
    multiple: number('resolution_multiple', known.multiple),
    frames: { ...known.frames, step, offset, fewest: Math.max(offset, Math.ceil(shortest * fps)) },
    takes: {
      text: true,
      keyframes: status.supports_keyframes === true ? ['first', 'last', 'first+last'] : [],
    },
  };
  return { server: 'unsloth', model: name, family, sizes };
}
