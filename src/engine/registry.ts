import { findNearest, suggest } from '../task/nearest.ts';
import type { RoutedTarget } from './choose-target.ts';
import type { Engine } from './engine.ts';
import { type Routes, routesWith } from './routes.ts';

export interface Registry {
  /** The engines a model is routed to, in their order; undefined for a model without a route. */
  targetsOf(model: string): readonly RoutedTarget[] | undefined;
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
  routes = routesWith({}),
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
  const byModel = new Map<string, RoutedTarget[]>();
  for (const [model, targets] of Object.entries(routes)) {
    byModel.set(
      model,
      targets.map((target) => {
        const engine = byId.get(target.engine);
        if (engine) return { ...target, engine };
        throw new Error(
          `Expected the route of the model "${model}" to lead to one of the engines ${quoteAll(byId.keys())} but received "${target.engine}".${suggest(findNearest(target.engine, byId.keys()))} Correct the route, or set that engine up in the section "engines".`,
        );
      }),
    );
  }
  return {
    targetsOf: (model) => byModel.get(model),
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
