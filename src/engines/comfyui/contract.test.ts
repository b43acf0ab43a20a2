import path from 'node:path';
import { startComfySimulator } from '../../../test/support/comfyui.ts';
import { makeUpstreamDouble } from '../../../test/support/upstream-double.ts';
import { describeUpstreamContract } from '../../engine/upstream-contract.suite.ts';
import { comfyui } from './manifest.ts';

const workflow = path.resolve(import.meta.dirname, '../../../examples/comfyui/wan2.2-5b.json');

describeUpstreamContract('comfyui, before a double of ComfyUI', async () => {
  const server = await startComfySimulator();
  const lastJob = () => [...server.queued.keys()].at(-1)!;
  const file = { filename: 'clip.mp4', subfolder: '', type: 'output' };
  const error = { node_id: '9', node_type: 'KSampler', exception_message: 'Allocation on device' };
  return makeUpstreamDouble({
    manifest: comfyui,
    server,
    settings: { workflow },
    routes: { submit: '/prompt', check: '/api/jobs' },
    refusal: {
      status: 400,
      body: { error: { message: 'Prompt has no outputs' }, node_errors: {} },
    },
    answers: { running: { status: 'in_progress' }, odd: { status: 'dreaming' } },
    finish: async () => server.complete(lastJob(), { 12: { images: [file] } }),
    fail: async () => server.fail(lastJob(), error),
    failure: { message: 'ComfyUI failed the job in the node 9 (KSampler): Allocation on device' },
    stopped: () => server.stopped.size,
    tellsNoProgress: 'progress comes by the websocket, when a sampler is at work',
  });
});
