/**
 * SGLang's diffusion server, after multimodal_gen/runtime/entrypoints/openai/video_api.py (25f03e6 to
 * 00ae37c, and later forms of it): a form where an image is uploaded, else JSON. A deleted job is
 * forgotten and goes on drawing. MiniMax-H3 takes its frames as `conditions`, in JSON.
 */
import type { JsonValue } from '../../engine/engine.ts';
import type { Message } from '../../engine/server-client.ts';
import {
  type Dialect,
  type DialectPorts,
  imageOf,
  type Job,
  toDataUri,
  toFile,
  toForm,
} from './dialect.ts';
import { createJobFollower, deleteJob, submitJob } from './openai-jobs.ts';

export function createSglang(ports: DialectPorts): Dialect {
  const { client } = ports;
  return {
    passes: ({ id }) => (id === 'minimax-h3' ? ['first', 'last', 'first+last'] : ['first']),
    submit: (job, { signal }) => submitJob(client, makeBody(job), job, signal),
    check: createJobFollower(ports),
    cancel: (operation, { signal }) => deleteJob(client, operation, signal, false),
  };
}

type Fields = { [field: string]: JsonValue };

function makeBody(job: Job): Pick<Message, 'json' | 'form'> {
  const { request, clip, facts, prompt, extra } = job;
  const named: Fields = facts.model ? { model: facts.model } : {};
  if (facts.family.id === 'minimax-h3') {
    return { json: { prompt, ...named, seed: request.seed, ...h3Fields(job), ...extra } };
  }
  const fields: Fields = {
    prompt,
    ...named,
    size: `${clip.width}x${clip.height}`,
    num_frames: clip.frames,
    fps: clip.fps,
    seed: request.seed,
    ...extra,
  };
  const first = imageOf(job, 'first');
  // Earlier versions take no form without an image.
  if (!first) return { json: fields };
  // And read of a form only what they know; the rest they find in here.
  const { seed, num_frames, fps } = fields;
  const form = toForm({ ...fields, extra_body: { seed, num_frames, fps } as JsonValue });
  form.append('input_reference', toFile(first));
  return { form };
}

const aspects: [string, number][] = [
  ['21:9', 21 / 9],
  ['16:9', 16 / 9],
  ['4:3', 4 / 3],
  ['1:1', 1],
  ['3:4', 3 / 4],
  ['9:16', 9 / 16],
];

function h3Fields({ images, clip }: Job): Fields {
  const shape = clip.width / clip.height;
  const away = ([, ratio]: [string, number]) => Math.abs(Math.log(ratio / shape));
  const [aspect_ratio] = aspects.reduce((best, next) => (away(next) < away(best) ? next : best));
  return {
    task: images.length > 0 ? 'fl2va' : 't2va',
    conditions: images.map(({ role, png }) => ({
      type: 'image',
      uri: toDataUri(png),
      role: 'keyframe',
      frame_index: role === 'first' ? 0 : -1,
    })),
    target: {
      short_edge: Math.min(clip.width, clip.height),
      aspect_ratio,
      duration_seconds: clip.frames / clip.fps,
    },
    flow_shift: 12,
    audio_flow_shift: 3,
  };
}
