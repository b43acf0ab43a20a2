import type { Config } from '../config.ts';
import {
  findWantedModel,
  type KnownModel,
  knownModels,
  listModels,
  removeModel,
} from '../models.ts';
import { fetchModel, megabytes } from './fetch-model.ts';
import { CliError, print, printJson } from './output.ts';

/** List the depth models that are known by name. */
export async function showModels(config: Config, { json }: { json?: boolean }): Promise<void> {
  const models = await listModels(config);
  if (json) return printJson({ models });
  for (const model of models) {
    const state = model.used ? 'in use' : model.here ? 'here' : 'not here';
    const { name, title, licence } = model;
    print(`${name.padEnd(12)} ${state.padEnd(9)} ${title}, ${megabytes(model)}, ${licence}`);
    if (model.here) print(`${''.padEnd(22)} ${model.path}`);
  }
  if (config.depth === 'cues') print('PHOTOPLAY_DEPTH=cues: no model is used');
  else if (findWantedModel(config)) print('The configuration names a model of its own');
}

/** Fetch a depth model, check it and try it. A server takes it when it starts anew. */
export async function addModel(config: Config, name: string): Promise<void> {
  const model = requireModel(name);
  const file = await fetchModel(config, model).catch((error: Error) => {
    throw error instanceof CliError ? error : new CliError(error.message);
  });
  print(`${model.title} is here: ${file}`);
  if (config.depth === 'cues') print('It is not used: PHOTOPLAY_DEPTH=cues');
}

/** Remove a depth model's file. */
export async function dropModel(config: Config, name: string): Promise<void> {
  const model = requireModel(name);
  const found = await removeModel(config, model);
  print(found ? `${model.title} is removed` : `${model.title} is not here`);
}

function requireModel(name: string): KnownModel {
  const model = knownModels.find((known) => known.name === name);
  if (model) return model;
  const names = knownModels.map((known) => known.name).join(', ');
  throw new CliError(`There is no model "${name}". Known: ${names}.`);
}
