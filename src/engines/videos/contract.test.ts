import { h3Status, startUnslothServer } from '../../../test/support/unsloth-server.ts';
import { makeUpstreamDouble } from '../../../test/support/upstream-double.ts';
import { startVideosServer } from '../../../test/support/videos-server.ts';
import { describeUpstreamContract } from '../../engine/upstream-contract.suite.ts';
import { videos } from './manifest.ts';

const small = { width: 32, height: 32, frames: 2 };
const refusal = { status: 400, body: { detail: 'This size cannot be drawn.' } };

for (const flavour of ['vllm-omni', 'sglang', 'qvac'] as const) {
  describeUpstreamContract(`videos, before a double of ${flavour}`, async () => {
    const server = await startVideosServer(flavour);
    const job = { id: 'a-job', object: 'video' };
    return makeUpstreamDouble({
      manifest: videos,
      server,
      routes: { submit: '/v1/videos', check: '/v1/videos' },
      refusal,
      answers: {
        running: { ...job, status: 'in_progress', progress: 50 },
        odd: { ...job, status: 'dreaming' },
      },
      finish: () => server.finish(small),
      fail: () => server.finish({ error: 'CUDA out of memory' }),
      failure: { message: 'The server ended the task as failed: CUDA out of memory' },
      // SGLang deletes the job and goes on drawing.
      stopped: () => (flavour === 'sglang' ? 0 : server.deleted.length),
    });
  });
}

describeUpstreamContract('videos, before a double of Unsloth Studio', async () => {
  const server = await startUnslothServer();
  server.status = h3Status;
  return makeUpstreamDouble({
    manifest: videos,
    server,
    routes: {
      submit: '/api/inference/video/generate',
      check: '/api/inference/video/generate-progress',
    },
    refusal,
    answers: {
      running: { active: true, phase: 'denoise', fraction: 0.5 },
      odd: { active: true, phase: 'dreaming' },
    },
    finish: () => server.finish(small),
    fail: () => server.finish({ error: 'Video generation failed.' }),
    failure: { message: 'The server failed the task: Video generation failed.' },
    stopped: () => server.cancelled(),
  });
});
