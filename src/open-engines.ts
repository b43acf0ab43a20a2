/** The engines of a configuration, made and routed: what a server, a worker and a plan begin with. */
import type { Config } from './config.ts';
import type { Engine } from './engine/engine.ts';
import type { EnginePorts } from './engine/manifest.ts';
import { createRegistry, type Registry } from './engine/registry.ts';
import { routesWith } from './engine/routes.ts';
import { engineKinds } from './engine-kinds.ts';
import { fitImage as fitImageAside } from './media/fit-image.ts';
import { createOwnFetch } from './net/own-fetch.ts';

/**
 * @throws Error that says what to mend: an engine that cannot be made, or a route that leads nowhere.
 * Engines that were made by then are closed.
 */
export async function openEngines(
  { engines: configured, models }: Pick<Config, 'engines' | 'models'>,
  ports: Omit<EnginePorts, 'id' | 'fetch' | 'fitImage' | 'variables'>,
): Promise<Registry> {
  const made = await Promise.allSettled(
    configured.map(async (engine) => openEngine(engine, ports)),
  );
  const engines = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    const failed = made.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    const registry = createRegistry({ engines, routes: routesWith(models) });
    tellUnused(registry, configured, ports.log);
    return registry;
  } catch (error) {
    await Promise.all(engines.map((engine) => engine.close?.()));
    throw error;
  }
}

/**
 * Make one of them.
 * @throws Error that says what to mend
 */
export async function openEngine(
  { id, kind, settings, variables }: Config['engines'][number],
  ports: Omit<EnginePorts, 'id' | 'fetch' | 'fitImage' | 'variables'>,
  fetch = createOwnFetch(),
): Promise<Engine> {
  const manifest = engineKinds.find((one) => one.kind === kind)!;
  const { confinement } = ports.children;
  const fitImage: EnginePorts['fitImage'] = (image, signal) =>
    fitImageAside(image, signal, confinement);
  return manifest.create(settings, { ...ports, id, fetch, fitImage, variables });
}

/** Settings of an engine that no model leads to do nothing, and their writer expects something. */
function tellUnused(registry: Registry, configured: Config['engines'], log: EnginePorts['log']) {
  const targets = registry.models().flatMap((model) => registry.targetsOf(model)!);
  const used = new Set(targets.map(({ engine }) => engine.id));
  for (const { id, settings } of configured) {
    if (used.has(id) || Object.keys(settings as object).length === 0) continue;
    log.warn({ engine: id }, `engines.${id} has no effect: no model is routed to ${id}.`);
  }
}

/** What engines are given that nobody is told: keys, from the file or from the environment. */
export function secretsOf({ engines }: Pick<Config, 'engines'>): string[] {
  const values = engines.flatMap(({ kind, settings, variables }) => {
    const { secrets = [] } = engineKinds.find((manifest) => manifest.kind === kind)!;
    const written = secrets.map((name) => (settings as Record<string, unknown>)[name]);
    return [...written, ...Object.values(variables)];
  });
  return values.filter((value): value is string => typeof value === 'string');
}
