import type { Engine } from '../engine/engine.ts';
import { ApiError } from '../task/errors.ts';
import type { JsonValue } from '../task/task.ts';

/** Fields with sounds and videos, which are not taken in: an engine is told their addresses. */
const mediaFields = ['referenceAudio', 'referenceVideos'];

type Options = Record<string, JsonValue>;

/**
 * The options as they are stored with the task. Of sounds and videos an address on the web is handed
 * on; what is sent in the request itself is of no use to an engine here, and too large to be kept.
 * @throws ApiError 400 where another server would need them
 */
export function handOnMedia(engine: Pick<Engine, 'kind'>, options: Options): Options {
  const kept = { ...options };
  for (const field of mediaFields) {
    const entries = options[field] as { uri: string }[] | undefined;
    if (!entries) continue;
    kept[field] = entries.map((entry, index) => {
      if (/^https:/i.test(entry.uri)) return entry;
      if (engine.kind === 'upstream') throw refuse(field, index);
      return { ...entry, uri: entry.uri.slice(0, entry.uri.search(/[:;,]/) + 1) };
    });
  }
  return kept;
}

function refuse(field: string, index: number): ApiError {
  const message =
    'Expected an https:// URL: this server hands sounds and videos on by their address alone.';
  return new ApiError('INVALID_BODY', {
    issues: [{ code: 'custom', path: [field, index, 'uri'], message }],
  });
}
