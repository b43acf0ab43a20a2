/**
 * Which engine serves which model. A model is the name a client sends; a route maps it to an
 * engine, so that an installation may serve `gen4_turbo` with whatever it has.
 */
import { modelNames } from '../task/models.ts';
import { findNearest, suggest } from '../task/nearest.ts';
import type { Engine } from './engine.ts';

/** Model -> id of the engine that serves it. */
export type Routes = Record<string, string>;

/** Without configuration the embedded engine serves every model. */
export const defaultRoutes: Routes = Object.fromEntries(
  modelNames.map((model) => [model, 'parallax']),
);

/**
 * The default routes with those of the configuration in their places; `*` is every model that the
 * configuration does not name.
 * @throws Error when a model is not one that clients can send
 */
export function routesWith({ '*': others, ...configured }: Readonly<Routes>): Routes {
  const known = Object.keys(defaultRoutes);
  for (const model of Object.keys(configured)) {
    if (known.includes(model)) continue;
    throw new Error(
      `Expected the routes in "models" to be for ${quoteAll([...known, '*'])} but received "${model}".${suggest(findNearest(model, known))}`,
    );
  }
  const unnamed = known.map((model) => [model, others ?? defaultRoutes[model]!]);
  return { ...Object.fromEntries(unnamed), ...configured };
}

export interface Registry {
  /** The engine a model is routed to; undefined for a model without a route. */
  engineFor(model: string): Engine | undefined;
  /**
   * The engine with this id, as stored with a task.
   * @throws Error when no such engine is configured any more.
   */
  engine(id: string): Engine;
  /** Every model that has a route, in the order of the routes. */
  models(): string[];
  engines(): Engine[];
  /** Close every engine. */
  close(): Promise<void>;
}

/**
 * Put engines and routes together.
 * @throws Error when two engines share an id or a route leads to an engine that is not there.
 */
export function createRegistry({
  engines,
  routes = defaultRoutes,
}: {
  engines: Engine[];
  routes?: Routes;
}): Registry {
  const byId = new Map<string, Engine>();
  for (const engine of engines) {
    if (byId.has(engine.id)) {
      throw new Error(`Expected each engine once but received two with the id "${engine.id}".`);
    }
    byId.set(engine.id, engine);
  }
  // A Map, not the object: a client may well send the model "constructor".
  const byModel = new Map<string, Engine>();
  for (const [model, id] of Object.entries(routes)) {
    const engine = byId.get(id);
    if (!engine) {
      throw new Error(
        `Expected the route of the model "${model}" to lead to one of the engines ${quoteAll(byId.keys())} but received "${id}".${suggest(findNearest(id, byId.keys())) || ' Correct the route or configure that engine.'}`,
      );
    }
    byModel.set(model, engine);
  }
  return {
    engineFor: (model) => byModel.get(model),
    engine(id) {
      const engine = byId.get(id);
      if (engine) return engine;
      throw new Error(`Expected one of the engines ${quoteAll(byId.keys())} but received "${id}".`);
    },
    models: () => [...byModel.keys()],
    engines: () => [...byId.values()],
    async close() {
      await Promise.all(engines.map((engine) => engine.close?.()));
    },
  };
}

function quoteAll(ids: Iterable<string>): string {
  return Array.from(ids, (id) => `"${id}"`).join(', ');
}
