/** Extensions of what a node may call a clip. */
const clipExtension = /\.(mp4|webm|mov|mkv|avi|gif|webp|apng)$/i;

/**
 * Addresses of the clips that a job has made. Nodes list them under names of their own (`images`,
 * `gifs`, `videos`): whatever is a stored file that looks like a clip is one.
 * @param node its output alone, where the configuration names one.
 */
export function findClips(baseUrl: string, outputs: unknown, node?: string): string[] {
  if (!isRecord(outputs)) return [];
  const made = node === undefined ? Object.values(outputs) : [outputs[node]];
  return made
    .flatMap((output) => (isRecord(output) ? Object.values(output).flat() : []))
    .flatMap((file) => {
      if (!isRecord(file)) return [];
      const { filename, subfolder = '', type } = file;
      if (typeof filename !== 'string' || type !== 'output' || !clipExtension.test(filename)) {
        return [];
      }
      const query = new URLSearchParams({ filename, subfolder: String(subfolder), type });
      return [`${baseUrl}/view?${query}`];
    });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
