/**
 * ComfyUI over HTTP: what is used of server.py and comfy_execution/jobs.py (ComfyUI 0.8.0), and of
 * versions before them.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JsonValue } from '../../engine/engine.ts';
import { readSilence, submitTo } from '../../engine/server-answers.ts';
import type { ServerClient } from '../../engine/server-client.ts';
import { RenderFailure } from '../../task/errors.ts';
import type { Graph } from './graph.ts';
import { describeNode } from './targets.ts';

/** A job as the server tells of it. */
export type JobState =
  | { state: 'waiting' | 'running' }
  /** `outputs` by node, as its nodes have made them. */
  | { state: 'completed'; outputs: JsonValue }
  | { state: 'failed'; message: string; answer: JsonValue }
  | { state: 'interrupted'; answer: JsonValue }
  /** It is neither waiting nor running nor in the history: the server has been started anew. */
  | { state: 'unknown' };

export interface ComfyClient {
  /** @returns the image's name on the server */
  upload(file: string, name: string, signal: AbortSignal): Promise<string>;
  /** @returns the job's id @throws RenderFailure when the server does not take the graph */
  submit(graph: Graph, job: string, signal: AbortSignal): Promise<string>;
  ask(job: string, signal: AbortSignal): Promise<JobState>;
  cancel(job: string, signal: AbortSignal): Promise<void>;
  /** `object_info` of a class; undefined when the server does not know it. */
  nodeInfo(className: string, signal: AbortSignal): Promise<unknown>;
  version(signal: AbortSignal): Promise<string>;
}

/** Where uploads go in the server's folder of input images. */
const subfolder = 'photoplay';

export function createComfyClient(server: ServerClient): ComfyClient {
  /** @throws RenderFailure or UpstreamAway for an answer that tells nothing of what was asked */
  async function ask(route: string, signal: AbortSignal): Promise<unknown> {
    const reply = await server.call('GET', route, { signal });
    if (reply.status === 200 && reply.body !== undefined) return reply.body;
    throw readSilence(reply, server);
  }

  async function tell(route: string, json: JsonValue, signal: AbortSignal): Promise<void> {
    const reply = await server.call('POST', route, { signal, json });
    if (reply.status !== 200) throw readSilence(reply, server);
  }

  /** Before there was one answer about jobs, there were the queue and the history. */
  async function askTheOldWay(job: string, signal: AbortSignal): Promise<JobState> {
    const queue = await ask('/queue', signal);
    if (listsJob(read(queue, 'queue_running'), job)) return { state: 'running' };
    if (listsJob(read(queue, 'queue_pending'), job)) return { state: 'waiting' };
    // After the queue: a job that ends in between is in the history by now.
    const history = await ask(`/history/${job}`, signal);
    const entry = read(history, job);
    if (!isRecord(entry)) return { state: 'unknown' };
    const messages = read(read(entry, 'status'), 'messages');
    const said = (event: string) =>
      Array.isArray(messages)
        ? messages.find((message) => Array.isArray(message) && message[0] === event)?.[1]
        : undefined;
    if (said('execution_interrupted')) return { state: 'interrupted', answer: tellable(entry) };
    if (read(read(entry, 'status'), 'status_str') === 'error') {
      const error = said('execution_error');
      return { state: 'failed', message: describe(error), answer: tellable(error ?? entry) };
    }
    return { state: 'completed', outputs: tellable(read(entry, 'outputs')) };
  }

  const describe = (error: unknown) => server.hide(describeError(error));

  return {
    async upload(file, name, signal) {
      const form = new FormData();
      const bytes = await readFile(file);
      form.set('image', new Blob([bytes]), `${name}${path.extname(file)}`);
      form.set('type', 'input');
      form.set('subfolder', subfolder);
      form.set('overwrite', 'true');
      const body = await submitTo(server, () =>
        server.call('POST', '/upload/image', { signal, form }),
      );
      const stored = read(body, 'name');
      if (typeof stored !== 'string')
        throw new Error('ComfyUI does not tell what it calls an image.');
      const folder = read(body, 'subfolder');
      return typeof folder === 'string' && folder ? `${folder}/${stored}` : stored;
    },

    async submit(graph, job, signal) {
      const json = { prompt: graph, prompt_id: job, client_id: job } as unknown as JsonValue;
      const body = await submitTo(server, async () => {
        const reply = await server.call('POST', '/prompt', { signal, json });
        const details = describeNodeErrors(graph, read(reply.body, 'node_errors'));
        if (reply.status !== 400 || details.length === 0) return reply;
        const message = `ComfyUI does not take the workflow: ${server.hide(details.join('; '))}`;
        throw new RenderFailure('UPSTREAM_REFUSED', { message });
      });
      const id = read(body, 'prompt_id');
      if (typeof id === 'string') return id;
      throw new Error('ComfyUI does not tell the id of the job.');
    },

    async ask(job, signal) {
      const reply = await server.call('GET', `/api/jobs/${job}`, { signal });
      const { status, body } = reply;
      if (status === 404 && read(body, 'error') === 'Job not found') return { state: 'unknown' };
      if (status === 404) return askTheOldWay(job, signal);
      if (status !== 200 || !isRecord(body)) throw readSilence(reply, server);
      switch (read(body, 'status')) {
        case 'completed':
          return { state: 'completed', outputs: tellable(read(body, 'outputs')) };
        case 'cancelled':
          return { state: 'interrupted', answer: tellable(body) };
        case 'failed': {
          const error = read(body, 'execution_error');
          // An interrupted job is told as failed, without an error.
          if (!error) return { state: 'interrupted', answer: 'interrupted' };
          return { state: 'failed', message: describe(error), answer: tellable(error) };
        }
        case 'pending':
          return { state: 'waiting' };
        default:
          return { state: 'running' };
      }
    },

    async cancel(job, signal) {
      const { status } = await server.call('POST', `/api/jobs/${job}/cancel`, { signal });
      if (status === 200) return;
      await tell('/queue', { delete: [job] }, signal);
      const queue = await ask('/queue', signal);
      // Old servers interrupt whatever runs: so only if that is ours.
      if (listsJob(read(queue, 'queue_running'), job)) {
        await tell('/interrupt', { prompt_id: job }, signal);
      }
    },

    async nodeInfo(className, signal) {
      const route = `/object_info/${encodeURIComponent(className)}`;
      return read(await ask(route, signal), className);
    },

    async version(signal) {
      const stats = await ask('/system_stats', signal);
      const version = read(read(stats, 'system'), 'comfyui_version');
      if (typeof version === 'string') return version;
      throw new Error(`What answers at ${server.host} does not tell a version of ComfyUI.`);
    },
  };
}

/** Whether a job stands in a queue: its entries begin with a number and the job's id. */
function listsJob(queue: unknown, job: string): boolean {
  return Array.isArray(queue) && queue.some((entry) => Array.isArray(entry) && entry[1] === job);
}

function describeError(error: unknown): string {
  const message = read(error, 'exception_message');
  const node = read(error, 'node_id');
  const type = read(error, 'node_type');
  const said =
    typeof message === 'string' ? message.trim().split('\n')[0]! : 'It does not say why.';
  const where = typeof type === 'string' ? ` in the node ${node} (${type})` : '';
  return `ComfyUI failed the job${where}: ${said}`;
}

/** What the server says of each node that it does not take. */
function describeNodeErrors(graph: Graph, errors: unknown): string[] {
  if (!isRecord(errors)) return [];
  return Object.entries(errors).flatMap(([id, about]) => {
    const name = graph[id] ? describeNode(id, graph[id]) : id;
    const list = read(about, 'errors');
    return (Array.isArray(list) ? list : []).map(
      (error) => `node ${name}: ${read(error, 'message')} (${read(error, 'details')})`,
    );
  });
}

function read(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tellable(value: unknown): JsonValue {
  return (value ?? null) as JsonValue;
}
