/**
 * Which engines serve which model. A model is the name a client sends; a route maps it to one target
 * or several, so that an installation may serve `gen4_turbo` with whatever it has.
 */
import { modelNames } from '../task/models.ts';
import { findNearest, suggest } from '../task/nearest.ts';

/** What sort of prompt a target is for. */
export type When = 'subject-motion' | 'camera';

/** One engine that may serve a model. */
export interface Target {
  /** The engine's id in the configuration. */
  engine: string;
  /** Its share of the tasks among the targets of its route; 0: only when none of them can. */
  weight: number;
  /** So many unfinished tasks that it counts as full; absent: it never does. */
  maxWaiting?: number | undefined;
  /** Only for prompts in which somebody or something moves, or only for those in which none does. */
  when?: When | undefined;
}

/** A model's targets, in the order in which they stand in for one another. */
export type Routes = Record<string, Target[]>;

/** A route as a configuration writes it: weights may be missing. */
export type WrittenRoute = readonly (Omit<Target, 'weight'> & { weight?: number | undefined })[];

/** Without configuration the embedded engine serves every model. */
const usualRoute: WrittenRoute = [{ engine: 'parallax' }];

/**
 * The routes of every model: those of the configuration; `*` is every model that it does not name.
 * @throws Error when a model is not one that clients can send, or a target is named twice
 */
export function routesWith({
  '*': others = usualRoute,
  ...configured
}: Readonly<Record<string, WrittenRoute>>): Routes {
  for (const model of Object.keys(configured)) {
    if (modelNames.includes(model)) continue;
    throw new Error(
      `Expected the routes in "models" to be for ${[...modelNames, '*'].map((name) => `"${name}"`).join(', ')} but received "${model}".${suggest(findNearest(model, modelNames))}`,
    );
  }
  return Object.fromEntries(
    modelNames.map((model) => {
      // Not the object's own: a model might be called "constructor".
      const written = Object.hasOwn(configured, model) ? configured[model]! : others;
      return [model, readTargets(model, written)];
    }),
  );
}

/** Without any weight the first target serves, and the others stand in for it. */
function readTargets(model: string, written: WrittenRoute): Target[] {
  const isWeighted = written.some(({ weight }) => weight !== undefined);
  const targets = written.map((target, index) => ({
    ...target,
    weight: target.weight ?? (isWeighted || index === 0 ? 1 : 0),
  }));
  for (const { engine, when } of targets) {
    const same = targets.filter((other) => other.engine === engine && other.when === when);
    if (same.length > 1) {
      throw new Error(
        `Expected each target of the model "${model}" once but "${engine}" stands there twice.`,
      );
    }
  }
  return targets;
}
