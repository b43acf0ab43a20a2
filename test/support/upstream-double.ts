/** Makes a double for the upstream contract out of a server that follows a script. */

import type { EngineManifest } from '../../src/engine/manifest.ts';
import type {
  CheckBehaviour,
  SubmissionBehaviour,
  UpstreamDouble,
} from '../../src/engine/upstream-contract.suite.ts';
import type { Fault, Reply, ScriptedServer } from './scripted-server.ts';
import type { Json } from './server.ts';
import { openUpstreamEngine, upstreamKey } from './upstream-engine.ts';

interface Told {
  manifest: EngineManifest;
  server: ScriptedServer & { requests: Json[] };
  settings?: object;
  /** Where it is asked for a clip, and how far one is. */
  routes: { submit: string; check: string };
  /** Its own refusal of a request. */
  refusal: Reply;
  /** What it answers to a question: what a task is that runs, and one in an odd state. */
  answers: { running: object; odd: object };
  /** Bring the last task to its end. */
  finish(): Promise<void>;
  fail(): Promise<void>;
  failure: UpstreamDouble['failure'];
  stopped(): number;
  tellsNoProgress?: string;
}

export async function makeUpstreamDouble(told: Told): Promise<UpstreamDouble> {
  const { server, manifest, routes, answers, refusal } = told;
  const opened = await openUpstreamEngine(manifest, { baseUrl: server.url, ...told.settings });
  const { engine } = opened;
  // So that what is asked first is not what goes wrong.
  await engine.health!(opened.context);
  const page = { status: 502, body: '<html>Bad Gateway</html>' };
  const busy = { status: 429, headers: { 'retry-after': '7' }, body: { error: 'busy' } };
  const noKey = { status: 401, body: { error: `Unknown key ${upstreamKey}` } };
  const submissions: Record<Exclude<SubmissionBehaviour, 'is not there'>, Fault> = {
    refuses: refusal,
    'knows no such key': noKey,
    'has no credits': { status: 402, body: { error: 'Payment required' } },
    'is busy for 7 s': busy,
    'accepts, and the answer is lost': 'break-after',
    'is cut off before it accepts': 'break',
    breaks: { status: 500 },
    'answers with a page': page,
    'says nothing': 'hang',
  };
  const checks: Record<Exclude<CheckBehaviour, 'is done' | 'has failed'>, Fault> = {
    'runs at 0.5': { body: answers.running },
    'has a status that nobody knows': { body: answers.odd },
    'is busy for 7 s': busy,
    breaks: { status: 500 },
    'answers with a page': page,
    'says nothing': 'hang',
    'knows no such key': noKey,
  };
  return {
    engine,
    secret: upstreamKey,
    failure: told.failure,
    ...(told.tellsNoProgress && { tellsNoProgress: told.tellsNoProgress }),
    accepted: () => server.requests.length,
    stopped: told.stopped,
    submitting(behaviour) {
      if (behaviour === 'is not there') void server.down();
      else server.next('POST', routes.submit, submissions[behaviour]);
    },
    checking(behaviour) {
      if (behaviour === 'is done') return told.finish();
      if (behaviour === 'has failed') return told.fail();
      server.next('GET', routes.check, checks[behaviour]);
    },
    close: () => server.down(),
  };
}
