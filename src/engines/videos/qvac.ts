/**
 * QVAC's `qvac serve`, after packages/cli/src/serve/routes/videos.ts at 09a0767 and schemas/videos.ts
 * at 119ff36: stable-diffusion.cpp behind OpenAI's routes, MP4 where it finds ffmpeg, else AVI, and a
 * progress that is true. Versions before (1045081) take the image as `init_image`.
 */
import { RenderFailure } from '../../task/errors.ts';
import { type Dialect, type DialectPorts, imageOf, type Job, toFile, toForm } from './dialect.ts';
import { createJobFollower, deleteJob, submitJob } from './openai-jobs.ts';

const imageField = 'input_reference';
const earlierImageField = 'init_image';

export function createQvac(ports: DialectPorts): Dialect {
  const { client } = ports;
  return {
    passes: () => ['first'],
    async submit(job, { signal }) {
      const send = (field: string) =>
        submitJob(client, { form: makeForm(job, field) }, job, signal);
      try {
        return await send(imageField);
      } catch (error) {
        if (!(error instanceof RenderFailure) || !error.message.includes(earlierImageField)) {
          throw error;
        }
        return send(earlierImageField);
      }
    },
    check: createJobFollower(ports),
    cancel: (operation, { signal }) => deleteJob(client, operation, signal, true),
  };
}

function makeForm(job: Job, field: string): FormData {
  const { request, clip, facts, prompt, extra } = job;
  const form = toForm({
    prompt,
    ...(facts.model && { model: facts.model }),
    // It takes the nearest 4k + 1 to seconds * fps, which is the next above for whole seconds.
    seconds: String(Math.max(1, Math.round((clip.frames - 1) / clip.fps))),
    size: `${clip.width}x${clip.height}`,
    fps: clip.fps,
    seed: request.seed % 2 ** 31,
    ...extra,
  });
  const first = imageOf(job, 'first');
  if (first) form.append(field, toFile(first));
  return form;
}
