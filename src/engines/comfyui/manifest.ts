import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { askJson } from '../../engine/ask-json.ts';
import { defineEngine } from '../../engine/manifest.ts';
import { asFields } from '../../engine/server-answers.ts';
import { readKey, serverSettings } from '../../engine/server-settings.ts';
import { createComfyEngine } from './engine.ts';
import { readGraph } from './graph.ts';
import { targetNames } from './targets.ts';

const { family: _, ...usual } = serverSettings;

const place = z.union([z.string(), z.array(z.string())]);

/** A workflow on a ComfyUI server. */
export const comfyui = defineEngine({
  kind: 'comfyui',
  summary: 'Runs a workflow of yours on a ComfyUI server.',
  secrets: ['apiKey'],
  variables: ['apiKeyVariable'],
  usualUrl: 'http://127.0.0.1:8188',
  questions: [
    {
      setting: 'workflow',
      words: 'The file of the workflow, as ComfyUI exports it by "Export (API)"',
      usual: 'examples/comfyui/wan2.2-5b.json',
      needed: true,
    },
  ],
  async probe(baseUrl, ports) {
    const { fields } = await askJson(`${baseUrl}/system_stats`, ports);
    const { comfyui_version: version } = asFields(fields.system);
    return typeof version === 'string' ? { what: `ComfyUI ${version}` } : undefined;
  },
  settings: z.strictObject({
    ...usual,
    baseUrl: serverSettings.baseUrl.default('http://127.0.0.1:8188'),
    /** A file that ComfyUI has exported by "Export (API)", relative to the folder of the start. */
    workflow: z.string().min(1),
    /** Where a request's values go: `prompt: "6.text"`. What is not named is looked for. */
    mapping: z
      .strictObject(Object.fromEntries(targetNames.map((name) => [name, place.optional()])))
      .prefault({}),
    /** The node whose output is the clip, if there are several. */
    output: z.string().optional(),
    /** Pixels of a frame; larger clips are asked for smaller and enlarged here. */
    maxPixels: z
      .int()
      .min(4096)
      .default(1280 * 720),
    /** The longest clip that the workflow's model makes well. */
    maxSeconds: z.int().positive().default(10),
    pollSeconds: usual.pollSeconds.default(1),
  }),
  create({ workflow, ...settings }, ports) {
    const file = path.resolve(workflow);
    const { id, fetch } = ports;
    const apiKey = readKey(settings, ports);
    try {
      const graph = readGraph(readFileSync(file, 'utf8'));
      return createComfyEngine({ ...settings, id, apiKey, fetch, workflow: graph });
    } catch (error) {
      const message = `engines.${id}: The workflow ${file} cannot be used. ${(error as Error).message}`;
      throw new Error(message, { cause: error });
    }
  },
});
