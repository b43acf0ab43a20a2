import { defineEngine } from '../../engine/manifest.ts';
import { readKey } from '../../engine/server-settings.ts';
import { createSdcppEngine } from './engine.ts';
import { probe } from './probe.ts';
import { sdcppSettings } from './settings.ts';

/** The easiest neural engine for one person with one card. */
export const sdcpp = defineEngine({
  kind: 'sdcpp',
  summary: 'Hands tasks to stable-diffusion.cpp’s sd-server: Wan, LTX, HunyuanVideo, MiniMax-H3.',
  secrets: ['apiKey'],
  variables: ['apiKeyVariable'],
  settings: sdcppSettings,
  usualUrl: 'http://127.0.0.1:1234',
  questions: [
    {
      setting: 'apiKeyVariable',
      words: 'The environment variable that the key there will stand in, if it wants one',
    },
  ],
  probe,
  create: (given, ports) =>
    createSdcppEngine({ ...given, id: ports.id, apiKey: readKey(given, ports) }, ports),
});
