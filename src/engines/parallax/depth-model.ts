/** A neural depth model, tried before any task depends on it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DepthNetwork } from './scene/depth/neural-depth.ts';

/** A network with the name that it has in plans and details. */
export interface DepthModel extends DepthNetwork {
  title: string;
}

/** Loading 100 MB and one estimate take some 3 s on two cores. */
const timeout = 120_000;

/**
 * Run the model once, in a process that can die alone.
 * @throws Error saying what is wrong: no runtime, no ONNX file, the wrong input or output.
 */
export async function tryDepthModel({ path }: Pick<DepthModel, 'path'>): Promise<void> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = fileURLToPath(new URL(`./depth-trial.${extension}`, import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [script, path], { timeout });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(stderr?.trim() || `The depth model ${path} could not be tried: ${message}`, {
      cause: error,
    });
  }
}

/** Where depth comes from, in words: a model is told by its title and the start of its hash. */
export function describeDepth(model: DepthModel | undefined): string {
  return model ? `${model.title} (${model.sha256.slice(0, 12)})` : 'image cues';
}
