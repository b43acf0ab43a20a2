import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import {
  type CheckBehaviour,
  describeUpstreamContract,
  type SubmissionBehaviour,
  type UpstreamDouble,
} from '../../src/engine/upstream-contract.suite.ts';
import { createRunwayEngine } from '../../src/engines/runway/engine.ts';
import { settings } from '../../src/engines/runway/settings.ts';
import { createOwnFetch } from '../../src/net/own-fetch.ts';
import { failures } from '../../src/task/errors.ts';
import { tinyPicture } from '../../src/task/tiny-picture.ts';
import {
  startTestServer,
  submit,
  type TestServer,
  waitForProgress,
  waitForTask,
} from '../support/server.ts';

/** The upstream contract, kept by `runway` before a Photoplay: what that can answer itself, it does. */

let server: TestServer;

beforeAll(async () => {
  // What hangs in one test does not keep the next one waiting.
  server = await startTestServer({ env: { PHOTOPLAY_CONCURRENCY: '100' } });
});
afterAll(() => server.close());

const page = '<html><body>Bad gateway</body></html>';
const made = { model: 'gen4_turbo', ratio: '960:960', duration: 2, promptImage: tinyPicture };

async function openDouble(): Promise<UpstreamDouble> {
  let submitting: SubmissionBehaviour | undefined;
  let checking: CheckBehaviour | undefined;
  const accepted = new Set<string>();
  const stopped = new Set<string>();

  const proxy = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const secret = server.apiKey;
  const given = settings.parse({ baseUrl: url, apiKey: secret, pollSeconds: 0.01 });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url: route = '' } = request;
    if (method === 'POST') return takeSubmission(request, Buffer.concat(chunks), response);
    if (method === 'GET' && route.startsWith('/v1/tasks/')) return tellTask(request, response);
    const reply = await forward(request);
    if (method === 'DELETE' && reply.status === 204) stopped.add(route);
    send(response, reply.status, await reply.text());
  }

  function forward(request: IncomingMessage, body?: unknown, key = secret): Promise<Response> {
    const { 'idempotency-key': idempotencyKey } = request.headers;
    return fetch(`${server.url}${request.url}`, {
      method: request.method!,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        // The contract has one task for all tests, and this server has them all.
        ...(idempotencyKey && { 'idempotency-key': `${url}-${idempotencyKey}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async function takeSubmission(request: IncomingMessage, text: Buffer, response: ServerResponse) {
    const behaviour = submitting;
    submitting = undefined;
    if (misbehaves(behaviour, response)) return;
    // It stays at half of its progress until it is stopped.
    const body = { ...JSON.parse(text.toString()), promptText: 'fake:hang' };
    if (behaviour === 'refuses') body.ratio = '1:1';
    const key = behaviour === 'knows no such key' ? `key_${randomUUID()}` : secret;
    const reply = await forward(request, body, key);
    const answered = await reply.text();
    if (reply.status === 200) accepted.add(JSON.parse(answered).id);
    if (behaviour === 'accepts, and the answer is lost') response.destroy();
    else send(response, reply.status, answered);
  }

  async function tellTask(request: IncomingMessage, response: ServerResponse) {
    const id = request.url!.split('/').at(-1)!;
    if (misbehaves(checking, response)) return;
    if (checking === 'is done' || checking === 'has failed') {
      const promptText = checking === 'is done' ? 'a dog' : 'fake:fail ASSET_INVALID';
      const other = await submit(server, { ...made, promptText });
      const task = await waitForTask(server, other, 'SUCCEEDED', 'FAILED');
      return send(response, 200, JSON.stringify(task));
    }
    if (checking === 'runs at 0.5') await waitForProgress(server, id, 0.5);
    const key = checking === 'knows no such key' ? `key_${randomUUID()}` : secret;
    const reply = await forward(request, undefined, key);
    const task = await reply.text();
    const known = checking !== 'has a status that nobody knows';
    send(response, reply.status, known ? task : task.replace(/PENDING|RUNNING/, 'DREAMING'));
  }

  return {
    engine: createRunwayEngine(
      { ...given, id: 'far', apiKey: secret },
      { fetch: createOwnFetch() },
    ),
    secret,
    failure: {
      message: failures.ASSET_INVALID.message,
      failureCode: failures.ASSET_INVALID.failureCode,
    },
    accepted: () => accepted.size,
    stopped: () => stopped.size,
    submitting(behaviour) {
      submitting = behaviour;
      if (behaviour === 'is not there') proxy.close();
    },
    checking(behaviour) {
      checking = behaviour;
    },
    async close() {
      for (const id of accepted) await server.call('DELETE', `/v1/tasks/${id}`);
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

/** What no Photoplay answers by itself, but what stands before it may. */
function misbehaves(
  behaviour: SubmissionBehaviour | CheckBehaviour | undefined,
  response: ServerResponse,
): boolean {
  switch (behaviour) {
    case 'has no credits':
      send(response, 400, '{"error":"You do not have enough credits to run this task."}');
      return true;
    case 'is busy for 7 s':
      response.setHeader('retry-after', '7');
      send(response, 503, '{"error":"The server is busy or stopping. Try again."}');
      return true;
    case 'breaks':
      send(response, 500, '{"error":"Internal server error"}');
      return true;
    case 'answers with a page':
      send(response, 200, page);
      return true;
    case 'is cut off before it accepts':
      response.destroy();
      return true;
    case 'says nothing':
      return true;
    default:
      return false;
  }
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': text.startsWith('<') ? 'text/html' : 'application/json',
  });
  response.end(status === 204 ? undefined : text);
}

describeUpstreamContract('runway, before a Photoplay', openDouble);

it('hands on what a Photoplay has not honoured', async () => {
  const far = { kind: 'runway', baseUrl: server.url, apiKey: server.apiKey, pollSeconds: 0.01 };
  const front = await startTestServer({ engine: 'far', engines: { far } });
  onTestFinished(() => front.close());
  const id = await submit(front, { ...made, promptText: 'fake:warn' });
  await waitForTask(front, id, 'SUCCEEDED');
  const { body } = await front.call('GET', `/v1/tasks/${id}/details`);
  expect(body.warnings).toContainEqual({
    code: 'fake',
    message: 'The prompt asked for a warning; here it is.',
  });
});
