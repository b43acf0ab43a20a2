import { askJson } from '../../engine/ask-json.ts';
import type { ProbePorts, Recognised } from '../../engine/manifest.ts';
import { createServerClient } from '../../engine/server-client.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { unknownFamily } from '../../engine/video-families.ts';
import { RenderFailure } from '../../task/errors.ts';
import { serverTitles, type VideosFacts } from './dialect.ts';
import { probe } from './probe.ts';

/** Bytes of the answers that are read. */
const maxBytes = 2 ** 20;

/**
 * Whether a server is one of those that are known by name. Whatever else lists its models may make
 * words alone.
 */
export async function recognise(
  baseUrl: string,
  ports: ProbePorts,
): Promise<Recognised | undefined> {
  // That nobody answers at all is thrown as it is.
  await askJson(baseUrl, ports);
  const client = createServerClient({ baseUrl, maxClipBytes: maxBytes }, ports);
  try {
    const facts = await probe(client, { server: 'auto' }, ports.signal);
    return facts.server === 'openai' ? undefined : describe(facts);
  } catch (error) {
    if (ports.signal.aborted) throw ports.signal.reason;
    // It says nothing that is known, perhaps to whom sends no key.
    if (error instanceof UpstreamAway || error instanceof RenderFailure) return undefined;
    throw error;
  }
}

function describe({ server, model, family, trouble }: VideosFacts): Recognised {
  const title = serverTitles[server];
  if (trouble) return { what: title, notes: [trouble] };
  const notes: string[] = [];
  if (family.id === unknownFamily.id) {
    const named = model ? `"${model}" is not known as a video model` : 'It does not say its model';
    notes.push(`${named}: set "family" to what it can do (docs/engines.md has the families).`);
  }
  const what = model ? `${title} with ${model} (${family.title})` : title;
  return { what, settings: { server }, ...(notes.length > 0 && { notes }) };
}
