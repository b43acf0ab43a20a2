/**
 * The composition root of depth models: which ones are known, which are here, and which one a
 * server, a worker or a plan is to use.
 */
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import type { WantedModel } from './engine/manifest.ts';
import { type DepthModel, tryDepthModel } from './engines/parallax/depth-model.ts';
import { type KnownModel, knownModels } from './engines/parallax/depth-models.ts';
import { hasHash, keptAt, type ModelFileOptions, provideModelFile } from './store/model-file.ts';

export { type KnownModel, knownModels } from './engines/parallax/depth-models.ts';

export interface ModelState extends KnownModel {
  path: string;
  here: boolean;
  /** New scenes take their depth from it. */
  used: boolean;
}

/** Every known model, and how it stands here. */
export async function listModels(config: Config, known = knownModels): Promise<ModelState[]> {
  const used = (await chooseDepthModel(config, findWantedModel(config), known))?.path;
  return Promise.all(
    known.map(async (model) => {
      const file = keptAt(config.modelsDir, model.sha256);
      return { ...model, path: file, here: await isHere(model, config), used: file === used };
    }),
  );
}

/**
 * Fetch a known model, check its hash and try it once.
 * @returns where it is
 * @throws ModelFileError, or what tryDepthModel says
 */
export async function addModel(
  config: Config,
  model: KnownModel,
  watch: Pick<ModelFileOptions, 'onFetch' | 'onProgress' | 'signal'> = {},
): Promise<string> {
  const { repository, revision, file, sha256 } = model;
  const url = `${config.modelHub}/${repository}/resolve/${revision}/${file}`;
  const advice = 'HF_ENDPOINT, or modelHub in the configuration file, names a mirror.';
  const options = { ...fetchOptions(config), ...watch, maxBytes: model.bytes, advice };
  const kept = await provideModelFile({ url, sha256 }, options);
  try {
    await tryDepthModel({ path: kept });
  } catch (error) {
    // What does not run here must not be taken for a model that does.
    await rm(kept, { force: true });
    throw error;
  }
  return kept;
}

/** Remove a known model's file. @returns whether there was one */
export async function removeModel({ modelsDir }: Config, { sha256 }: KnownModel): Promise<boolean> {
  const file = keptAt(modelsDir, sha256);
  return rm(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/**
 * The model that new scenes are to take their depth from: the configured one, else the best of the
 * known ones that is here. Looked at from outside: nothing is fetched and no hash is checked.
 */
export async function chooseDepthModel(
  config: Config,
  wanted: WantedModel | undefined,
  known = knownModels,
): Promise<DepthModel | undefined> {
  if (config.depth === 'cues') return undefined;
  const kept = { folder: path.join(config.dataDir, 'depths'), most: config.limits.maxKeptDepths };
  if (wanted) {
    const { sha256, gives } = wanted;
    const file = wanted.path ? path.resolve(wanted.path) : keptAt(config.modelsDir, sha256);
    return { path: file, title: path.basename(wanted.path ?? wanted.url!), sha256, gives, kept };
  }
  for (const model of known) {
    if (!(await isHere(model, config))) continue;
    const { title, sha256, gives } = model;
    return { path: keptAt(config.modelsDir, sha256), title, sha256, gives, kept };
  }
  return undefined;
}

/**
 * The same for who is going to render: fetched if the configuration says so, its hash checked.
 * @param warn told why a known model that is here is not used.
 * @throws Error when the configured one cannot be had or used
 */
export async function openDepthModel(
  config: Config,
  { warn, onFetch }: { warn: (reason: string) => void; onFetch: (url: string) => void },
  wanted: WantedModel | undefined,
  known = knownModels,
): Promise<DepthModel | undefined> {
  const model = await chooseDepthModel(config, wanted, known);
  if (!model) return undefined;
  if (wanted) {
    await provideModelFile(wanted, { ...fetchOptions(config), onFetch });
    await tryDepthModel(model);
    return model;
  }
  // It was tried when it was fetched; what may have changed since is the file and the installation.
  if (!(await hasHash(model.path, model.sha256))) {
    warn(
      `${model.path} is not the file that was fetched. "photoplay models add" fetches it again.`,
    );
    return undefined;
  }
  if (!hasRuntime()) {
    warn('The package onnxruntime-node, which runs depth models, is not installed.');
    return undefined;
  }
  return model;
}

/** The depth model that the configuration names for the first engine that takes one. */
export function findWantedModel({ engines }: Pick<Config, 'engines'>): WantedModel | undefined {
  for (const { settings } of engines) {
    const { depthModel } = settings as { depthModel?: WantedModel };
    if (depthModel) return depthModel;
  }
  return undefined;
}

/** Whether the native runtime is installed; it is loaded by those who render alone. */
function hasRuntime(): boolean {
  try {
    import.meta.resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
}

async function isHere({ sha256, bytes }: KnownModel, { modelsDir }: Config): Promise<boolean> {
  const found = await stat(keptAt(modelsDir, sha256)).catch(() => undefined);
  return found?.size === bytes;
}

function fetchOptions({ modelsDir, limits }: Config): ModelFileOptions {
  return {
    folder: modelsDir,
    maxBytes: limits.maxModelBytes,
    timeoutMs: limits.modelTimeoutMs,
    silenceMs: limits.modelSilenceMs,
  };
}
