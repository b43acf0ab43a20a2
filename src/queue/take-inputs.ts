import path from 'node:path';
import type { RenderInput } from '../engine/engine.ts';
import type { Artifacts } from '../store/artifacts/artifacts.ts';
import { copyOutInput } from '../store/inputs/stored-input.ts';
import type { StoredTask } from '../store/tasks.ts';
import { unlessAborted } from './driving.ts';

/** Copy a task's inputs out of the storage. */
export async function takeInputs(
  { request }: StoredTask,
  folder: string,
  artifacts: Artifacts,
  signal: AbortSignal,
): Promise<RenderInput[]> {
  const inputs: RenderInput[] = [];
  for (const [index, { role, artifact }] of request.inputs.entries()) {
    const file = path.join(folder, `${index}-${role}${path.extname(artifact)}`);
    await unlessAborted(copyOutInput(artifacts, artifact, file, signal), signal);
    inputs.push({ role, file });
  }
  return inputs;
}
