import { askJson } from '../../engine/ask-json.ts';
import type { ProbePorts, Recognised } from '../../engine/manifest.ts';
import { asFields } from '../../engine/server-answers.ts';
import { familyByName } from '../../engine/video-families.ts';

/** Whether a server is an `sd-server`: nobody else has these capabilities. */
export async function probe(baseUrl: string, ports: ProbePorts): Promise<Recognised | undefined> {
  const base = baseUrl.replace(/\/v1$/, '');
  const { status, fields } = await askJson(`${base}/sdcpp/v1/capabilities`, ports);
  const { model, supported_modes: modes } = fields;
  if (status !== 200 || !Array.isArray(modes)) return undefined;
  const name = String(asFields(model).name || 'an unnamed model');
  if (modes.includes('vid_gen')) {
    return { what: `sd-server with ${name} (${familyByName(name).title})` };
  }
  const note = `It has loaded ${name}, which makes no videos. Start sd-server with a video model.`;
  return { what: `sd-server with ${name}`, notes: [note] };
}
