/**
 * LocalAI's `POST /video`, after core/http/endpoints/localai/video.go and core/schema/localai.go at
 * 82c191a: it answers when the clip is done, and not before. So the call is kept open here while the
 * task is followed; when this process ends, the clip is lost with it, and the task is begun anew. A
 * model that still loads is a 503 with Retry-After. It cannot be told to stop.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { OperationStatus } from '../../engine/engine.ts';
import { asFields, lost, readRefusal, sayingOf } from '../../engine/server-answers.ts';
import type { Reply, ServerClient } from '../../engine/server-client.ts';
import { RenderFailure } from '../../task/errors.ts';
import { type Dialect, type DialectPorts, imageOf, type Job } from './dialect.ts';

/** An answer that comes within this time is a refusal, or a very small clip. */
const refusalMs = 1000;
/** So long a finished clip waits to be taken. */
const keepMs = 600_000;

interface Call {
  startedAt: number;
  job: Job;
  stop: AbortController;
  /** Set when it has ended. */
  outcome?: { reply: Reply } | { error: unknown };
}

export function createLocalai({ client, pace }: DialectPorts): Dialect {
  const calls = new Map<string, Call>();
  const closing = new AbortController();

  return {
    passes: () => ['first', 'last', 'first+last'],
    async submit(job, { signal }) {
      const id = randomUUID();
      const call: Call = { startedAt: Date.now(), job, stop: new AbortController() };
      const closed = AbortSignal.any([closing.signal, call.stop.signal]);
      const answering = client
        // The task may take longer than any one call: its own end is not this one's.
        .call('POST', '/video', { signal: closed, json: makeBody(job) })
        .then(
          (reply) => ({ reply }),
          (error: unknown) => ({ error }),
        )
        .then((outcome) => {
          call.outcome = outcome;
          setTimeout(() => calls.delete(id), keepMs).unref();
          return outcome;
        });
      const early = await withinMs(answering, refusalMs, signal);
      if (early && 'error' in early) throw asRefusal(early.error);
      if (early && early.reply.status !== 200) throw readRefusal(early.reply, client);
      calls.set(id, call);
      const { facts, clip, prompt } = job;
      const { server, model, family } = facts;
      return { id, asked: { server, model, family: family.id, prompt, ...clip } };
    },
    async check(operation, { workDir }) {
      const id = String(operation.id);
      const call = calls.get(id);
      if (!call) {
        const failure = lost('this process was restarted, and the call ended with it.');
        return { state: 'failed', failure, answer: null };
      }
      const seconds = (Date.now() - call.startedAt) / 1000;
      const { outcome, job } = call;
      if (!outcome) return { state: 'running', progress: pace.guess(job.clip, seconds) };
      if ('error' in outcome) {
        const failure = lost(`its answer was lost (${(outcome.error as Error).message})`);
        return { state: 'failed', failure, answer: null };
      }
      pace.learn(job.clip, seconds);
      return takeClip(outcome.reply, client, path.join(workDir, 'localai-clip'));
    },
    async cancel({ id }) {
      // It goes on drawing; nobody waits for what it draws.
      calls.get(String(id))?.stop.abort(new Error('The task was cancelled.'));
      return 'cannot';
    },
    async close() {
      closing.abort(new Error('The engine was closed.'));
    },
  };
}

function makeBody(job: Job) {
  const { request, clip, facts, prompt, extra } = job;
  const first = imageOf(job, 'first');
  const last = imageOf(job, 'last');
  const base64 = (png: Uint8Array) => Buffer.from(png).toString('base64');
  return {
    ...(facts.model && { model: facts.model }),
    prompt,
    width: clip.width,
    height: clip.height,
    num_frames: clip.frames,
    fps: clip.fps,
    // It has 32 bits for it, one of them a sign.
    seed: request.seed % 2 ** 31,
    response_format: 'b64_json',
    ...extra,
    ...(first && { start_image: base64(first) }),
    ...(last && { end_image: base64(last) }),
  };
}

async function takeClip(
  reply: Reply,
  client: ServerClient,
  file: string,
): Promise<OperationStatus> {
  const { data, ...answer } = asFields(reply.body);
  const [item] = Array.isArray(data) ? data : [];
  const { b64_json: base64 } = asFields(item);
  if (reply.status === 200 && typeof base64 === 'string' && base64) {
    await writeFile(file, Buffer.from(base64, 'base64'));
    return { state: 'done', outputs: [{ file }], answer };
  }
  const said = sayingOf(reply.body) ?? 'it sends no clip';
  const message = `The server failed the task (HTTP ${reply.status}): ${client.hide(said)}`;
  return { state: 'failed', failure: new RenderFailure('UPSTREAM_FAILED', { message }), answer };
}

/** Refused before it began; a call that broke may have begun. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'NotSent') return error;
  return new RenderFailure('UPSTREAM_BUSY', { message: error.message, cause: error });
}

async function withinMs<T>(
  work: Promise<T>,
  ms: number,
  signal: AbortSignal,
): Promise<T | undefined> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
