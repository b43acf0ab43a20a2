/**
 * Plays LocalAI's `POST /video`, after core/http/endpoints/localai/video.go, core/http/app.go and
 * core/http/routes/localai.go at 82c191a: the answer comes when the clip is done.
 */
import { type Reply, type ScriptedServer, startScriptedServer } from './scripted-server.ts';
import type { Json } from './server.ts';
import { makeSmallClip, type SmallClip } from './small-clips.ts';

export interface LocalaiServer extends ScriptedServer {
  requests: Json[];
  finish(outcome?: Partial<SmallClip> | { error: string }): Promise<void>;
}

export async function startLocalaiServer(): Promise<LocalaiServer> {
  const requests: Json[] = [];
  let answer: ((reply: Reply) => void) | undefined;

  const scripted = await startScriptedServer(({ method, path, json }) => {
    if (path === '/v1/models')
      return { body: { object: 'list', data: [{ id: 'wan', object: 'model' }] } };
    if (path === '/.well-known/localai.json') return { body: { version: 'v3', endpoints: {} } };
    if (method !== 'POST' || path !== '/video') return { status: 404, body: refusalOf(404, 'no') };
    if (json?.seed > 2 ** 31 - 1) return { status: 400, body: refusalOf(400, 'cannot unmarshal') };
    requests.push(json);
    return new Promise<Reply>((resolve) => {
      answer = resolve;
    });
  });

  return Object.assign(scripted, {
    requests,
    async finish(outcome: Partial<SmallClip> | { error: string } = {}) {
      if ('error' in outcome) return answer!({ status: 500, body: refusalOf(500, outcome.error) });
      const { width, height, num_frames: frames, fps } = requests.at(-1);
      const clip = await makeSmallClip({ format: 'mp4', width, height, frames, fps, ...outcome });
      const data = [{ b64_json: clip.toString('base64') }];
      answer!({ body: { id: 'a-uuid', created: 1, data } });
    },
  });
}

function refusalOf(code: number, message: string): object {
  return { error: { code, message, type: '' } };
}
