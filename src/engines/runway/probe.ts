import { askJson } from '../../engine/ask-json.ts';
import type { ProbePorts, Recognised } from '../../engine/manifest.ts';
import { asFields } from './answers.ts';

/**
 * Whether a server speaks Runway's API: to whom sends no key, `GET /v1/organization` is a 401 in an
 * envelope of Runway's own. Model servers with a key answer any path alike, with the one word below.
 */
export async function probe(baseUrl: string, ports: ProbePorts): Promise<Recognised | undefined> {
  const base = baseUrl.replace(/\/v1$/, '');
  const { status, fields } = await askJson(`${base}/v1/organization`, ports);
  const { error } = fields;
  if (status !== 401 || typeof error !== 'string' || error === 'Unauthorized') return undefined;
  const what = (await namePhotoplay(base, ports)) ?? describe(base);
  return { what, wantsKey: true };
}

function describe(base: string): string {
  const { hostname } = new URL(base);
  return /(^|\.)runwayml\.com$/.test(hostname) ? 'Runway' : 'A server that speaks Runway’s API';
}

/** Its description lies at the root, whatever path the API is below. */
async function namePhotoplay(base: string, ports: ProbePorts): Promise<string | undefined> {
  const { origin } = new URL(base);
  const { fields } = await askJson(`${origin}/openapi.json`, ports);
  const { title, version } = asFields(fields.info);
  return title === 'Photoplay' ? `Photoplay ${String(version)}` : undefined;
}
