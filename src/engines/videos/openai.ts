/** Whatever else speaks OpenAI's `/v1/videos`: the fields that are in its documentation, and no others. */
import { type Dialect, type DialectPorts, imageOf, toFile, toForm } from './dialect.ts';
import { createJobFollower, deleteJob, submitJob } from './openai-jobs.ts';

export function createOpenai(ports: DialectPorts): Dialect {
  const { client } = ports;
  return {
    passes: () => ['first'],
    submit(job, { signal }) {
      const { clip, facts, prompt, extra, request } = job;
      const form = toForm({
        prompt,
        ...(facts.model && { model: facts.model }),
        seconds: String(request.durationSeconds),
        size: `${clip.width}x${clip.height}`,
        ...extra,
      });
      const first = imageOf(job, 'first');
      if (first) form.append('input_reference', toFile(first));
      return submitJob(client, { form }, job, signal);
    },
    check: createJobFollower(ports),
    cancel: (operation, { signal }) => deleteJob(client, operation, signal, true),
  };
}
