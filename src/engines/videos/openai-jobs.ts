/**
 * Jobs at `/v1/videos`: submitted, asked about, fetched and deleted as OpenAI has it. What the servers
 * that follow it do otherwise is with each of them.
 */
import path from 'node:path';
import type { CheckContext, JsonValue, Operation, OperationStatus } from '../../engine/engine.ts';
import type { FittedClip } from '../../engine/fit-clip.ts';
import { asFields, lost, readSilence, sayingOf, submitTo } from '../../engine/server-answers.ts';
import type { Message, Reply, ServerClient } from '../../engine/server-client.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { RenderFailure } from '../../task/errors.ts';
import type { DialectPorts, Job } from './dialect.ts';

/** @throws RenderFailure, UpstreamAway */
export async function submitJob(
  client: ServerClient,
  body: Pick<Message, 'json' | 'form'>,
  { facts, clip, prompt }: Job,
  signal: AbortSignal,
): Promise<Operation> {
  const { id } = await submitTo(client, () =>
    client.call('POST', '/v1/videos', { signal, ...body }),
  );
  if (typeof id !== 'string' || !id) {
    throw new UpstreamAway('The server took the task and named no job.');
  }
  const { server, model, family } = facts;
  return { id, asked: { server, model, family: family.id, prompt, ...clip } };
}

const done = new Set(['completed', 'succeeded', 'success']);
const ended = new Set(['failed', 'error', 'cancelled', 'canceled', 'deleted', 'expired']);

/** How often a finished clip is asked for that is not there. */
const patienceForClips = 5;

/** Follows the jobs of one server; what it remembers is only ever of use, never needed. */
export function createJobFollower({ client, pace }: DialectPorts) {
  /** By job: how often its clip was not there. */
  const missing = new Map<string, number>();

  async function fetchClip(
    job: { [field: string]: JsonValue },
    operation: Operation,
    { signal, workDir }: CheckContext,
  ): Promise<OperationStatus> {
    const answer = describe(job, operation);
    const id = String(operation.id);
    const file = path.join(workDir, 'videos-clip');
    const reply = await client.download(`${routeOf(operation)}/content`, file, signal);
    if (reply.file) {
      missing.delete(id);
      learn(job, operation);
      return { state: 'done', outputs: [{ file }], answer };
    }
    // SGLang with a bucket has it there.
    if (typeof job.url === 'string' && /^https?:/.test(job.url)) {
      return { state: 'done', outputs: [{ url: job.url }], answer: withoutLink(answer) };
    }
    const times = (missing.get(id) ?? 0) + 1;
    missing.set(id, times);
    // Some say that a job is done a moment before its file is written.
    if (reply.status < 500 && reply.status !== 429 && times >= patienceForClips) {
      missing.delete(id);
      const said = sayingOf(reply.body) ?? `HTTP ${reply.status}`;
      const message = `The server says that it is done and hands out no clip: ${client.hide(said)}`;
      return {
        state: 'failed',
        failure: new RenderFailure('UPSTREAM_FAILED', { message }),
        answer,
      };
    }
    throw readSilence(reply, client);
  }

  function learn(job: { [field: string]: JsonValue }, { asked }: Operation): void {
    const took =
      typeof job.inference_time_s === 'number'
        ? job.inference_time_s
        : Number(job.completed_at) - Number(job.created_at);
    pace.learn(asFields(asked) as unknown as FittedClip, took);
  }

  /** Most servers know 0 and 100 alone; 100 of a job that is not done is no news either. */
  function progressOf(job: { [field: string]: JsonValue }, { asked }: Operation) {
    const { progress, created_at: created } = job;
    if (typeof progress === 'number' && progress > 0 && progress < 100) return progress / 100;
    if (job.status === 'queued' || typeof created !== 'number') return undefined;
    return pace.guess(asFields(asked) as unknown as FittedClip, Date.now() / 1000 - created);
  }

  return async (operation: Operation, context: CheckContext): Promise<OperationStatus> => {
    const reply = await client.call('GET', routeOf(operation), context);
    if (isForgotten(reply)) {
      const failure = lost('it was restarted meanwhile, or somebody deleted the job.');
      return { state: 'failed', failure, answer: null };
    }
    const job = asFields(reply.body);
    const status = typeof job.status === 'string' ? job.status.toLowerCase() : undefined;
    if (status && ended.has(status)) {
      const said = sayingOf(job) ?? sayingOf(job.error) ?? 'it does not say why';
      const failure = new RenderFailure('UPSTREAM_FAILED', {
        message: `The server ended the task as ${status}: ${client.hide(said)}`,
      });
      return { state: 'failed', failure, answer: describe(job, operation) };
    }
    if (reply.status !== 200 || !status) throw readSilence(reply, client);
    if (done.has(status)) return fetchClip(job, operation, context);
    return { state: 'running', progress: progressOf(job, operation) };
  };
}

/** A proxy's 404 is no word about the job. */
function isForgotten({ status, body }: Reply): boolean {
  return (status === 404 || status === 410) && sayingOf(body) !== undefined;
}

/** What is kept of an answer: not the prompt once more, nor where the file lies there. */
function describe(job: { [field: string]: JsonValue }, { asked }: Operation) {
  const { prompt: _prompt, file_path: _path, file_paths: _paths, ...kept } = job;
  return { ...kept, asked: asked ?? null };
}

/** A link into a bucket opens it. */
function withoutLink(answer: { [field: string]: JsonValue }): JsonValue {
  return { ...answer, url: String(answer.url).replace(/\?.*/s, '') };
}

export function routeOf({ id }: Operation): string {
  return `/v1/videos/${encodeURIComponent(String(id))}`;
}

/**
 * Delete a job.
 * @param stops whether a server that deletes a job stops working on it, too
 */
export async function deleteJob(
  client: ServerClient,
  operation: Operation,
  signal: AbortSignal,
  stops: boolean,
): Promise<'stopped' | 'cannot'> {
  const reply = await client.call('DELETE', routeOf(operation), { signal });
  const isGone = reply.status === 404 || reply.status === 410;
  if (isGone || (reply.status >= 200 && reply.status < 300)) return stops ? 'stopped' : 'cannot';
  if (reply.status === 405 || reply.status === 501) return 'cannot';
  throw readSilence(reply, client);
}
