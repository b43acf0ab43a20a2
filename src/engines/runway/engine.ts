/**
 * Hands tasks to a server that speaks Runway's API. What a client asked for goes there as it was sent,
 * and what the server says of it comes back in its own words.
 */
import type {
  Operation,
  RenderRequest,
  UpstreamContext,
  UpstreamEngine,
} from '../../engine/engine.ts';
import { NotSent } from '../../engine/server-transport.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import { asFields, readHealth, readRefusal, readStatus } from './answers.ts';
import { beforeSubmission, handOver, makeBody, routes } from './body.ts';
import { createClient, type Reply } from './client.ts';
import { honoursIdempotencyKeys } from './repeats.ts';
import type { RunwaySettings } from './settings.ts';
import { askWarnings } from './warnings.ts';

export type RunwayOptions = RunwaySettings & { id: string; apiKey: string };

/** Photoplay's answer when an idempotency key comes with another request. */
const keyReused = 422;

/** How long a task may be unknown to a relay that has just accepted it. */
const freshMs = 60_000;

/** Create an engine for one server. */
export function createRunwayEngine(
  options: RunwayOptions,
  ports: { fetch: typeof fetch },
): UpstreamEngine {
  const client = createClient(options, ports);
  const { concurrency, resubmit, pollSeconds, timeoutSeconds, idempotencyKeys } = options;

  async function submit(
    request: RenderRequest,
    { task, signal }: UpstreamContext,
  ): Promise<Operation> {
    const reply = await send(request, task, signal);
    return readHandle(reply) ?? raise(readRefusal(reply, client.hide));
  }

  /** The same once more, for a server that makes no second task of it. */
  async function repeat(
    request: RenderRequest,
    { task, signal }: UpstreamContext,
  ): Promise<Operation | 'unknown'> {
    const reply = await send(request, task, signal);
    // The key stands for another request: an upload has another URI each time. So there is a task.
    if (reply.status === keyReused) return 'unknown';
    return readHandle(reply) ?? raise(readRefusal(reply, client.hide));
  }

  async function send(request: RenderRequest, task: string, signal: AbortSignal): Promise<Reply> {
    const images: string[] = [];
    try {
      for (const input of request.inputs) {
        images.push(await handOver(input, client, options.maxEncodedLength, signal));
      }
    } catch (error) {
      signal.throwIfAborted();
      throw beforeSubmission(error);
    }
    return client
      .call('POST', routes[request.kind], {
        signal,
        body: makeBody(request, images, options.models),
        // The same in every attempt. Whoever knows the header makes one task of it.
        headers: { 'idempotency-key': task },
      })
      .catch((error) => {
        if (!(error instanceof NotSent)) throw error;
        throw new RenderFailure('UPSTREAM_BUSY', { message: error.message, cause: error });
      });
  }

  return {
    kind: 'upstream',
    id: options.id,
    concurrency,
    resubmit,
    pollSeconds,
    timeoutSeconds,
    hosts: [client.host],
    // Whatever the model has a field for, the upstream honours or refuses.
    consider: () => ({ refusals: [], warnings: [] }),
    start: submit,
    async find(request, context) {
      const honours =
        idempotencyKeys === 'auto'
          ? await honoursIdempotencyKeys(client, context.signal)
          : idempotencyKeys === 'honoured';
      return honours ? repeat(request, context) : 'unknown';
    },
    async check({ id, submittedAt }, { signal }) {
      const reply = await client.call('GET', routeOf(id), { signal });
      const isFresh = Date.now() - Date.parse(String(submittedAt)) < freshMs;
      const status = readStatus(reply, isFresh, client.hide);
      if (status.state !== 'done') return status;
      return { ...status, warnings: await askWarnings(String(id), client, signal) };
    },
    async cancel({ id }, { signal }) {
      const { status } = await client.call('DELETE', routeOf(id), { signal });
      // What is not there does not run.
      if (status < 300 || status === 404) return 'stopped';
      throw new UpstreamAway(`The upstream answered ${status} when a task was to be stopped.`);
    },
    async health({ signal }) {
      return readHealth(await client.call('GET', '/v1/organization', { signal }));
    },
  };
}

function readHandle({ status, body }: Reply): Operation | undefined {
  const { id } = asFields(body);
  const accepted = status >= 200 && status < 300 && typeof id === 'string' && id !== '';
  return accepted ? { id, submittedAt: new Date().toISOString() } : undefined;
}

function raise(error: Error): never {
  throw error;
}

function routeOf(id: Operation[string] | undefined): string {
  return `/v1/tasks/${encodeURIComponent(String(id))}`;
}
