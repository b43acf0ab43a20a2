import { defineEngine } from '../../engine/manifest.ts';
import { readKey } from '../../engine/server-settings.ts';
import { createVideosEngine } from './engine.ts';
import { recognise } from './recognise.ts';
import { videosSettings } from './settings.ts';

/** Model servers, most of which speak OpenAI's `/v1/videos`. */
export const videos = defineEngine({
  kind: 'videos',
  summary:
    'Hands tasks to a server of /v1/videos: vLLM-Omni, SGLang, QVAC; or to Unsloth Studio or LocalAI.',
  secrets: ['apiKey'],
  variables: ['apiKeyVariable'],
  settings: videosSettings,
  questions: [
    {
      setting: 'apiKeyVariable',
      words: 'The environment variable that the key there will stand in, if it wants one',
    },
  ],
  probe: recognise,
  create: (given, ports) =>
    createVideosEngine({ ...given, id: ports.id, apiKey: readKey(given, ports) }, ports),
});
