import { outputFiles } from '../../task/output-files.ts';
import type { TaskRequest } from '../../task/task.ts';
import type { Artifacts } from './artifacts.ts';

/** What of a request the names of its clips depend on. */
type Format = Pick<TaskRequest, 'outputFormat' | 'outputCount'>;

/** Where an attempt at a task stores its clips. */
export function clipKeys(task: string, attempt: number, request: Format): string[] {
  const { extension } = outputFiles[request.outputFormat];
  return Array.from({ length: request.outputCount ?? 1 }, (_, index) => {
    const name = index === 0 ? `${attempt}` : `${attempt}-${index + 1}`;
    return `clips/${task}/${name}${extension}`;
  });
}

/** What has to be known of a task to find all of its clips. */
export interface ClipOwner {
  id: string;
  attempt: number;
  outputs: string[] | null;
  request: Format;
}

/**
 * Delete every clip that an attempt at a task can have stored, those it shows included. By their
 * names, so that nobody need be allowed to list the storage.
 */
export async function deleteClips(
  artifacts: Pick<Artifacts, 'delete'>,
  { id, attempt, outputs, request }: ClipOwner,
): Promise<void> {
  const keys = new Set(outputs);
  for (let made = 1; made <= attempt; made++) {
    for (const key of clipKeys(id, made, request)) keys.add(key);
  }
  for (const key of keys) await artifacts.delete(key);
}
