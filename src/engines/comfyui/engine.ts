/**
 * An exported ComfyUI workflow as an engine: a request's values are put into its nodes, the server
 * runs it, and the clip that it saves is the task's.
 */
import type {
  EngineBase,
  Operation,
  OperationStatus,
  RenderRequest,
  UpstreamContext,
  UpstreamEngine,
} from '../../engine/engine.ts';
import { createServerClient } from '../../engine/server-client.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import { type ComfyClient, createComfyClient } from './client.ts';
import { considerFor } from './consider.ts';
import { fillGraph } from './fill.ts';
import type { Graph } from './graph.ts';
import { checkGraph, type NodeInfo, readNodeInfo } from './node-info.ts';
import { findClips } from './outputs.ts';
import { createJobProgress } from './progress.ts';
import { findTargets, type Mapping } from './targets.ts';

export interface ComfyOptions {
  id: string;
  baseUrl: string;
  workflow: Graph;
  mapping: Mapping;
  /** The node whose output is the clip; absent: whichever has one. */
  output?: string | undefined;
  maxPixels: number;
  maxSeconds: number;
  maxClipBytes: number;
  /** For a proxy before it; ComfyUI itself knows no keys. */
  apiKey?: string | undefined;
  concurrency: number;
  pollSeconds: number;
  timeoutSeconds: number;
  /** A lost submission is made again: what is rendered here costs nothing but time. */
  resubmit: boolean;
  fetch: typeof fetch;
}

/**
 * Create an engine from a workflow.
 * @throws Error that names what the mapping names and is not there
 */
export function createComfyEngine(options: ComfyOptions): UpstreamEngine {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const { id, workflow, maxPixels, concurrency, pollSeconds, timeoutSeconds } = options;
  const targets = findTargets(workflow, options.mapping);
  if (options.output !== undefined && !(options.output in workflow)) {
    throw new Error(`output: The workflow has no node ${options.output}.`);
  }
  const { apiKey, maxClipBytes } = options;
  const server = createServerClient({ baseUrl, apiKey, maxClipBytes }, options);
  const client = createComfyClient(server);
  const progress = createJobProgress(baseUrl, workflow);

  const consider: EngineBase['consider'] = considerFor(targets, options);

  async function start(
    request: RenderRequest,
    { signal, task }: UpstreamContext,
  ): Promise<Operation> {
    const [infos, images] = await beforeSubmitting(async () => [
      await readNodeInfos(client, workflow, signal),
      await uploadImages(client, request, task, signal),
    ]);
    const filled = fillGraph(workflow, targets, request, images, { infos, maxPixels });
    progress.watch(task);
    const job = await client.submit(filled.graph, task, signal).catch((error: Error) => {
      progress.forget(task);
      throw error;
    });
    return { job, asked: filled.asked };
  }

  /** What becomes of a job ends the listening, whatever it is. */
  function end<T>(job: string, outcome: T): T {
    progress.forget(job);
    return outcome;
  }

  return {
    kind: 'upstream',
    id,
    concurrency,
    pollSeconds,
    timeoutSeconds,
    resubmit: options.resubmit,
    hosts: [server.host],
    consider,
    start,
    async find(_request, { task, signal }) {
      const found = await client.ask(task, signal);
      return found.state === 'unknown' ? 'none' : { job: task };
    },
    async check({ job, asked }, { signal }): Promise<OperationStatus> {
      const name = String(job);
      progress.watch(name);
      const found = await client.ask(name, signal);
      switch (found.state) {
        case 'waiting':
          return { state: 'running' };
        case 'running':
          return { state: 'running', progress: progress.of(name) };
        case 'completed': {
          const outputs = findClips(baseUrl, found.outputs, options.output);
          if (outputs.length > 0)
            return end(name, {
              state: 'done',
              outputs: outputs.map((url) => ({ url })),
              answer: { asked: asked ?? null },
            });
          const failure = new RenderFailure('UPSTREAM_FAILED', {
            message:
              'The workflow has run and saved no clip. It needs a node such as "Save Video".',
          });
          return end(name, { state: 'failed', failure, answer: found.outputs });
        }
        case 'failed': {
          const failure = new RenderFailure('UPSTREAM_FAILED', { message: found.message });
          return end(name, { state: 'failed', failure, answer: found.answer });
        }
        case 'interrupted': {
          const message = 'The job was interrupted on the ComfyUI server.';
          const failure = new RenderFailure('UPSTREAM_FAILED', { message });
          return end(name, { state: 'failed', failure, answer: found.answer });
        }
        default:
          end(name, undefined);
          throw new RenderFailure('UPSTREAM_LOST', {
            message: 'ComfyUI does not know the job any more: it has been started anew meanwhile.',
          });
      }
    },
    async cancel({ job }, { signal }) {
      await client.cancel(String(job), signal);
      return end(String(job), 'stopped');
    },
    async health({ signal }) {
      const version = await client.version(signal);
      const infos = await readNodeInfos(client, workflow, signal);
      const wrong = checkGraph(workflow, targets, infos);
      return wrong.length === 0
        ? { ok: true, message: `ComfyUI ${version} has every node and file of the workflow.` }
        : { ok: false, message: `ComfyUI ${version} cannot run the workflow. ${wrong.join(' ')}` };
    },
    async close() {
      progress.close();
    },
  };
}

/** As long as nothing was submitted, a server that does not answer has certainly taken nothing. */
async function beforeSubmitting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UpstreamAway)) throw error;
    const { message, retryAfterSeconds } = error;
    throw new RenderFailure('UPSTREAM_BUSY', { message, retryAfterSeconds, cause: error });
  }
}

/** What the server says of each class of nodes in the workflow. */
async function readNodeInfos(
  client: ComfyClient,
  workflow: Graph,
  signal: AbortSignal,
): Promise<Map<string, NodeInfo>> {
  const classes = [...new Set(Object.values(workflow).map(({ class_type }) => class_type))];
  const infos = await Promise.all(
    classes.map(async (name) => [name, readNodeInfo(await client.nodeInfo(name, signal))] as const),
  );
  return new Map(infos.flatMap(([name, info]) => (info ? [[name, info] as const] : [])));
}

async function uploadImages(
  client: ComfyClient,
  { inputs }: RenderRequest,
  task: string,
  signal: AbortSignal,
) {
  const upload = async (role: 'first' | 'last') => {
    const input = inputs.find((one) => one.role === role);
    return input && client.upload(input.file, `${task}-${role}`, signal);
  };
  return { image: await upload('first'), endImage: await upload('last') };
}
