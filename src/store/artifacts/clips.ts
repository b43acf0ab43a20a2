import type { Artifacts } from './artifacts.ts';

/** Where an attempt at a task stores its clip. */
export function clipKey(task: string, attempt: number): string {
  return `clips/${task}/${attempt}.mp4`;
}

/**
 * Delete every clip that an attempt at a task can have stored, the one it shows included. By their
 * names, so that nobody need be allowed to list the storage.
 */
export async function deleteClips(
  artifacts: Pick<Artifacts, 'delete'>,
  { id, attempt, clip }: { id: string; attempt: number; clip: string | null },
): Promise<void> {
  const keys = new Set(clip ? [clip] : []);
  for (let made = 1; made <= attempt; made++) keys.add(clipKey(id, made));
  for (const key of keys) await artifacts.delete(key);
}
