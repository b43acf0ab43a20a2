import { expect, it, onTestFinished } from 'vitest';
import { type FakeUpstream, startFakeUpstream } from '../../../test/support/fake-upstream.ts';
import {
  describeUpstreamContract,
  type UpstreamDouble,
} from '../../engine/upstream-contract.suite.ts';
import { createOwnFetch } from '../../net/own-fetch.ts';
import { createRunwayEngine } from './engine.ts';
import { runway } from './manifest.ts';

const failure = {
  message: 'The provided image was flagged by content moderation.',
  failureCode: 'SAFETY.INPUT.IMAGE',
};

function createEngine({ url, apiKey }: { url: string; apiKey: string }, more: object = {}) {
  const settings = runway.settings.parse({ baseUrl: url, apiKey, pollSeconds: 0.01, ...more });
  return createRunwayEngine({ ...(settings as object), id: 'far', apiKey } as never, {
    fetch: createOwnFetch(),
  });
}

async function openDouble(idempotent: boolean): Promise<UpstreamDouble> {
  const upstream = await startFakeUpstream({ idempotent });
  const page = { status: 502, html: true };
  const busy = { status: 429, headers: { 'retry-after': '7' } };
  const noKey = { status: 401, body: { error: 'The API key is not valid.' } };
  return {
    engine: createEngine(upstream),
    secret: upstream.apiKey,
    failure,
    accepted: () => upstream.accepted.length,
    stopped: () => new Set(upstream.cancelled).size,
    submitting(behaviour) {
      if (behaviour === 'is not there') return closeNow(upstream);
      upstream.answerSubmissions(
        {
          refuses: { status: 400, body: { error: 'Validation of body failed' } },
          'knows no such key': noKey,
          'has no credits': { status: 402 },
          'is busy for 7 s': busy,
          'accepts, and the answer is lost': 'accept and cut' as const,
          'is cut off before it accepts': 'cut' as const,
          breaks: { status: 500 },
          'answers with a page': page,
          'says nothing': 'silent' as const,
        }[behaviour],
      );
    },
    checking(behaviour) {
      const output = [`${upstream.url}/clips/x.mp4`];
      upstream.answerPolls(
        {
          'runs at 0.5': { task: { status: 'RUNNING', progress: 0.5 } },
          'is done': { task: { status: 'SUCCEEDED', output, cost: { credits: 25 } } },
          'has failed': {
            task: { status: 'FAILED', failure: failure.message, failureCode: failure.failureCode },
          },
          'has a status that nobody knows': { task: { status: 'DREAMING' } },
          'is busy for 7 s': busy,
          breaks: { status: 500 },
          'answers with a page': page,
          'says nothing': 'silent' as const,
          'knows no such key': noKey,
        }[behaviour],
      );
    },
    close: () => (closed.has(upstream) ? Promise.resolve() : upstream.close()),
  };
}

const closed = new WeakSet<FakeUpstream>();
function closeNow(upstream: FakeUpstream): void {
  closed.add(upstream);
  void upstream.close();
}

describeUpstreamContract('runway, before a server that forgets its submissions', () =>
  openDouble(false),
);
describeUpstreamContract('runway, before a server that honours idempotency keys', () =>
  openDouble(true),
);

it('says how the server is', async () => {
  const upstream = await startFakeUpstream();
  onTestFinished(upstream.close);
  const given = {
    signal: new AbortController().signal,
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  expect(await createEngine(upstream).health?.(given)).toEqual({
    ok: true,
    message: 'It answers, 975 credits are left.',
  });
  const stranger = createEngine({ url: upstream.url, apiKey: 'key_of_nobody' });
  expect(await stranger.health?.(given)).toMatchObject({ ok: false });
});
