/** Finds out which server there is and what model it has loaded. */
import { asFields, readSilence } from '../../engine/server-answers.ts';
import type { Reply, ServerClient } from '../../engine/server-client.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import {
  familyByName,
  familyOf,
  unknownFamily,
  type VideoFamily,
} from '../../engine/video-families.ts';
import type { JsonValue } from '../../task/task.ts';
import { type ServerKind, serverKinds, type VideosFacts } from './dialect.ts';
import { readUnslothStatus } from './unsloth.ts';

export interface ProbeSettings {
  server: ServerKind | 'auto';
  model?: string | undefined;
  family?: string | undefined;
}

/** What servers call themselves in their lists of models, as `owned_by`. */
const owners: Record<string, ServerKind> = {
  vllm: 'vllm-omni',
  'vllm-omni': 'vllm-omni',
  sglang: 'sglang',
  qvac: 'qvac',
  'unsloth-studio': 'unsloth',
};

/** @throws UpstreamAway, RenderFailure */
export async function probe(
  client: ServerClient,
  { server, model, family }: ProbeSettings,
  signal: AbortSignal,
): Promise<VideosFacts> {
  const kind = server === 'auto' ? undefined : server;
  const listed = await client.call('GET', '/v1/models', { signal });
  if (listed.status === 401 || listed.status === 403) throw readSilence(listed, client);
  const models = readModels(listed);
  const found = kind ?? (await recognise(client, models, listed.status, signal));
  if (found === 'unsloth') {
    const status = await client.call('GET', '/api/inference/video/status', { signal });
    if (status.status !== 200) throw readSilence(status, client);
    const facts = readUnslothStatus(asFields(status.body));
    return family ? { ...facts, family: { ...facts.family, id: family } } : facts;
  }
  if (found !== 'localai' && models.length === 0 && listed.status >= 400 && listed.status !== 404) {
    throw readSilence(listed, client);
  }
  const chosen = chooseModel(models, model);
  const name = model ?? String(chosen?.id ?? '');
  const byName = familyByName(`${name} ${String(chosen?.root ?? '')}`);
  return {
    server: found,
    // The first that is loaded, which may be no video model, is not LocalAI's to draw with.
    model: found === 'localai' ? (model ?? '') : name,
    family: family ? familyOf(family) : narrow(byName, chosen?.task_type),
    trouble: troubleOf(found, models, model, chosen),
  };
}

async function recognise(
  client: ServerClient,
  models: { [field: string]: JsonValue }[],
  status: number,
  signal: AbortSignal,
): Promise<ServerKind> {
  const [owner] = models.flatMap(({ owned_by }) => owners[String(owned_by)] ?? []);
  if (owner) return owner;
  const localai = await client.call('GET', '/.well-known/localai.json', { signal });
  if (localai.status === 200 && 'endpoints' in asFields(localai.body)) return 'localai';
  const unsloth = await client.call('GET', '/api/inference/video/status', { signal });
  if (unsloth.status === 200 && 'loaded' in asFields(unsloth.body)) return 'unsloth';
  if (models.length > 0) return 'openai';
  throw new UpstreamAway(
    `There is a server, but it answers ${status} to /v1/models and is none that is known. Set "server" to one of ${serverKinds.join(', ')}.`,
  );
}

function readModels({ status, body }: Reply): { [field: string]: JsonValue }[] {
  const { data } = asFields(body);
  return status === 200 && Array.isArray(data) ? data.map(asFields) : [];
}

/** The one that the configuration names, else the first that a video model's name is known by. */
function chooseModel(models: { [field: string]: JsonValue }[], wanted: string | undefined) {
  if (wanted) return models.find(({ id }) => id === wanted);
  const isVideo = ({ id }: { [field: string]: JsonValue }) =>
    familyByName(String(id)) !== unknownFamily;
  return models.find(isVideo) ?? models[0];
}

function troubleOf(
  server: ServerKind,
  models: { [field: string]: JsonValue }[],
  wanted: string | undefined,
  chosen: object | undefined,
): string | undefined {
  if (!wanted || chosen || models.length === 0 || server === 'localai') return undefined;
  const names = models.slice(0, 10).map(({ id }) => `"${id}"`);
  return `The server has no model "${wanted}", but ${names.join(', ')}.`;
}

/** SGLang says of its model whether it needs an image. */
function narrow(family: VideoFamily, taskType: JsonValue | undefined): VideoFamily {
  const { keyframes } = family.takes;
  const firstAtLeast = keyframes.length > 0 ? keyframes : (['first'] as const);
  if (taskType === 'T2V') return { ...family, takes: { text: true, keyframes: [] } };
  if (taskType === 'I2V') return { ...family, takes: { text: false, keyframes: firstAtLeast } };
  if (taskType === 'TI2V') return { ...family, takes: { text: true, keyframes: firstAtLeast } };
  return family;
}
