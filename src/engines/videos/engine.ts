/** Hands tasks to model servers, each spoken to in its own way (see the other files here). */
import type {
  Operation,
  RenderRequest,
  UpstreamContext,
  UpstreamEngine,
} from '../../engine/engine.ts';
import { considerFor, type FittedClip, fitClip, nearestSize } from '../../engine/fit-clip.ts';
import type { EnginePorts } from '../../engine/manifest.ts';
import { createPace } from '../../engine/pace.ts';
import { asFields } from '../../engine/server-answers.ts';
import { createServerClient } from '../../engine/server-client.ts';
import { createServerFacts } from '../../engine/server-facts.ts';
import { RenderFailure } from '../../task/errors.ts';
import {
  type Dialect,
  type DialectPorts,
  type Job,
  type ServerKind,
  serverTitles,
  type VideosFacts,
} from './dialect.ts';
import { createLocalai } from './localai.ts';
import { createOpenai } from './openai.ts';
import { probe } from './probe.ts';
import { createQvac } from './qvac.ts';
import type { VideosSettings } from './settings.ts';
import { createSglang } from './sglang.ts';
import { createUnsloth } from './unsloth.ts';
import { createVllmOmni } from './vllm-omni.ts';

type Ports = Pick<EnginePorts, 'fetch' | 'fitImage' | 'log'>;

const dialects: Record<ServerKind, (ports: DialectPorts) => Dialect> = {
  'vllm-omni': createVllmOmni,
  sglang: createSglang,
  qvac: createQvac,
  unsloth: createUnsloth,
  localai: createLocalai,
  openai: createOpenai,
};

/** Most of these servers take no task without words; these change little. */
const noPrompt = 'The scene comes to life with natural motion.';

/** Create an engine for one server. */
export function createVideosEngine(
  settings: VideosSettings & { id: string },
  ports: Ports,
): UpstreamEngine {
  const { id, concurrency, resubmit, pollSeconds, timeoutSeconds, extra } = settings;
  const client = createServerClient(settings, ports);
  const dialectPorts = { client, pace: createPace(), log: ports.log };
  const spoken = new Map<ServerKind, Dialect>();
  const facts = createServerFacts(
    (signal) => probe(client, settings, signal),
    (error) => ports.log.warn({ engine: id, err: error }, 'the server does not say what it can do'),
  );

  function dialectOf(server: ServerKind): Dialect {
    const dialect = spoken.get(server) ?? dialects[server](dialectPorts);
    spoken.set(server, dialect);
    return dialect;
  }

  /** A task is followed in the way it was submitted in, whatever the server is now. */
  function dialectFor(operation: Operation): Dialect {
    return dialectOf(asFields(operation.asked).server as ServerKind);
  }

  return {
    kind: 'upstream',
    id,
    concurrency,
    resubmit,
    pollSeconds,
    timeoutSeconds,
    hosts: [client.host],
    consider(outline) {
      const known = facts.latest();
      if (!known || known.trouble) return { refusals: [], warnings: [] };
      const dialect = dialectOf(known.server);
      const name = `${known.model || 'the model'} on ${serverTitles[known.server]}`;
      return considerFor(outline, known.family, { name, passes: dialect.passes(known.family) });
    },
    async start(request, context) {
      const known = await facts.need(context.signal);
      if (known.trouble) throw new RenderFailure('UPSTREAM_BUSY', { message: known.trouble });
      const dialect = dialectOf(known.server);
      refuseWhatChanged(request, known, dialect);
      const clip = fitTo(request, known, settings.maxPixels);
      const prompt = request.promptText.trim() || noPrompt;
      const images = await fitImages(request, clip, ports, context);
      return dialect.submit({ request, facts: known, clip, prompt, images, extra }, context);
    },
    check: async (operation, context) => dialectFor(operation).check(operation, context),
    cancel: async (operation, context) => dialectFor(operation).cancel(operation, context),
    async health({ signal }) {
      const { server, model, family, trouble } = await facts.ask(signal);
      if (trouble) return { ok: false, message: trouble };
      const name = model || 'the model that it chooses';
      return { ok: true, message: `${serverTitles[server]} with ${name} (${family.title}).` };
    },
    async close() {
      await facts.close();
      await Promise.all([...spoken.values()].map((dialect) => dialect.close?.()));
    },
  };
}

/** Another model may have been loaded since the task was accepted, or none was known then. */
function refuseWhatChanged(
  request: RenderRequest,
  { family, model, server }: VideosFacts,
  dialect: Dialect,
): void {
  const roles = request.inputs.map(({ role }) => role);
  const name = `${model || 'the model'} on ${serverTitles[server]}`;
  const passes = dialect.passes(family);
  const { refusals } = considerFor({ ...request, roles }, family, { name, passes });
  const [refusal] = refusals;
  if (refusal) throw new RenderFailure('UPSTREAM_REFUSED', { message: refusal.message });
}

function fitTo(
  request: RenderRequest,
  { family, sizes }: VideosFacts,
  maxPixels: number | undefined,
): FittedClip {
  const clip = fitClip(request, family, { maxPixels });
  const fewer = sizes?.filter(([width, height]) => width * height <= (maxPixels ?? Infinity));
  return { ...clip, ...nearestSize(request, fewer?.length ? fewer : (sizes ?? [])) };
}

async function fitImages(
  { inputs }: RenderRequest,
  { width, height }: FittedClip,
  { fitImage }: Pick<Ports, 'fitImage'>,
  { signal }: Pick<UpstreamContext, 'signal'>,
): Promise<Job['images']> {
  const images: Job['images'] = [];
  for (const wanted of ['first', 'last'] as const) {
    const input = inputs.find(({ role }) => role === wanted);
    if (!input) continue;
    const png = await fitImage({ file: input.file, width, height }, signal);
    images.push({ role: wanted, png });
  }
  return images;
}
