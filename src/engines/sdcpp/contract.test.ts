import { startSdcppServer } from '../../../test/support/sdcpp-server.ts';
import { makeUpstreamDouble } from '../../../test/support/upstream-double.ts';
import { describeUpstreamContract } from '../../engine/upstream-contract.suite.ts';
import { sdcpp } from './manifest.ts';

const small = { width: 32, height: 32, frames: 2 };

describeUpstreamContract('sdcpp, before a double of sd-server', async () => {
  const server = await startSdcppServer();
  const job = { id: 'a-job', kind: 'vid_gen', created: 1, started: null };
  return makeUpstreamDouble({
    manifest: sdcpp,
    server,
    routes: { submit: '/sdcpp/v1/vid_gen', check: '/sdcpp/v1/jobs' },
    refusal: { status: 400, body: { error: 'invalid generation parameters' } },
    answers: {
      running: { ...job, status: 'generating' },
      odd: { ...job, status: 'dreaming' },
    },
    finish: () => server.finish(small),
    fail: () => server.finish({ error: 'generate_video returned no results' }),
    failure: { message: 'The server failed the task: generate_video returned no results' },
    stopped: () => server.cancelled(),
    tellsNoProgress:
      'sd-server tells none, and before the first clip there is nothing to guess from',
  });
});
