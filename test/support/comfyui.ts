import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type Received,
  type Reply,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.ts';
import type { Json } from './server.ts';

/**
 * A ComfyUI server that renders nothing: its routes, states and errors as server.py, execution.py
 * and comfy_execution/jobs.py of ComfyUI 0.8.0 have them, moved on by the test.
 */
export interface ComfySimulator extends ScriptedServer {
  /** Every graph that was queued, in order, by the id of its job. */
  queued: Map<string, Record<string, { class_type: string; inputs: Record<string, unknown> }>>;
  /** The same, as the contract counts them. */
  requests: Json[];
  /** Names of the uploaded images. */
  uploads: string[];
  /** Jobs that were taken out of the queue or interrupted. */
  stopped: Set<string>;
  run(job: string): void;
  /** Tell whoever listens for the job how far a node is. */
  tell(job: string, type: string, data: object): void;
  complete(job: string, outputs: object): void;
  fail(job: string, error: object): void;
  /** As the server does at its next node, when it was asked to interrupt. */
  interrupt(job: string): void;
  /** Forget queue and history, as a server that was started anew has. */
  restart(): void;
}

export interface ComfyBehaviour {
  /** Before the route for jobs: only the queue and the history tell. */
  old?: boolean;
  /** Classes that it knows, with their answers; absent: every class, without inputs. */
  nodes?: Record<string, object>;
  /** What `/view` gives. */
  clip?: Buffer;
}

type Ended = { outputs: object; status: { status_str: string; messages: [string, object][] } };

export async function startComfySimulator(behaviour: ComfyBehaviour = {}): Promise<ComfySimulator> {
  const queued: ComfySimulator['queued'] = new Map();
  const pending = new Set<string>();
  const running = new Set<string>();
  const stopped = new Set<string>();
  const history = new Map<string, Ended & { prompt: unknown[] }>();
  const sockets = new Map<string, WebSocket>();
  const uploads: string[] = [];
  const requests: Json[] = [];

  const end = (job: string, status_str: string, messages: [string, object][], outputs: object) => {
    pending.delete(job);
    running.delete(job);
    const prompt = [0, job, queued.get(job), {}, []];
    history.set(job, { prompt, outputs, status: { status_str, messages } });
  };
  const interrupt = (job: string) => {
    stopped.add(job);
    end(job, 'error', [['execution_interrupted', {}]], {});
  };

  const routes: Record<string, (id: string, received: Received) => Reply | object | undefined> = {
    'POST /upload/image': (_id, { form }) => {
      const name = (form!.get('image') as File).name;
      uploads.push(name);
      return { name, subfolder: form!.get('subfolder') ?? '', type: 'input' };
    },
    'POST /prompt': (_id, { json }) => {
      const { prompt, prompt_id: job } = json;
      requests.push(json);
      queued.set(job, prompt);
      pending.add(job);
      return { prompt_id: job, number: queued.size, node_errors: {} };
    },
    'GET /api/jobs/:id': (job) => {
      if (behaviour.old) return notFound;
      const ended = history.get(job);
      if (ended) return describeEnded(job, ended);
      if (running.has(job)) return { id: job, status: 'in_progress', outputs_count: 0 };
      if (pending.has(job)) return { id: job, status: 'pending', outputs_count: 0 };
      return { status: 404, body: { error: 'Job not found' } };
    },
    'GET /history/:id': (job) => (history.has(job) ? { [job]: history.get(job) } : {}),
    'GET /queue': () => ({
      queue_running: [...running].map((job) => [0, job]),
      queue_pending: [...pending].map((job) => [1, job]),
    }),
    'POST /queue': (_id, { json }) => {
      for (const job of json.delete ?? []) if (pending.delete(job)) stopped.add(job);
      return undefined;
    },
    'POST /interrupt': (_id, { json }) => {
      if (running.has(json.prompt_id)) interrupt(json.prompt_id);
      return undefined;
    },
    'GET /object_info/:id': (name) => {
      const known = behaviour.nodes ? behaviour.nodes[name] : { input: {} };
      return known ? { [name]: known } : {};
    },
    'GET /system_stats': () => ({ system: { comfyui_version: '0.8.0' } }),
    'GET /view': () => ({
      headers: { 'content-type': 'video/mp4' },
      body: behaviour.clip ?? Buffer.from('a clip'),
    }),
  };

  const answer = (received: Received): Reply => {
    const { pathname } = new URL(received.path, 'http://127.0.0.1');
    const [, folder, rest = ''] =
      /^(\/api\/jobs|\/history|\/object_info)\/([^/]+)$/.exec(pathname) ?? [];
    const route = routes[`${received.method} ${folder ? `${folder}/:id` : pathname}`];
    const made = route ? (route(decodeURIComponent(rest), received) ?? {}) : notFound;
    return 'body' in made ? (made as Reply) : { body: made };
  };
  const listeners = new WebSocketServer({ noServer: true });
  const server = await startScriptedServer(answer, (request, socket: Duplex, head) =>
    listeners.handleUpgrade(request, socket, head, (opened) => {
      const { searchParams } = new URL(request.url!, 'http://127.0.0.1');
      sockets.set(searchParams.get('clientId')!, opened);
    }),
  );
  onTestFinished(() => {
    for (const socket of sockets.values()) socket.terminate();
  });
  return {
    ...server,
    queued,
    requests,
    uploads,
    stopped,
    run(job) {
      pending.delete(job);
      running.add(job);
    },
    tell: (job, type, data) =>
      sockets.get(job)?.send(JSON.stringify({ type, data: { prompt_id: job, ...data } })),
    complete: (job, outputs) => end(job, 'success', [['execution_success', {}]], outputs),
    fail: (job, error) => end(job, 'error', [['execution_error', error]], {}),
    interrupt,
    restart() {
      pending.clear();
      running.clear();
      history.clear();
    },
  };
}

/** As aiohttp says that there is no such route. */
const notFound: Reply = { status: 404, body: '404: Not Found' };

/** As `normalize_history_item` does: what was interrupted has failed, without an error. */
function describeEnded(id: string, { outputs, status }: Ended) {
  const error = status.messages.find(([event]) => event === 'execution_error')?.[1];
  return {
    id,
    status: status.status_str === 'error' ? 'failed' : 'completed',
    ...(error && { execution_error: error }),
    outputs,
    execution_status: status,
  };
}
