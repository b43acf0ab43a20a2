/**
 * vLLM-Omni, after docs/serving/videos_api.md at 0131cb5 and entrypoints/openai/protocol/videos.py at
 * 079d7a5: a form, and nothing else; one model for each server, and a wrong name is refused; a deleted
 * job is stopped. A first and a last frame go to MiniMax-H3 alone.
 */
import type { JsonValue } from '../../engine/engine.ts';
import type { Dialect, DialectPorts, Job } from './dialect.ts';
import { imageOf, toFile, toForm } from './dialect.ts';
import { createJobFollower, deleteJob, submitJob } from './openai-jobs.ts';

export function createVllmOmni(ports: DialectPorts): Dialect {
  const { client } = ports;
  return {
    passes: ({ id }) => (id === 'minimax-h3' ? ['first', 'last', 'first+last'] : ['first']),
    submit: (job, { signal }) => submitJob(client, { form: makeForm(job) }, job, signal),
    check: createJobFollower(ports),
    cancel: (operation, { signal }) => deleteJob(client, operation, signal, true),
  };
}

function makeForm(job: Job): FormData {
  const { request, clip, facts, images, prompt, extra } = job;
  const isH3 = facts.family.id === 'minimax-h3';
  const form = toForm({
    prompt,
    ...(facts.model && { model: facts.model }),
    size: `${clip.width}x${clip.height}`,
    num_frames: clip.frames,
    fps: clip.fps,
    seed: request.seed,
    ...(isH3 && { extra_params: h3Params(job) }),
    ...extra,
  });
  if (isH3) {
    for (const { png } of images) form.append('input_references', toFile(png));
  } else {
    const first = imageOf(job, 'first');
    if (first) form.append('input_reference', toFile(first));
  }
  return form;
}

/** MiniMax-H3 has its own words for frames, beside those that all models have. */
function h3Params({ images, clip }: Job): JsonValue {
  const duration = clip.frames / clip.fps;
  if (images.length === 0) return { task: 't2va', duration };
  const frame_indices = images.map(({ role }) => (role === 'first' ? 0 : -1));
  return { task: 'fl2va', duration, frame_indices, audio_flow_shift: 3 };
}
