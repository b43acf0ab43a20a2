import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './server.ts';

/**
 * A server that speaks Runway's API, at once and as it is told: it takes tasks, counts them, and
 * answers questions about them with whatever a test has prepared.
 */
export interface FakeUpstream {
  /** For `baseUrl`. */
  url: string;
  /** `127.0.0.1:port`. */
  host: string;
  /** Every task that was accepted, in their order. */
  accepted: Submission[];
  /** Every request for one, accepted or not. */
  submissions: Submission[];
  /** The ids of the tasks that were cancelled. */
  cancelled: string[];
  /** Bytes of each upload. */
  uploads: Buffer[];
  /** How often tasks were asked about. */
  polls(): number;
  /** The next submissions are answered so; afterwards they are accepted again. */
  answerSubmissions(...answers: Behaviour[]): void;
  /** The next questions are answered so, and all after them like the last one. */
  answerPolls(...answers: (Behaviour | TaskState)[]): void;
  /** What a link to a clip gives, from now on. */
  serveClips(clip: Clip): void;
  /** Told of every request when it has come; what it returns is waited for before the answer. */
  onRequest: (request: { method: string; route: string }) => void | Promise<void>;
  /** Forget all of it, and answer as at the start. */
  reset(): void;
  close(): Promise<void>;
}

export interface Submission {
  id: string;
  route: string;
  body: Json;
  headers: IncomingHttpHeaders;
}

/** An answer that is none of this API's, or that never comes whole. */
export type Behaviour =
  | { status: number; body?: unknown; headers?: Record<string, string>; html?: boolean }
  /** Nothing, for as long as the connection lives. */
  | 'silent'
  /** The connection is cut before an answer. For a submission: nothing was accepted. */
  | 'cut'
  /** A submission is accepted, and its answer lost. */
  | 'accept and cut';

/** A task as `GET /v1/tasks/{id}` shows it, without `id` and `createdAt`. */
export type TaskState = { task: { status: string; [field: string]: unknown } };

export type Clip =
  | Buffer
  /** Half of it, then the connection is cut. */
  | { half: Buffer }
  | 'silent'
  | { status: number };

export interface FakeUpstreamOptions {
  /** Before `/v1`: a relay's own path. */
  path?: string;
  apiKey?: string;
  /** Honour `Idempotency-Key`, and say so in the API's description, as Photoplay does. */
  idempotent?: boolean;
  clip?: Buffer;
}

/** Start one; a task succeeds at the third question. */
export async function startFakeUpstream({
  path = '',
  apiKey = 'key_upstream_0123456789',
  idempotent = false,
  clip = Buffer.from('no clip was given'),
}: FakeUpstreamOptions = {}): Promise<FakeUpstream & { apiKey: string }> {
  const byKey = new Map<string, string>();
  const stages = new Map<string, number>();
  let polled = 0;
  let toSubmissions: Behaviour[] = [];
  let toPolls: (Behaviour | TaskState)[] = [];
  let clips: Clip = clip;

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  const upstream: FakeUpstream & { apiKey: string } = {
    url: `${origin}${path}`,
    host,
    apiKey,
    accepted: [],
    submissions: [],
    cancelled: [],
    uploads: [],
    polls: () => polled,
    answerSubmissions: (...answers) => {
      toSubmissions = answers;
    },
    answerPolls: (...answers) => {
      toPolls = answers;
    },
    serveClips: (given) => {
      clips = given;
    },
    onRequest: () => {},
    reset() {
      for (const list of [upstream.accepted, upstream.submissions]) list.length = 0;
      for (const list of [upstream.cancelled, upstream.uploads]) list.length = 0;
      upstream.onRequest = () => {};
      [polled, toSubmissions, toPolls, clips] = [0, [], [], clip];
    },
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const body = await readAll(request);
    await upstream.onRequest({ method, route: url });
    if (url.startsWith('/clips/')) return serveClip(response);
    if (url.startsWith('/slots/')) {
      upstream.uploads.push(body);
      response.writeHead(204).end();
      return;
    }
    const route = url.slice(path.length);
    if (!url.startsWith(path)) return reply(response, 404, { error: 'Unknown route' });
    if (route === '/openapi.json') return describeApi(response);
    if (request.headers.authorization !== `Bearer ${apiKey}`) {
      return reply(response, 401, { error: 'The API key is not valid.' });
    }
    if (method === 'POST' && route === '/v1/uploads') {
      const name = randomUUID();
      const uploadUrl = `${origin}/slots/${name}`;
      return reply(response, 200, {
        uploadUrl,
        fields: { key: name },
        runwayUri: `runway://${name}`,
      });
    }
    if (route === '/v1/organization') return reply(response, 200, { creditBalance: 975 });
    if (method === 'POST') return takeSubmission(route, request, body, response);
    const id = route.split('/').at(-1)!;
    if (method === 'DELETE') {
      upstream.cancelled.push(id);
      response.writeHead(204).end();
      return;
    }
    return tellTask(id, response);
  }

  function takeSubmission(
    route: string,
    { headers }: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ) {
    const key = String(headers['idempotency-key']);
    const known = idempotent ? byKey.get(key) : undefined;
    const submission = {
      id: known ?? randomUUID(),
      route,
      body: JSON.parse(body.toString()),
      headers,
    };
    upstream.submissions.push(submission);
    const behaviour = toSubmissions.shift();
    if (behaviour && behaviour !== 'accept and cut') return misbehave(behaviour, response);
    if (!known) {
      upstream.accepted.push(submission);
      byKey.set(key, submission.id);
    }
    if (behaviour) {
      response.destroy();
      return;
    }
    reply(response, 200, { id: submission.id, estimatedCost: { credits: 25 } });
  }

  function tellTask(id: string, response: ServerResponse) {
    polled += 1;
    if (!upstream.accepted.some((task) => task.id === id) || upstream.cancelled.includes(id)) {
      return reply(response, 404, { error: 'Could not find Task' });
    }
    const prepared = toPolls.length > 1 ? toPolls.shift() : toPolls[0];
    if (prepared && !(typeof prepared === 'object' && 'task' in prepared)) {
      return misbehave(prepared, response);
    }
    const stage = stages.get(id) ?? 0;
    stages.set(id, stage + 1);
    const createdAt = '2026-11-27T12:00:00.000Z';
    reply(response, 200, { id, createdAt, ...(prepared?.task ?? stageOf(id, stage)) });
  }

  function stageOf(id: string, stage: number) {
    const estimatedCost = { credits: 25 };
    if (stage === 0) return { status: 'PENDING', estimatedCost };
    if (stage === 1) return { status: 'RUNNING', progress: 0.5, estimatedCost };
    const output = [`${origin}/clips/${id}.mp4?_jwt=secret`];
    return { status: 'SUCCEEDED', output, cost: { credits: 25 } };
  }

  function serveClip(response: ServerResponse): void {
    if (clips === 'silent') return;
    if ('status' in clips) {
      response.writeHead(clips.status).end();
      return;
    }
    const whole = 'half' in clips ? clips.half : clips;
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': whole.length });
    if (whole === clips) {
      response.end(whole);
      return;
    }
    response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
  }

  function describeApi(response: ServerResponse) {
    if (!idempotent) return reply(response, 404, { error: 'Unknown route' });
    const parameters = [{ in: 'header', name: 'Idempotency-Key' }];
    reply(response, 200, { paths: { '/v1/image_to_video': { post: { parameters } } } });
  }

  return upstream;
}

function misbehave(behaviour: Behaviour, response: ServerResponse) {
  if (behaviour === 'silent') return;
  if (typeof behaviour === 'string') {
    response.destroy();
    return;
  }
  const { status, body = { error: 'As a test has it.' }, headers = {}, html } = behaviour;
  if (!html) return reply(response, status, body, headers);
  response.writeHead(status, { 'content-type': 'text/html', ...headers });
  response.end('<html><body>Bad gateway</body></html>');
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
