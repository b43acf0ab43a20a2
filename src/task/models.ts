/**
 * The models that clients can name, and what a request to each may ask for: the one table from which
 * schemas, the API's description, prices, routes, the command line's choices and the documentation
 * come. Nothing else in `src` names a model.
 *
 * The facts are those of Runway's OpenAPI document of 2026-08-08 and of the types in its SDKs
 * (`runwayml` 5.24.0 for Python, `@runwayml/sdk` 4.20.1 for Node), which are younger; limits that
 * neither has are told where they stand. `gen3a_turbo` and `gen4a_turbo` follow the relays'
 * documentation.
 */
import { googleModels } from './models/google.ts';
import { klingModels } from './models/kling.ts';
import { otherModels } from './models/others.ts';
import type { KindRules, Model } from './models/rules.ts';
import { runwayModels } from './models/runway.ts';
import { seedanceModels } from './models/seedance.ts';
import type { TaskKind } from './task.ts';

export const modelTable: Readonly<Record<string, Model>> = {
  ...runwayModels,
  ...googleModels,
  ...seedanceModels,
  ...klingModels,
  ...otherModels,
};

/** What is taken where no model is named. */
export const usualModel = 'gen4_turbo' satisfies keyof typeof runwayModels;

/** Every model, in the order of the table. */
export const modelNames: readonly string[] = Object.keys(modelTable);

/** The models of a kind of task, with their rules. */
export function modelsOf(kind: TaskKind): [model: string, rules: KindRules][] {
  return Object.entries(modelTable).flatMap(([model, { kinds }]) =>
    kinds[kind] ? [[model, kinds[kind]] as [string, KindRules]] : [],
  );
}

/** What a model is called in accounts: relays' names are none of the official ones. */
export function officialName(model: string): string {
  return modelTable[model]?.standsFor ?? model;
}
