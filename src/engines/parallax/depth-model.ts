/** A neural depth model that the configuration names, tried before any task depends on it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface DepthModel {
  /** An ONNX file in the Depth Anything V2 format. */
  path: string;
}

/** Loading 100 MB and one estimate take some 3 s on two cores. */
const timeout = 120_000;

/**
 * Run the model once, in a process that can die alone.
 * @throws Error saying what is wrong: no runtime, no ONNX file, the wrong input or output.
 */
export async function tryDepthModel({ path }: DepthModel): Promise<void> {
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
