/** Fetching a depth model at a terminal: asked for, or by the first command that films. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import {
  addModel,
  chooseDepthModel,
  findWantedModel,
  type KnownModel,
  knownModels,
} from '../models.ts';
import { CliError, tell } from './output.ts';
import { createProgress } from './progress.ts';

/**
 * Fetch a model with a bar, unless it is here.
 * @returns its path
 * @throws CliError when Ctrl-C stops it; what addModel throws
 */
export async function fetchModel(config: Config, model: KnownModel): Promise<string> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt);
  const progress = createProgress(1);
  const show = progress.start(model.title);
  try {
    return await addModel(config, model, {
      signal: interrupted.signal,
      onFetch: () => show('FETCHING', 0),
      onProgress: (bytes) => show('FETCHING', bytes / model.bytes),
    });
  } catch (error) {
    if (interrupted.signal.aborted) throw new CliError('interrupted', 130);
    throw error;
  } finally {
    progress.end();
    process.off('SIGINT', interrupt);
  }
}

/** A model that could not be had is not asked for again until then. */
const tryAgainAfterMs = 24 * 3600 * 1000;

/**
 * Before the first scene: where somebody watches, and nothing says otherwise, fetch the depth
 * model. Without it everything works, in shallow depth; so nothing here is a reason to fail.
 * @param watched standard error is a terminal.
 */
export async function fetchFirstModel(
  config: Config,
  { watched = process.stderr.isTTY, known = knownModels } = {},
): Promise<void> {
  if (!watched || config.unattended || config.depth === 'cues') return;
  if (await chooseDepthModel(config, findWantedModel(config), known)) return;
  const mark = path.join(config.modelsDir, 'not-fetched');
  const failed = await stat(mark).catch(() => undefined);
  if (failed && Date.now() - failed.mtimeMs < tryAgainAfterMs) return;
  const model = known[0]!;
  tell(
    `Fetching ${model.title} (${megabytes(model)}, ${model.licence}, this once) from ${URL.parse(config.modelHub)?.host ?? config.modelHub}: ` +
      'it tells near from far in your pictures. PHOTOPLAY_DEPTH=cues does without.',
  );
  try {
    await fetchModel(config, model);
  } catch (error) {
    if (error instanceof CliError) throw error;
    tell(`${(error as Error).message}`);
    tell('Going on in shallow depth. Later: photoplay models add depth');
    await mkdir(config.modelsDir, { recursive: true })
      .then(() => writeFile(mark, ''))
      .catch(() => undefined);
  }
}

export function megabytes({ bytes }: KnownModel): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
