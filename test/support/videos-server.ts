/**
 * Plays the servers of OpenAI's `/v1/videos`, each after its own sources:
 *
 * - vLLM-Omni: entrypoints/openai/api_server.py with protocol/videos.py at 079d7a5, and
 *   docs/serving/videos_api.md at 0131cb5;
 * - SGLang: multimodal_gen/runtime/entrypoints/openai/video_api.py, 25f03e6 to later forms;
 * - QVAC: packages/cli/src/serve/routes/videos.ts at 09a0767, schemas at 119ff36 (and 1045081).
 */
import {
  type Received,
  type Reply,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-server.ts';
import type { Json } from './server.ts';
import { makeSmallClip, type SmallClip } from './small-clips.ts';

export type VideosFlavour = 'vllm-omni' | 'sglang' | 'qvac';

export interface VideosServer extends ScriptedServer {
  /** What each job was made from: the fields of its form or its JSON. */
  requests: Json[];
  deleted: string[];
  jobs: Map<string, VideosJob>;
  model: string;
  /** SGLang: `T2V`, `I2V`, `TI2V`. */
  taskType: string;
  /** QVAC: a version that takes the image as `init_image`. */
  isEarlier: boolean;
  /** SGLang: where it puts finished clips instead. */
  bucketUrl?: string;
  /** Set what the last job says of itself, and finish it with a clip or an error. */
  tell(fields: { status?: string; progress?: number }): void;
  finish(
    outcome?: Partial<SmallClip> | Buffer | { error: string } | 'without a file',
  ): Promise<void>;
  restart(): void;
}

interface VideosJob {
  answer: Json;
  request: Json;
  clip?: Buffer;
}

export async function startVideosServer(flavour: VideosFlavour): Promise<VideosServer> {
  const jobs = new Map<string, VideosJob>();
  const requests: Json[] = [];
  const deleted: string[] = [];
  let count = 0;

  function submit(fields: Json, isForm: boolean): Reply {
    const refusal = { 'vllm-omni': refuseVllm, sglang: refuseSglang, qvac: refuseQvac }[flavour](
      fields,
      isForm,
      server,
    );
    if (refusal) return refusal;
    count += 1;
    const id = flavour === 'vllm-omni' ? `video_gen_${count}` : `0000-${count}`;
    const answer = {
      ...{ id, object: 'video', model: fields.model ?? server.model, status: 'queued' },
      ...{ progress: 0, created_at: Math.floor(Date.now() / 1000), size: fields.size, error: null },
      ...{ seconds: String(fields.seconds ?? 5) },
      ...(flavour === 'sglang' && { file_path: `/srv/outputs/${id}.mp4` }),
      ...(flavour !== 'sglang' && { prompt: fields.prompt }),
    };
    jobs.set(id, { answer, request: fields });
    requests.push(fields);
    return { status: 200, body: answer };
  }

  function content(job: VideosJob): Reply {
    const type = flavour === 'qvac' ? 'video/avi' : 'video/mp4';
    const isDone = job.answer.status === 'completed';
    if (flavour === 'qvac' && !isDone) {
      const error = { code: 'video_not_ready', message: 'Poll until completed.' };
      return { status: 409, headers: { 'retry-after': '2' }, body: { error } };
    }
    if (isDone && server.bucketUrl) {
      return { status: 400, body: { detail: `Video is at ${server.bucketUrl}` } };
    }
    if (!job.clip) return { status: 404, body: { detail: 'Generation is still in-progress' } };
    return { headers: { 'content-type': type }, body: job.clip };
  }

  function remove(id: string, job: VideosJob): Reply {
    deleted.push(id);
    jobs.delete(id);
    if (flavour === 'sglang') return { body: { ...job.answer, status: 'deleted' } };
    return { body: { id, object: 'video.deleted', deleted: true } };
  }

  function notFound(): Reply {
    const message = 'Video not found';
    if (flavour !== 'qvac') return { status: 404, body: { detail: message } };
    return { status: 404, body: { error: { code: 'video_not_found', message } } };
  }

  const scripted = await startScriptedServer(({ method, path, form, json }: Received) => {
    if (method === 'GET' && path === '/v1/models') return { body: { data: [modelOf()] } };
    if (method === 'POST' && path === '/v1/videos') {
      return submit(form ? Object.fromEntries(collect(form)) : json, form !== undefined);
    }
    const [, id, verb] = /^\/v1\/videos\/([^/?]+)(\/content)?$/.exec(path) ?? [];
    const job = id && jobs.get(decodeURIComponent(id));
    if (!id) return { status: 404, body: { detail: 'Not Found' } };
    if (!job) return notFound();
    if (method === 'DELETE') return remove(id, job);
    return verb ? content(job) : { body: job.answer };
  });

  function modelOf(): Json {
    const owner = { 'vllm-omni': 'vllm', sglang: 'sglang', qvac: 'qvac' }[flavour];
    const more = flavour === 'sglang' ? { task_type: server.taskType, num_gpus: 1 } : {};
    return { id: server.model, object: 'model', owned_by: owner, ...more };
  }

  const last = () => [...jobs.values()].at(-1)!;
  const server: VideosServer = Object.assign(scripted, {
    requests,
    deleted,
    jobs,
    model: 'Wan-AI/Wan2.2-TI2V-5B-Diffusers',
    taskType: 'TI2V',
    isEarlier: false,
    tell: (fields: object) => void Object.assign(last().answer, fields),
    async finish(outcome: Partial<SmallClip> | Buffer | { error: string } | 'without a file' = {}) {
      const job = last();
      if (typeof outcome === 'object' && 'error' in outcome) {
        const error = { code: 'RuntimeError', message: outcome.error };
        Object.assign(job.answer, { status: 'failed', error });
        return;
      }
      const completed_at = Math.floor(Date.now() / 1000);
      Object.assign(job.answer, { status: 'completed', progress: 100, completed_at });
      if (flavour === 'vllm-omni') job.answer.inference_time_s = 100;
      if (server.bucketUrl) job.answer.url = server.bucketUrl;
      if (outcome === 'without a file' || server.bucketUrl) return;
      const [width, height] = String(job.request.size).split('x').map(Number);
      const { fps = 16 } = job.request;
      const frames = Number(job.request.num_frames ?? Number(job.request.seconds) * fps + 1);
      const size = { width: width!, height: height!, frames, fps: Number(fps) };
      const format = flavour === 'qvac' ? 'avi' : 'mp4';
      job.clip = Buffer.isBuffer(outcome)
        ? outcome
        : await makeSmallClip({ format, ...size, ...outcome });
    },
    restart: () => jobs.clear(),
  });
  return server;
}

/** What a field of a form came to: a text, a number in it, or a file's bytes; twice: a list. */
function* collect(form: FormData): Generator<[string, unknown]> {
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).map((value) => (typeof value === 'string' ? value : value));
    yield [name, values.length > 1 ? values : values[0]];
  }
}

function refuseVllm(fields: Json, isForm: boolean, { model }: VideosServer): Reply | undefined {
  const missing = { loc: ['body', 'prompt'], msg: 'Field required', type: 'missing' };
  if (!isForm || !fields.prompt) return { status: 422, body: { detail: [missing] } };
  if (fields.model !== undefined && fields.model !== model) {
    const message = `The model \`${fields.model}\` does not exist.`;
    return { status: 400, body: { error: { message, type: 'BadRequestError', code: 400 } } };
  }
  if (fields.input_reference && fields.image_reference) {
    return { status: 400, body: { detail: 'Provide either input_reference or image_reference.' } };
  }
  return undefined;
}

function refuseSglang(fields: Json, isForm: boolean, server: VideosServer): Reply | undefined {
  if (!fields.prompt) return { status: 400, body: { detail: 'prompt is required' } };
  const hasImage = fields.input_reference || fields.reference_url;
  if (server.taskType === 'I2V' && isForm && !hasImage) {
    const detail = 'input_reference or reference_url is required for image-to-video generation';
    return { status: 400, body: { detail } };
  }
  return undefined;
}

function refuseQvac(
  fields: Json,
  _isForm: boolean,
  { isEarlier }: VideosServer,
): Reply | undefined {
  const refuse = (message: string): Reply => ({
    status: 400,
    body: { error: { code: 'invalid_request', message } },
  });
  if (!fields.prompt) return refuse('prompt: too short');
  const [width = 0, height = 0] = String(fields.size).split('x').map(Number);
  if (width % 16 !== 0 || height % 16 !== 0) {
    return refuse('"size" dimensions must be multiples of 16');
  }
  if (!/^\d+$/.test(String(fields.seconds))) return refuse('"seconds" must be a positive integer');
  if (isEarlier && fields.input_reference) {
    return refuse(
      '"input_reference" is not supported — send `init_image` as a multipart file field',
    );
  }
  return undefined;
}
