import { asFields, readSilence } from '../../engine/server-answers.ts';
import type { ServerClient } from '../../engine/server-client.ts';
import { UpstreamAway } from '../../engine/upstream-away.ts';
import { familyByName, familyOf, type VideoFamily } from '../../engine/video-families.ts';

/** What an sd-server says that it can do, `GET /sdcpp/v1/capabilities`. */
export interface Capabilities {
  /** Of the model's file. */
  model: string;
  family: VideoFamily;
  /** Whether the loaded model makes videos at all. */
  makesVideo: boolean;
  /** The best container that it writes. */
  format: 'webm' | 'avi';
}

/**
 * Ask a server what it can do.
 * @param family what the configuration says of its model
 * @throws UpstreamAway, RenderFailure
 */
export async function askCapabilities(
  client: ServerClient,
  signal: AbortSignal,
  family?: string,
): Promise<Capabilities> {
  const reply = await client.call('GET', '/sdcpp/v1/capabilities', { signal });
  const { model, supported_modes, output_formats_by_mode, defaults_by_mode } = asFields(reply.body);
  if (reply.status !== 200 || !Array.isArray(supported_modes)) {
    if (reply.status !== 200 && reply.status !== 404) throw readSilence(reply, client);
    throw new UpstreamAway(
      'There is a server, but it is no sd-server with /sdcpp/v1/capabilities.',
    );
  }
  const { name } = asFields(model);
  const formats = asFields(output_formats_by_mode).vid_gen;
  const fps = asFields(asFields(defaults_by_mode).vid_gen).fps;
  const known = family ? familyOf(family) : familyByName(String(name));
  return {
    model: String(name || 'an unnamed model'),
    family:
      known.id === 'unknown' && typeof fps === 'number' && fps >= 1 ? { ...known, fps } : known,
    makesVideo: supported_modes.includes('vid_gen'),
    // Its WebM has no losses worth speaking of; its AVI is JPEGs of quality 90, its WebP is not read here.
    format: Array.isArray(formats) && formats.includes('webm') ? 'webm' : 'avi',
  };
}
