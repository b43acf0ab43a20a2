/**
 * Plays stable-diffusion.cpp's sd-server, after its sources at 97d2990 (examples/server: main.cpp,
 * routes_sdcpp.cpp, async_jobs.cpp; examples/common/common.cpp): one job at a time, the others in a
 * queue of 64, results for ten minutes. A real one, built from that commit and given empty weights,
 * answers the same to the same.
 */

import { type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import type { Json } from './server.ts';
import type { SmallClip } from './small-clips.ts';
import { makeSmallClip } from './small-clips.ts';

export interface SdcppServer extends ScriptedServer {
  /** Of the request that each job was made from, in their order. */
  requests: Json[];
  /** Let the first job that is not at its end go on to it. */
  finish(outcome?: Partial<SmallClip> | Buffer | { error: string }): Promise<void>;
  /** Begin with the first job in the queue. */
  begin(): void;
  /** How many jobs it has let go of. */
  cancelled(): number;
  /** All jobs are forgotten; ids begin anew, in another second. */
  restart(): void;
  /** The ten minutes of every finished job are over. */
  expire(): void;
  /** The model it has loaded. */
  model: string;
  modes: string[];
  formats: string[];
  queueSize: number;
}

interface Job {
  id: string;
  status: 'queued' | 'generating' | 'completed' | 'failed' | 'cancelled' | 'expired';
  request: Json;
  created: number;
  started: number | null;
  completed: number | null;
  result: Json;
  error: Json;
}

export async function startSdcppServer(): Promise<SdcppServer> {
  let jobs: Job[] = [];
  let boot = 0x6b096f65;
  const requests: Json[] = [];

  const isOpen = ({ status }: Job) => status === 'queued' || status === 'generating';

  function begin(): void {
    if (jobs.some(({ status }) => status === 'generating')) return;
    const job = jobs.find(({ status }) => status === 'queued');
    if (job) Object.assign(job, { status: 'generating', started: nowSeconds() });
  }

  function submit(body: Json): Reply {
    if (body === undefined) return refuse('empty body');
    if (!sd.modes.includes('vid_gen')) return refuse('loaded model does not support vid_gen');
    const format = body.output_format ?? 'webm';
    if (!sd.formats.includes(format)) {
      return refuse(`invalid output_format, must be one of [${sd.formats.join(', ')}]`);
    }
    const images = [body.init_image, body.end_image].filter((image) => image != null);
    if (!images.every(isImage) || body.video_frames <= 0 || body.fps <= 0) {
      return refuse('invalid generation parameters');
    }
    if (jobs.filter(isOpen).length >= sd.queueSize) {
      return { status: 429, body: { error: 'job queue is full' } };
    }
    const id = `job_${boot.toString(16)}_${String(jobs.length).padStart(8, '0')}`;
    const created = nowSeconds();
    jobs.push({
      ...{ id, status: 'queued', request: body, created },
      ...{ started: null, completed: null, result: null, error: null },
    });
    requests.push(body);
    const answer = { id, kind: 'vid_gen', status: 'queued', created };
    return { status: 202, body: { ...answer, poll_url: `/sdcpp/v1/jobs/${id}` } };
  }

  function find(id: string, then: (job: Job) => Reply): Reply {
    const job = jobs.find((known) => known.id === id);
    if (!job) return { status: 404, body: { error: 'job not found' } };
    if (job.status === 'expired') return { status: 410, body: { error: 'job expired' } };
    return then(job);
  }

  function describe({ request: _request, ...job }: Job): Reply {
    const queue = jobs.filter(({ status }) => status === 'queued');
    const queue_position = queue.findIndex(({ id }) => id === job.id) + 1;
    return { body: { ...job, kind: 'vid_gen', queue_position } };
  }

  function cancel(job: Job): Reply {
    if (job.status === 'generating') {
      const error = 'job is currently generating and cannot be interrupted yet';
      return { status: 409, body: { error } };
    }
    if (job.status === 'queued') {
      const error = { code: 'cancelled', message: 'job cancelled by client' };
      Object.assign(job, { status: 'cancelled', completed: nowSeconds(), error });
    }
    return describe(job);
  }

  const server = await startScriptedServer(({ method, path, json }) => {
    const [, id, verb] = /^\/sdcpp\/v1\/jobs\/([\w-]+)(\/cancel)?$/.exec(path) ?? [];
    if (method === 'GET' && path === '/sdcpp/v1/capabilities') return { body: capabilitiesOf(sd) };
    if (method === 'POST' && path === '/sdcpp/v1/vid_gen') return submit(json);
    if (method === 'GET' && id && !verb) return find(id, describe);
    if (method === 'POST' && id && verb) return find(id, cancel);
    return { status: 404 };
  });

  const sd: SdcppServer = Object.assign(server, {
    requests,
    begin,
    async finish(outcome: Partial<SmallClip> | Buffer | { error: string } = {}) {
      begin();
      const job = jobs.find(({ status }) => status === 'generating')!;
      const completed = nowSeconds();
      if ('error' in outcome) {
        const error = { code: 'generation_failed', message: outcome.error };
        Object.assign(job, { status: 'failed', completed, error });
        return;
      }
      const { width = 512, height = 512, video_frames = 1, fps = 16 } = job.request;
      const format = job.request.output_format ?? 'webm';
      const size = { width: alignUp(width, 16), height: alignUp(height, 16) };
      const frames = Math.floor((video_frames - 1) / 4) * 4 + 1;
      const clip = Buffer.isBuffer(outcome)
        ? outcome
        : await makeSmallClip({ format, ...size, frames, fps, ...outcome });
      const mimes: Record<string, string> = { webp: 'image/webp', avi: 'video/x-msvideo' };
      const result = {
        output_format: format,
        mime_type: mimes[format] ?? 'video/webm',
        fps,
        frame_count: frames,
        b64_json: clip.toString('base64'),
      };
      Object.assign(job, { status: 'completed', completed, result });
    },
    cancelled: () => jobs.filter(({ status }) => status === 'cancelled').length,
    restart() {
      jobs = [];
      boot += 1;
    },
    expire() {
      for (const job of jobs) if (!isOpen(job)) job.status = 'expired';
    },
    model: 'Wan2.2-TI2V-5B-Q8_0.gguf',
    modes: ['vid_gen'],
    formats: ['webm', 'webp', 'avi'],
    queueSize: 64,
  });
  return sd;
}

function capabilitiesOf({ model, modes, formats, queueSize }: SdcppServer): object {
  const stem = model.replace(/\.\w+$/, '');
  const cancelling = { cancel_queued: true, cancel_generating: false };
  const features = { init_image: true, end_image: true, control_frames: true, ...cancelling };
  const defaults = { width: 512, height: 512, video_frames: 1, fps: 16, strength: 0.75, seed: -1 };
  const makesVideo = modes.includes('vid_gen');
  return {
    model: { name: model, stem, path: model },
    supported_modes: modes,
    current_mode: modes[0],
    defaults_by_mode: makesVideo ? { vid_gen: { ...defaults, output_format: formats[0] } } : {},
    output_formats_by_mode: makesVideo ? { vid_gen: formats } : {},
    features_by_mode: makesVideo ? { vid_gen: features } : {},
    limits: { min_width: 64, max_width: 4096, max_queue_size: queueSize },
  };
}

function refuse(error: string): Reply {
  return { status: 400, body: { error } };
}

/** It looks at the bytes: PNG or JPEG. */
function isImage(field: unknown): boolean {
  const base64 = String(field).replace(/^data:[^,]*,/, '');
  const head = Buffer.from(base64, 'base64').subarray(0, 4).toString('hex');
  return head === '89504e47' || head.startsWith('ffd8ff');
}

function alignUp(length: number, multiple: number): number {
  return Math.ceil(length / multiple) * multiple;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
