/**
 * Plays Unsloth Studio's video routes, after studio/backend/routes/video.py, models/inference.py and
 * core/inference/video_families.py at 015bdef: one clip at a time, only sizes and frame counts of the
 * loaded family, no ids.
 */
import { type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import type { Json } from './server.ts';
import { makeSmallClip, type SmallClip } from './small-clips.ts';

export interface UnslothServer extends ScriptedServer {
  requests: Json[];
  /** What `video/status` says of the loaded model. */
  status: Json;
  /** Let the clip under way be so far. */
  step(fraction: number): void;
  finish(outcome?: Partial<SmallClip> | { error: string }): Promise<void>;
  /** How many clips it has stopped at. */
  cancelled(): number;
  /** The next clip of somebody at its own page takes the place of the last one. */
  forgetLast(): void;
  restart(): void;
}

const root = '/api/inference/video';

export async function startUnslothServer(): Promise<UnslothServer> {
  const requests: Json[] = [];
  const gallery: { record: Json; clip: Buffer }[] = [];
  let running: Json;
  let cancelled = 0;
  let progress: Json = { active: false };

  function generate(body: Json): Reply {
    const refuse = (status: number, detail: string): Reply => ({ status, body: { detail } });
    const { loaded, defaults, supports_keyframes } = server.status;
    if (!body?.prompt) return refuse(422, 'String should have at least 1 character');
    if (!loaded) return refuse(409, 'No video model is loaded.');
    if (running) return refuse(409, 'A video generation is already in progress.');
    const sizes = defaults.resolution_presets.map((size: number[]) => size.join('x'));
    if (!sizes.includes(`${body.width}x${body.height}`)) {
      return refuse(422, `${body.width}x${body.height} is not a supported resolution.`);
    }
    if ((body.num_frames - defaults.frame_offset) % defaults.frame_step !== 0) {
      return refuse(422, `${body.num_frames} is not a supported frame count.`);
    }
    if ((body.first_frame || body.last_frame) && !supports_keyframes) {
      return refuse(400, 'This model takes no keyframes.');
    }
    running = body;
    progress = { active: true, phase: 'denoise', step: 0, total: 40, fraction: 0 };
    requests.push(body);
    return { body: { status: 'started', video: null } };
  }

  const scripted = await startScriptedServer(({ method, path, json }) => {
    const route = path.replace(/\?.*/, '');
    if (route === '/v1/models') {
      return { body: { data: [{ id: 'a-chat-model', owned_by: 'unsloth-studio' }] } };
    }
    if (route === `${root}/status`) return { body: server.status };
    if (route === `${root}/generate` && method === 'POST') return generate(json);
    if (route === `${root}/generate-progress`) return { body: progress };
    if (route === `${root}/generate/cancel`) {
      const wasRunning = running !== undefined;
      if (wasRunning) cancelled += 1;
      running = undefined;
      progress = { active: false };
      return { body: { cancelled: wasRunning } };
    }
    if (route === `${root}/gallery`) {
      return { body: { videos: gallery.map(({ record }) => record), has_more: false } };
    }
    const [, id] = /gallery\/(\w+)\/file$/.exec(route) ?? [];
    const found = gallery.find(({ record }) => record.id === id);
    if (!found) return { status: 404, body: { detail: 'Video not found.' } };
    return { headers: { 'content-type': 'video/mp4' }, body: found.clip };
  });

  const server: UnslothServer = Object.assign(scripted, {
    requests,
    status: ltxStatus,
    step(fraction: number) {
      progress = { ...progress, step: Math.round(40 * fraction), fraction };
    },
    async finish(outcome: Partial<SmallClip> | { error: string } = {}) {
      const { prompt, seed, width, height, num_frames, fps } = running;
      running = undefined;
      if ('error' in outcome) {
        progress = { active: false, phase: 'failed', error: outcome.error };
        return;
      }
      const id = `clip${gallery.length}`;
      const shape = { width, height, frames: num_frames, fps };
      const clip = await makeSmallClip({ format: 'mp4', ...shape, ...outcome });
      const created_at = new Date().toISOString();
      const record = { id, prompt, seed, width, height, num_frames, fps, created_at };
      gallery.unshift({ record, clip });
      progress = { active: false, phase: 'completed', video: record };
    },
    cancelled: () => cancelled,
    forgetLast() {
      progress = { active: true, phase: 'denoise', fraction: 0.1 };
    },
    restart() {
      running = undefined;
      progress = { active: false };
    },
  });
  return server;
}

const ltxStatus: Json = {
  loaded: true,
  repo_id: 'unsloth/LTX-2.3-GGUF',
  family: 'ltx-2',
  supports_keyframes: false,
  defaults: {
    ...{ steps: 40, guidance: 4, num_frames: 121, fps: 24, frame_step: 8, frame_offset: 1 },
    duration_presets: [1, 2, 3, 5],
    resolution_multiple: 32,
    resolution_presets: [
      ...[[768, 512] as const, [1216, 704] as const],
      ...[[704, 1216] as const, [512, 768] as const],
    ],
  },
};

/** What it says of a loaded MiniMax-H3, which takes keyframes. */
export const h3Status: Json = {
  loaded: true,
  repo_id: 'MiniMaxAI/MiniMax-H3',
  family: 'minimax-h3',
  supports_keyframes: true,
  defaults: {
    ...{ steps: 30, guidance: 1, num_frames: 124, fps: 24, frame_step: 17, frame_offset: 5 },
    duration_presets: [5, 10, 14.4],
    resolution_multiple: 32,
    resolution_presets: [
      [1344, 768],
      [960, 544],
      [544, 960],
    ],
  },
};
