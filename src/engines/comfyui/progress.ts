import type { Graph } from './graph.ts';

/** How far jobs are, as the server tells it over a websocket. */
export interface JobProgress {
  /** Listen for a job, if nobody does yet, until it ends. */
  watch(job: string): void;
  /** 0..1; undefined: nothing has been heard. */
  of(job: string): number | undefined;
  /** Stop listening for a job. */
  forget(job: string): void;
  close(): void;
}

interface Watched {
  socket: WebSocket;
  /** Of every node that counts its steps: how many, and how many there are. */
  steps: Map<string, { value: number; max: number }>;
  /** Nodes that have finished. */
  finished: Set<string>;
}

/** Sent by the server in `progress_state`, for each node that has begun. */
interface NodeState {
  value?: unknown;
  max?: unknown;
  state?: unknown;
}

/**
 * One connection per job, under a name that is the job's: the server tells what becomes of a job to
 * whoever is called as the sender of the job was.
 */
export function createJobProgress(baseUrl: string, workflow: Graph): JobProgress {
  const nodes = Object.keys(workflow).length;
  /** Steps that the workflow says its samplers take. */
  const expected = countSteps(workflow);
  const watched = new Map<string, Watched>();
  const forget = (job: string) => {
    const entry = watched.get(job);
    watched.delete(job);
    entry?.socket.close();
  };
  return {
    watch(job) {
      if (watched.has(job)) return;
      const url = `${baseUrl.replace(/^http/, 'ws')}/ws?clientId=${encodeURIComponent(job)}`;
      const entry: Watched = {
        socket: new WebSocket(url),
        steps: new Map(),
        finished: new Set(),
      };
      watched.set(job, entry);
      entry.socket.addEventListener('message', ({ data }) => {
        if (typeof data === 'string' && readMessage(entry, job, data)) forget(job);
      });
      // Without it the job goes on, and is asked about; the next question opens another.
      const drop = () => watched.get(job) === entry && watched.delete(job);
      entry.socket.addEventListener('error', drop);
      entry.socket.addEventListener('close', drop);
    },
    of(job) {
      const entry = watched.get(job);
      return entry && fractionOf(entry, { expected, nodes });
    },
    forget,
    close() {
      for (const job of watched.keys()) forget(job);
    },
  };
}

/** What is left for what follows the samplers: decoding and encoding. */
const sampledShare = 0.9;

function fractionOf(
  { steps, finished }: Watched,
  { expected, nodes }: { expected: number; nodes: number },
): number | undefined {
  // A workflow without a sampler goes from node to node.
  if (expected === 0 && steps.size === 0) {
    return finished.size > 0 ? (sampledShare * finished.size) / nodes : undefined;
  }
  if (steps.size === 0) return undefined;
  let [value, max] = [0, 0];
  for (const step of steps.values()) {
    value += step.value;
    max += step.max;
  }
  return sampledShare * Math.min(1, value / Math.max(max, expected));
}

const ends: readonly unknown[] = ['execution_success', 'execution_error', 'execution_interrupted'];

/** @returns whether the job has ended */
function readMessage({ steps, finished }: Watched, job: string, text: string): boolean {
  const { type, data } = parse(text);
  if (data?.prompt_id !== job) return false;
  const note = (node: unknown, { value, max, state }: NodeState) => {
    if (state === 'finished') finished.add(String(node));
    // A node that has no steps of its own counts one.
    if (typeof value === 'number' && typeof max === 'number' && max > 1) {
      steps.set(String(node), { value: Math.min(value, max), max });
    }
  };
  if (type === 'progress') note(data.node, data);
  if (type === 'progress_state' && typeof data.nodes === 'object' && data.nodes !== null) {
    for (const [node, state] of Object.entries(data.nodes)) note(node, state as NodeState);
  }
  return ends.includes(type);
}

function parse(text: string): { type?: unknown; data?: Record<string, unknown> } {
  try {
    const message = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}

/** Steps of all samplers; of a pair that shares them, each does its part. */
function countSteps(graph: Graph): number {
  let steps = 0;
  for (const { inputs } of Object.values(graph)) {
    if (typeof inputs.steps !== 'number') continue;
    const { start_at_step: start, end_at_step: end } = inputs;
    const first = typeof start === 'number' ? start : 0;
    const last = typeof end === 'number' ? Math.min(end, inputs.steps) : inputs.steps;
    steps += Math.max(0, last - first);
  }
  return steps;
}
